from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("campaign", "0003_meetings")]

    operations = [append_only("campaign_invitationreply"), append_only("campaign_rulingline")]
