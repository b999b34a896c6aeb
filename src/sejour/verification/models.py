"""Share codes, and every check of a person's rights, by any way, in one table."""

import uuid

from django.db import models
from django.db.models import F, Q

from sejour.continuity.models import ProvisionalDocument
from sejour.identity.models import Person
from sejour.verification.ways import Purpose, Verdict, Way

LONGEST_NAME = 120
LONGEST_ANSWER = 600
LONGEST_PURPOSE = 40


class ShareCode(models.Model):
    """A code with which somebody checks a holder's rights, for a purpose, until a day.

    Only a keyed digest of the code is kept: who reads this table cannot use it. `most_checks` is empty
    where checks are not counted. Five wrong dates of birth lock the code for good.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="share_codes"
    )
    document = models.ForeignKey(
        ProvisionalDocument,
        verbose_name="document",
        on_delete=models.PROTECT,
        null=True,
        related_name="share_codes",
    )
    digest = models.BinaryField("empreinte", max_length=32, unique=True)
    purpose = models.CharField("pour", max_length=12, choices=Purpose)
    created_at = models.DateTimeField("créé le")
    last_day = models.DateField("valable jusqu'au")
    revoked_at = models.DateTimeField("révoqué le", null=True)
    most_checks = models.PositiveSmallIntegerField("vérifications au plus", null=True)
    checks_made = models.PositiveSmallIntegerField("vérifications comptées", default=0, db_default=0)
    wrong_dates = models.PositiveSmallIntegerField("dates de naissance fausses", default=0, db_default=0)
    locked_at = models.DateTimeField("bloqué le", null=True)

    class Meta:
        db_table = "continuity_sharecode"
        verbose_name = "code de partage"
        indexes = [models.Index(name="share_code_by_person", fields=["person", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                name="share_code_is_not_used_beyond_its_limit",
                condition=Q(most_checks=None) | Q(checks_made__lte=F("most_checks"), most_checks__gte=1),
            )
        ]

    def __str__(self) -> str:
        return f"code de partage {self.public_id}"

    @property
    def is_used_up(self) -> bool:
        """Whether its last check was made."""
        return self.most_checks is not None and self.checks_made >= self.most_checks


class Check(models.Model):
    """One check by anybody: who (as they say), when, by which way, and what was answered. The holder sees it.

    `reference` is what the checker keeps as proof. `asked_by` is what they typed: nobody verified it.
    """

    reference = models.CharField("numéro", max_length=20, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="checks", db_index=False
    )
    way = models.CharField("moyen", max_length=8, choices=Way)
    code = models.ForeignKey(
        ShareCode,
        verbose_name="code",
        on_delete=models.PROTECT,
        null=True,
        related_name="checks",
        db_index=False,
    )
    document = models.ForeignKey(
        ProvisionalDocument,
        verbose_name="document",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    purpose = models.CharField("pour", max_length=LONGEST_PURPOSE, blank=True)
    asked_by = models.CharField("demandé par", max_length=LONGEST_NAME, blank=True)
    at = models.DateTimeField("le")
    verdict = models.CharField("résultat", max_length=16, choices=Verdict)
    answer = models.CharField("réponse donnée", max_length=LONGEST_ANSWER)

    class Meta:
        db_table = "continuity_sharecheck"
        verbose_name = "vérification"
        indexes = [models.Index(name="check_by_person", fields=["person", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="check_with_a_code_names_it",
                condition=Q(way=Way.CODE, code__isnull=False) | (~Q(way=Way.CODE) & Q(code=None)),
            )
        ]

    def __str__(self) -> str:
        return f"vérification {self.reference}"


class Receipt(models.Model):
    """The receipt that a checker asked for: what they typed of themselves, and what the law said of its day.

    An employer types the day of the hire. `was_in_time`: the check came as many days before as it must.
    """

    check_made = models.OneToOneField(
        Check, verbose_name="vérification", on_delete=models.PROTECT, related_name="receipt"
    )
    made_for = models.CharField("établi pour", max_length=LONGEST_NAME)
    hire_on = models.DateField("embauche le", null=True)
    departement = models.CharField("département du siège", max_length=3, blank=True)
    was_in_time = models.BooleanField("demandé à temps", null=True)
    made_at = models.DateTimeField("établi à")

    class Meta:
        verbose_name = "reçu de vérification"
        constraints = [
            models.CheckConstraint(
                name="receipt_answers_for_the_hire_it_names",
                condition=Q(hire_on=None, was_in_time=None)
                | Q(hire_on__isnull=False, was_in_time__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"reçu {self.pk}"
