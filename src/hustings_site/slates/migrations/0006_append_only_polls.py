from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("slates", "0005_supporters_polls")]

    operations = [append_only("slates_publishedorder")]
