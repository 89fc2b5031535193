from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("committees", "0001_initial")]

    operations = [
        append_only("committees_seatterms"),
        append_only("committees_seatevent"),
        append_only("committees_claim"),
        append_only("committees_claimfigure"),
        append_only("committees_claimline"),
        append_only("committees_claimreply"),
        append_only("committees_attended"),
        append_only("committees_decision"),
        append_only("committees_vote"),
        append_only("committees_report"),
        append_only("committees_promiselink"),
        append_only("committees_rightofreply"),
    ]
