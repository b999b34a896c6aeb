"""Applications, what was asked of the applicant since, and decisions."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sejour.applications.states import OPEN, Move, State
from sejour.core.errors import WrongState
from sejour.documents.models import StoredFile
from sejour.identity.models import Person
from sejour.law.kinds import Category, DepositStatus, Work
from sejour.permits.models import KINDS, WORK, Permit
from sejour.territory.models import Prefecture


class Procedure(models.TextChoices):
    """What is asked for."""

    RENEWAL = "renewal", "renouvellement"
    FIRST = "first", "première demande"
    CHANGE_OF_GROUND = "change_of_ground", "changement de motif"


CATEGORIES = {
    Category.RENEWAL: "titulaire d'un titre",
    Category.FIRST: "première demande",
    Category.REFUGEE: "réfugié",
    Category.SUBSIDIARY_PROTECTION: "protection subsidiaire",
    Category.YOUNG_ADULT: "jeune majeur",
}
DEPOSIT_STATUSES = {
    DepositStatus.TOO_EARLY: "déposée avant l'ouverture du délai",
    DepositStatus.IN_TIME: "déposée dans le délai",
    DepositStatus.LATE: "déposée hors délai",
    DepositStatus.LATE_ENTRY_CONDITIONS: "déposée si tard que les conditions d'entrée s'appliquent",
}


class ApplicationQuerySet(models.QuerySet["Application"]):
    """The words of the business are the words of the query."""

    def open(self) -> "ApplicationQuerySet":
        """Keep the files on which a decision is awaited."""
        return self.filter(state__in=OPEN)

    def lasting(self) -> "ApplicationQuerySet":
        """Keep the open files, and those that an annulment may open again: they may still give rights."""
        return self.filter(state__in=(*OPEN, State.REFUSED, State.CLOSED))

    def filed(self) -> "ApplicationQuerySet":
        """Keep the files that left the hands of their applicant."""
        return self.exclude(state=State.DRAFT)

    def of(self, person: Person) -> "ApplicationQuerySet":
        """Keep the files of one person."""
        return self.filter(person=person)


class Application(models.Model):
    """One application for a permit.

    `filed_on` is the local day of filing; `counts_from` the day from which the law counts it
    (P-3, R-DEP-17), which survives closures, moves and corrections (P-8).
    """

    reference = models.CharField("numéro", max_length=24, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="applications"
    )
    prefecture = models.ForeignKey(
        Prefecture, verbose_name="préfecture", on_delete=models.PROTECT, null=True, related_name="+"
    )
    procedure = models.CharField("démarche", max_length=20, choices=Procedure)
    article = models.CharField("fondement demandé", max_length=20)
    category = models.CharField(
        "situation", max_length=24, choices=[(c.value, label) for c, label in CATEGORIES.items()]
    )
    online = models.BooleanField("en ligne")
    state = models.CharField("état", max_length=24, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField("commencée le")
    answers = models.JSONField("réponses", default=dict)

    held_permit = models.ForeignKey(
        Permit, verbose_name="titre détenu", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asks_as_first = models.BooleanField("motif nouveau", default=False)
    holds_long_stay_visa = models.BooleanField("visa de long séjour", default=False)
    work_permit = models.BooleanField("autorisation de travail", default=False)

    filed_at = models.DateTimeField("déposée à", null=True)
    filed_on = models.DateField("déposée le", null=True)
    counts_from = models.DateField("date qui compte", null=True)
    deposit_status = models.CharField(
        "délai",
        max_length=24,
        blank=True,
        choices=[(s.value, label) for s, label in DEPOSIT_STATUSES.items()],
    )
    late_fee = models.PositiveSmallIntegerField("droit de retard, en euros", default=0)

    referred_on = models.DateField("commission saisie le", null=True)
    withdrawn_on = models.DateField("retirée le", null=True)
    closed_on = models.DateField("clôturée le", null=True)
    closing_reasons = models.TextField("motifs de clôture", blank=True)
    delivered_permit = models.OneToOneField(
        Permit, verbose_name="titre remis", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "demande"
        constraints = [
            models.CheckConstraint(
                name="application_has_filing_date_unless_draft",
                condition=Q(state=State.DRAFT, filed_at=None, filed_on=None, counts_from=None)
                | (
                    ~Q(state=State.DRAFT)
                    & Q(filed_at__isnull=False, filed_on__isnull=False, counts_from__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="application_is_withdrawn_on_a_day",
                condition=Q(state=State.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_on=None)),
            ),
            models.CheckConstraint(
                name="application_is_closed_on_a_day",
                condition=Q(state=State.CLOSED, closed_on__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_on=None)),
            ),
            models.CheckConstraint(
                name="application_is_completed_by_a_permit",
                condition=Q(state=State.COMPLETED, delivered_permit__isnull=False)
                | (~Q(state=State.COMPLETED) & Q(delivered_permit=None)),
            ),
            models.UniqueConstraint(
                name="person_has_one_draft_a_ground",
                fields=["person", "procedure", "article"],
                condition=Q(state=State.DRAFT),
            ),
        ]
        indexes = [
            models.Index(name="application_by_person", fields=["person"]),
            models.Index(
                name="proposed_by_prefecture",
                fields=["prefecture", "id"],
                condition=Q(state=State.DECISION_PROPOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"demande {self.reference}"

    @property
    def is_draft(self) -> bool:
        """Whether the application has not been filed yet."""
        return self.state == State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether a decision is awaited."""
        return State(self.state) in OPEN

    @property
    def held_until(self) -> date | None:
        """E: the last day of the document held at the filing."""
        return self.held_permit.last_day if self.held_permit else None

    @property
    def held_work(self) -> Work | None:
        """What the document held at the filing says of work."""
        return Work(self.held_permit.work) if self.held_permit else None

    def move(self, move: Move) -> None:
        """Follow a verb of the table of states. Raises WrongState, and changes nothing then."""
        if State(self.state) not in move.sources:
            raise WrongState
        self.state = move.target


class SupportingDocument(models.Model):
    """A piece given in support of an application; a new one replaces it, none is edited."""

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="pieces"
    )
    piece = models.CharField("pièce", max_length=60)
    file = models.ForeignKey(StoredFile, verbose_name="fichier", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField("remise le")
    replaced_at = models.DateTimeField("remplacée le", null=True)

    class Meta:
        verbose_name = "pièce remise"
        indexes = [models.Index(name="piece_by_application", fields=["application", "piece"])]

    def __str__(self) -> str:
        return f"pièce {self.pk}"


class ComplementRequest(models.Model):
    """Named pieces asked for by an agent, with the day until which they may come (R.431-11).

    `pieces` lists {code, label, article}. A request whose closing or refusal was annulled no longer
    counts against the person (`set_aside_on`), but may still be answered.
    """

    application = models.ForeignKey(
        Application,
        verbose_name="demande",
        on_delete=models.PROTECT,
        related_name="complement_requests",
    )
    pieces = models.JSONField("pièces")
    message = models.TextField("message", blank=True)
    indispensable = models.BooleanField("indispensable", default=True)
    asked_at = models.DateTimeField("demandée à")
    asked_on = models.DateField("demandée le")
    delivered_on = models.DateField("avis remis le", null=True)
    due_on = models.DateField("attendue jusqu'au")
    answered_on = models.DateField("reçue le", null=True)
    set_aside_on = models.DateField("écartée le", null=True)

    class Meta:
        verbose_name = "demande de pièces"
        constraints = [
            models.CheckConstraint(
                name="complement_request_leaves_time", condition=Q(due_on__gte=F("asked_on"))
            ),
            models.CheckConstraint(
                name="complement_is_answered_after_it_is_asked",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")),
            ),
        ]
        indexes = [models.Index(name="request_by_application", fields=["application", "due_on"])]

    def __str__(self) -> str:
        return f"demande de pièces {self.pk}"

    @property
    def counts(self) -> bool:
        """Whether this request can make the file incomplete: indispensable, delivered, standing."""
        return self.indispensable and self.delivered_on is not None and self.set_aside_on is None


class Outcome(models.TextChoices):
    """How a decision ends an application."""

    GRANTED = "granted", "favorable"
    REFUSED = "refused", "défavorable"


class Decision(models.Model):
    """An express decision, proposed and confirmed by two different persons (B5).

    A refusal ends what the application gave on the day after its notification (P-7); an annulled
    decision is kept, and counts for nothing.
    """

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField("sens", max_length=8, choices=Outcome)
    decided_on = models.DateField("prise le")
    notified_on = models.DateField("notifiée le", null=True)
    reasons_in_law = models.TextField("motifs de droit", blank=True)
    reasons_in_fact = models.TextField("motifs de fait", blank=True)
    kind = models.CharField(
        "titre accordé",
        max_length=32,
        blank=True,
        choices=[(k.value, v) for k, v in KINDS.items()],
    )
    work = models.CharField(
        "travail", max_length=8, blank=True, choices=[(w.value, v) for w, v in WORK.items()]
    )
    proposed_by = models.CharField("proposée par", max_length=40)
    confirmed_by = models.CharField("confirmée par", max_length=40)
    annulled_on = models.DateField("annulée le", null=True)

    class Meta:
        verbose_name = "décision"
        constraints = [
            models.UniqueConstraint(
                name="application_has_one_standing_decision",
                fields=["application"],
                condition=Q(annulled_on=None),
            ),
            models.CheckConstraint(
                name="decision_is_taken_by_two_persons",
                condition=~Q(proposed_by=F("confirmed_by")),
            ),
            models.CheckConstraint(
                name="decision_is_notified_after_it_is_taken",
                condition=Q(notified_on=None) | Q(notified_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="refusal_has_reasons_in_law_and_fact",
                condition=Q(outcome=Outcome.GRANTED) | (~Q(reasons_in_law="") & ~Q(reasons_in_fact="")),
            ),
            models.CheckConstraint(
                name="grant_says_what_is_granted",
                condition=Q(outcome=Outcome.REFUSED) | (~Q(kind="") & ~Q(work="")),
            ),
        ]

    def __str__(self) -> str:
        return f"décision {self.pk}"


class FailedAttempt(models.Model):
    """The platform failed while a person tried to file: the day protects their date (P-3)."""

    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="failed_attempts"
    )
    at = models.DateTimeField("instant")
    on = models.DateField("jour")
    ticket = models.CharField("ticket", max_length=24)
    what = models.CharField("ce qui a échoué", max_length=80)

    class Meta:
        verbose_name = "essai empêché"
        indexes = [models.Index(name="failed_attempt_by_person", fields=["person", "on"])]

    def __str__(self) -> str:
        return f"essai empêché {self.ticket}"
