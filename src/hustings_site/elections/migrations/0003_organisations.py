from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils.text import slugify


def enter_organisations(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Each name that stood in an election becomes an organisation."""
    Organisation = apps.get_model("roll", "Organisation")
    Election = apps.get_model("elections", "Election")
    taken = set(Organisation.objects.values_list("slug", flat=True))
    for name in Election.objects.values_list("named", flat=True).distinct().order_by("named"):
        stem = slug = slugify(name)[:90] or "organisation"
        number = 2
        while slug in taken:
            slug = f"{stem}-{number}"
            number += 1
        taken.add(slug)
        organisation, _ = Organisation.objects.get_or_create(name=name, defaults={"slug": slug})
        Election.objects.filter(named=name).update(organisation=organisation)


class Migration(migrations.Migration):
    dependencies = [("elections", "0002_the_desk"), ("roll", "0001_initial")]

    operations = [
        migrations.RenameField("election", "organisation", "named"),
        migrations.AddField(
            "election",
            "organisation",
            models.ForeignKey(
                "roll.Organisation",
                on_delete=models.PROTECT,
                related_name="elections",
                verbose_name="organisation",
                null=True,
            ),
        ),
        migrations.RunPython(enter_organisations, migrations.RunPython.noop),
        migrations.RemoveField("election", "named"),
        migrations.AlterField(
            "election",
            "organisation",
            models.ForeignKey(
                "roll.Organisation",
                on_delete=models.PROTECT,
                related_name="elections",
                verbose_name="organisation",
            ),
        ),
    ]
