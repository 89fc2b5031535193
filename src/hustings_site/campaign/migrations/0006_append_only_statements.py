from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("campaign", "0005_mail_and_endorsements")]

    operations = [
        append_only("campaign_candidatemessage"),
        append_only("campaign_endorsementchange"),
        append_only("campaign_slatestatement"),
    ]
