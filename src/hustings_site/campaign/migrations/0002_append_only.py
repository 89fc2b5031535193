from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial")]

    operations = [
        append_only("campaign_answer"),
        append_only("campaign_contact"),
        append_only("campaign_programmeversion"),
    ]
