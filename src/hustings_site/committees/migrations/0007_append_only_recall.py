from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("committees", "0006_recall")]

    operations = [
        append_only("committees_recallrule"),
        append_only("committees_recallreply"),
        append_only("committees_recallclosing"),
        append_only("committees_recalldecision"),
        append_only("committees_accountabilityquestion"),
    ]
