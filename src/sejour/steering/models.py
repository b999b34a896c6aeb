"""Changes of law: proposed by one person, seen by all, approved by another."""

from django.db import models
from django.db.models import F, Q

from sejour.identity.models import Posting


class ChangeState(models.TextChoices):
    """The life of a change of law. An approved change stays approved; a later one may replace its text."""

    PROPOSED = "proposed", "proposé"
    APPROVED = "approved", "approuvé"
    REFUSED = "refused", "écarté"


class LawChange(models.Model):
    """A new text of one data file of the law. An empty text gives back the published file.

    `edition` numbers the approved changes in the order in which they came into force: for each file the
    highest wins, and a process that has read up to the highest of all reads the law in force.
    """

    file = models.CharField("fichier", max_length=40)
    text = models.TextField("nouveau texte", blank=True)
    source = models.CharField("texte officiel", max_length=200)
    why = models.TextField("pourquoi", blank=True)
    state = models.CharField("état", max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    edition = models.PositiveIntegerField("rang d'entrée en vigueur", null=True, unique=True)
    undoes = models.ForeignKey(
        "self", verbose_name="annule", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    proposed_by = models.ForeignKey(
        Posting, verbose_name="proposé par", on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("proposé le")
    answered_by = models.ForeignKey(
        Posting, verbose_name="décidé par", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("décidé le", null=True)
    preview = models.JSONField("effets prévus", null=True)
    previewed_at = models.DateTimeField("effets calculés le", null=True)
    applied_at = models.DateTimeField("dossiers relus le", null=True)

    class Meta:
        verbose_name = "changement de droit"
        constraints = [
            models.CheckConstraint(
                name="law_change_is_answered_by_another_person",
                condition=Q(answered_by=None) | ~Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="law_change_is_answered_unless_proposed",
                condition=Q(state=ChangeState.PROPOSED, answered_by=None, answered_at=None)
                | (~Q(state=ChangeState.PROPOSED) & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="law_change_in_force_was_approved",
                condition=Q(edition=None, state__in=[ChangeState.PROPOSED, ChangeState.REFUSED])
                | Q(edition__isnull=False, edition__gte=1, state=ChangeState.APPROVED),
            ),
            models.CheckConstraint(
                name="law_change_was_seen_before_it_was_approved",
                condition=~Q(state=ChangeState.APPROVED)
                | Q(preview__isnull=False, previewed_at__isnull=False),
            ),
            models.CheckConstraint(name="law_change_names_its_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(name="law_change_by_file", fields=["file", "-edition"])]

    def __str__(self) -> str:
        return f"{self.file} : {self.source}"
