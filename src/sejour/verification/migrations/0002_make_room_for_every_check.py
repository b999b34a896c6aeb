"""Checks of every way, limits of share codes: new columns, empty or with a default: no row is rewritten."""

import django.db.models.deletion
from django.db import migrations, models


def to(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        verbose_name="personne" if model == "identity.person" else "document",
        on_delete=django.db.models.deletion.PROTECT,
        null=True,
        related_name="checks" if model == "identity.person" else "+",
        db_index=False,
        to=model,
    )


def counter(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, default=0, db_default=0)


class Migration(migrations.Migration):
    """Add the columns."""

    dependencies = [("verification", "0001_take_up_share_codes")]
    operations = [
        migrations.AddField(
            "sharecode",
            "most_checks",
            models.PositiveSmallIntegerField("vérifications au plus", null=True),
        ),
        migrations.AddField("sharecode", "checks_made", counter("vérifications comptées")),
        migrations.AddField("sharecode", "wrong_dates", counter("dates de naissance fausses")),
        migrations.AddField("sharecode", "locked_at", models.DateTimeField("bloqué le", null=True)),
        migrations.AddField("check", "reference", models.CharField("numéro", max_length=20, null=True)),
        migrations.AddField("check", "person", to("identity.person")),
        migrations.AddField("check", "document", to("continuity.provisionaldocument")),
        migrations.AddField("check", "way", models.CharField("moyen", max_length=8, null=True)),
        migrations.AddField("check", "verdict", models.CharField("résultat", max_length=16, null=True)),
        migrations.AddField(
            "check", "purpose", models.CharField("pour", max_length=40, blank=True, db_default="", default="")
        ),
        migrations.AddField(
            "check",
            "asked_by",
            models.CharField("demandé par", max_length=120, blank=True, db_default="", default=""),
        ),
        migrations.AlterField("check", "answer", models.CharField("réponse donnée", max_length=600)),
    ]
