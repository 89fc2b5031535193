from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial")]
    operations = [
        append_only(f"results_{table}")
        for table in ("result", "electedplace", "tally", "tallyentry", "fact", "comparison", "ballotfile")
    ]
