"""Permits held, and the cards on their way."""

from django.db import models
from django.db.models import F, Q

from sejour.identity.models import Person
from sejour.law.kinds import PermitKind, Work

KINDS = {
    PermitKind.CARTE_TEMPORAIRE: "carte de séjour temporaire",
    PermitKind.CARTE_PLURIANNUELLE: "carte de séjour pluriannuelle",
    PermitKind.CARTE_RESIDENT: "carte de résident",
    PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE: "carte de résident de longue durée-UE",
    PermitKind.VLS_TS: "visa de long séjour valant titre de séjour",
    PermitKind.CERTIFICAT_RESIDENCE_ALGERIEN: "certificat de résidence algérien",
    PermitKind.AUTORISATION_PROVISOIRE: "autorisation provisoire de séjour",
    PermitKind.DCEM: "document de circulation pour étranger mineur",
}
WORK = {
    Work.NONE: "ne permet pas de travailler",
    Work.LIMITED: "permet de travailler dans certaines limites",
    Work.FULL: "permet de travailler",
}


class Permit(models.Model):
    """A document that a person holds, from its first to its last day, both included.

    A person may hold several at once; `known_on` is the day on which the platform learnt of it.
    """

    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="permits"
    )
    number = models.CharField("numéro", max_length=20, unique=True, null=True)  # noqa: DJ001
    kind = models.CharField("type", max_length=32, choices=[(k.value, v) for k, v in KINDS.items()])
    article = models.CharField("fondement", max_length=20)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour")
    work = models.CharField("travail", max_length=8, choices=[(w.value, v) for w, v in WORK.items()])
    years = models.PositiveSmallIntegerField("durée en années")
    known_on = models.DateField("connu le")
    handed_over_on = models.DateField("remis le", null=True)

    class Meta:
        verbose_name = "titre"
        constraints = [
            models.CheckConstraint(
                name="permit_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))
            )
        ]
        indexes = [
            models.Index(
                name="permit_by_person",
                fields=["person", "last_day"],
                include=["first_day", "known_on", "kind", "years", "work"],
            ),
            models.Index(name="permit_by_last_day", fields=["last_day", "id"]),
        ]

    def __str__(self) -> str:
        return f"titre {self.pk}"


class CardState(models.TextChoices):
    """The life of a card."""

    ORDERED = "ordered", "commandée"
    MADE = "made", "fabriquée, à remettre"
    HANDED_OVER = "handed_over", "remise"


class Card(models.Model):
    """A card on its way from a decision to the hands of its holder."""

    reference = models.CharField("demande", max_length=24, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="cards"
    )
    kind = models.CharField("type", max_length=32, choices=[(k.value, v) for k, v in KINDS.items()])
    article = models.CharField("fondement", max_length=20)
    work = models.CharField("travail", max_length=8, choices=[(w.value, v) for w, v in WORK.items()])
    state = models.CharField("état", max_length=12, choices=CardState, default=CardState.ORDERED)
    ordered_on = models.DateField("commandée le")
    made_on = models.DateField("fabriquée le", null=True)
    permit = models.OneToOneField(
        Permit, verbose_name="titre remis", on_delete=models.PROTECT, null=True, related_name="card"
    )

    class Meta:
        verbose_name = "carte"
        constraints = [
            models.CheckConstraint(
                name="card_has_a_permit_once_handed_over",
                condition=Q(state=CardState.HANDED_OVER, permit__isnull=False)
                | (~Q(state=CardState.HANDED_OVER) & Q(permit=None)),
            )
        ]

    def __str__(self) -> str:
        return f"carte {self.reference}"
