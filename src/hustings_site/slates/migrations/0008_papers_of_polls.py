from django.db import migrations, models

from hustings_site.journal.append_only import append_only

LOCK = append_only("slates_publishedorder")


class Migration(migrations.Migration):
    dependencies = [("slates", "0007_lists_of_supporters")]

    operations = [
        migrations.RunPython(LOCK.reverse_code or migrations.RunPython.noop, LOCK.code),
        migrations.AddField(
            model_name="publishedorder",
            name="papers",
            field=models.JSONField(blank=True, default=dict, verbose_name="papers of each body"),
        ),
        append_only("slates_publishedorder"),
    ]
