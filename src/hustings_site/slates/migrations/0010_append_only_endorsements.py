from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("slates", "0009_votes_on_endorsements")]

    operations = [append_only("slates_endorsementreply"), append_only("slates_endorsementoutcome")]
