"""Every check has a number, a person, a way and a verdict; only those with a code name one."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

WAYS = [
    ("code", "avec un code de partage"),
    ("number", "avec le numéro d'un document"),
    ("seal", "avec le 2D-Doc d'un document"),
    ("pdf", "avec le fichier PDF d'un document"),
    ("body", "par un organisme habilité"),
    ("wallet", "avec un portefeuille numérique"),
]
VERDICTS = [
    ("valid", "en cours de validité"),
    ("no_proof", "aucun document en cours"),
    ("not_yet_valid", "pas encore valable"),
    ("expired", "terminé"),
    ("replaced", "remplacé"),
    ("withdrawn", "retiré"),
    ("not_found", "non trouvé"),
    ("altered", "modifié ou faux"),
    ("not_ours", "d'un autre émetteur"),
]


def change(name: str, field: models.Field) -> migrations.AlterField:
    return migrations.AlterField("check", name, field)


def key(verbose_name: str, to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(
        to, django.db.models.deletion.PROTECT, verbose_name=verbose_name, db_index=False, **more
    )


class Migration(migrations.Migration):
    """Require the columns. The list of a holder is read by person: the index by code goes."""

    dependencies = [("verification", "0003_tell_whose_the_checks_were")]
    operations = [
        migrations.RemoveIndex("check", "share_check_by_code"),
        change("reference", models.CharField("numéro", max_length=20, unique=True)),
        change("person", key("personne", "identity.person", related_name="checks")),
        change("code", key("code", "verification.sharecode", null=True, related_name="checks")),
        change("way", models.CharField("moyen", max_length=8, choices=WAYS)),
        change("verdict", models.CharField("résultat", max_length=16, choices=VERDICTS)),
        change("purpose", models.CharField("pour", max_length=40, blank=True)),
        change("asked_by", models.CharField("demandé par", max_length=120, blank=True)),
        migrations.AddIndex("check", models.Index(name="check_by_person", fields=["person", "-at"])),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                name="check_with_a_code_names_it",
                condition=Q(way="code", code__isnull=False) | (~Q(way="code") & Q(code=None)),
            ),
        ),
        migrations.AddConstraint(
            "sharecode",
            models.CheckConstraint(
                name="share_code_is_not_used_beyond_its_limit",
                condition=Q(most_checks=None) | Q(checks_made__lte=F("most_checks"), most_checks__gte=1),
            ),
        ),
    ]
