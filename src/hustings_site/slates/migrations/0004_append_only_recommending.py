from django.db import migrations

from hustings_site.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("slates", "0003_recommending")]

    operations = [
        append_only("slates_approachanswer"),
        append_only("slates_minutes"),
        append_only("slates_undertaking"),
        append_only("slates_slateanswer"),
        append_only("slates_stepentry"),
        append_only("slates_applicationentry"),
        append_only("slates_recommendation"),
        append_only("slates_recommendedplace"),
        append_only("slates_substituteword"),
        append_only("slates_notice"),
    ]
