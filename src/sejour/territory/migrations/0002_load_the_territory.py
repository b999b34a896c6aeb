"""Load prefectures and countries from the reference files of the package."""

from django.db import migrations

from sejour.territory import reference


def load(apps, schema_editor):
    """Write the reference data."""
    for name, rows in (("Prefecture", reference.prefectures()), ("Country", reference.countries())):
        model = apps.get_model("territory", name)
        model.objects.bulk_create(model(**row) for row in rows)


class Migration(migrations.Migration):
    """Load the territory."""

    dependencies = [("territory", "0001_create_the_territory")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
