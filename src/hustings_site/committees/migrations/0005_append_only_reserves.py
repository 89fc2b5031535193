from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("committees", "0004_reserves_and_bodies")]

    operations = [
        append_only("committees_bodychange"),
        append_only("committees_reservelist"),
        append_only("committees_reserve"),
    ]
