from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("booth", "0001_initial")]
    operations = [
        append_only("booth_credential"),
        append_only("booth_refusedcredential"),
        append_only("booth_event"),
        append_only("booth_ballot"),
        append_only("booth_datum"),
    ]
