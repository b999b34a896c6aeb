"""Share codes and their checks, taken up from `continuity`: same tables, same rows, nothing is written."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

PURPOSES = [
    ("employer", "Un employeur"),
    ("social", "Un organisme social (CAF, assurance maladie, France Travail)"),
    ("bank", "Une banque"),
    ("housing", "Un logement"),
    ("other", "Autre"),
]
KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Know the two tables as they are."""

    initial = True
    dependencies = [
        ("continuity", "0004_leave_checks_to_verification"),
        ("identity", "0001_know_people_and_accounts"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ShareCode",
                    fields=[
                        KEY,
                        (
                            "public_id",
                            models.UUIDField("identifiant public", default=uuid.uuid4, unique=True),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                verbose_name="personne",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="share_codes",
                                to="identity.person",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                verbose_name="document",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="share_codes",
                                to="continuity.provisionaldocument",
                            ),
                        ),
                        ("digest", models.BinaryField("empreinte", max_length=32, unique=True)),
                        ("purpose", models.CharField("pour", max_length=12, choices=PURPOSES)),
                        ("created_at", models.DateTimeField("créé le")),
                        ("last_day", models.DateField("valable jusqu'au")),
                        ("revoked_at", models.DateTimeField("révoqué le", null=True)),
                    ],
                    options={
                        "verbose_name": "code de partage",
                        "db_table": "continuity_sharecode",
                        "indexes": [
                            models.Index(fields=["person", "-created_at"], name="share_code_by_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Check",
                    fields=[
                        KEY,
                        (
                            "code",
                            models.ForeignKey(
                                verbose_name="code",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="verification.sharecode",
                            ),
                        ),
                        ("at", models.DateTimeField("le")),
                        ("answer", models.CharField("réponse donnée", max_length=300)),
                    ],
                    options={
                        "verbose_name": "vérification",
                        "db_table": "continuity_sharecheck",
                        "indexes": [models.Index(fields=["code", "-at"], name="share_check_by_code")],
                    },
                ),
            ]
        )
    ]
