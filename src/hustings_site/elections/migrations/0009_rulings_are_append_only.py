from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("elections", "0008_nominations")]
    operations = [
        append_only(f"elections_{table}") for table in ("standingchange", "nominationruling", "complaintruling")
    ]
