"""Who works on which file, and what is proposed."""

from django.db import models
from django.db.models import F, Q

from sejour.applications.models import Application, Outcome
from sejour.identity.models import Posting
from sejour.permits.models import KINDS, WORK


class Assignment(models.Model):
    """A file in the hands of an agent, for a while: a lease that ends by itself."""

    application = models.OneToOneField(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="assignment"
    )
    agent = models.ForeignKey(
        Posting, verbose_name="agent", on_delete=models.PROTECT, related_name="assignments"
    )
    taken_at = models.DateTimeField("prise le")
    until = models.DateTimeField("jusqu'au")

    class Meta:
        verbose_name = "dossier en main"
        constraints = [
            models.CheckConstraint(name="lease_ends_after_it_begins", condition=Q(until__gt=F("taken_at")))
        ]
        indexes = [models.Index(name="assignment_by_agent", fields=["agent", "until"])]

    def __str__(self) -> str:
        return f"dossier {self.application_id} en main"


class ProposalState(models.TextChoices):
    """The life of a proposal."""

    WAITING = "waiting", "à confirmer"
    CONFIRMED = "confirmed", "confirmée"
    SENT_BACK = "sent_back", "renvoyée"


class Proposal(models.Model):
    """A decision proposed by a first person, until a second one confirms it or sends it back."""

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="proposals"
    )
    outcome = models.CharField("sens", max_length=8, choices=Outcome)
    grounds = models.JSONField("motifs codés", default=list)
    reasons_in_fact = models.TextField("motifs de fait", blank=True)
    kind = models.CharField(
        "titre proposé", max_length=32, blank=True, choices=[(k.value, v) for k, v in KINDS.items()]
    )
    work = models.CharField(
        "travail", max_length=8, blank=True, choices=[(w.value, v) for w, v in WORK.items()]
    )
    proposed_by = models.ForeignKey(
        Posting, verbose_name="proposée par", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("proposée le")
    state = models.CharField("état", max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    answered_by = models.ForeignKey(
        Posting, verbose_name="traitée par", on_delete=models.PROTECT, null=True, related_name="+"
    )
    why_sent_back = models.TextField("motif du renvoi", blank=True)

    class Meta:
        verbose_name = "proposition"
        constraints = [
            models.UniqueConstraint(
                name="application_has_one_waiting_proposal",
                fields=["application"],
                condition=Q(state=ProposalState.WAITING),
            ),
            models.CheckConstraint(
                name="proposal_is_answered_by_another_person",
                condition=Q(answered_by=None) | ~Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposed_refusal_has_grounds_and_facts",
                condition=Q(outcome=Outcome.GRANTED) | (~Q(grounds=[]) & ~Q(reasons_in_fact="")),
            ),
        ]

    def __str__(self) -> str:
        return f"proposition {self.pk}"
