from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("slates", "0001_initial")]

    operations = [append_only("slates_charter")]
