"""Applications, what was asked of the applicant since, and decisions."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sejour.applications.purposes import CorrectedField, SummonsPurpose
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
    (P-3, R-DEP-17), which survives closures, moves and corrections (P-8). `form` names the procedure whose
    questions `answers` holds the answers to; it is empty where a filing came whole.
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
    form = models.CharField("démarche suivie", max_length=40, blank=True, default="", db_default="")
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


class Correction(models.Model):
    """Answers that a person corrected after the filing: both are kept, and the agent sees the difference."""

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="corrections"
    )
    step = models.CharField("étape", max_length=40)
    before = models.JSONField("avant")
    after = models.JSONField("après")
    made_at = models.DateTimeField("faite le")

    class Meta:
        verbose_name = "correction"
        indexes = [models.Index(name="correction_by_application", fields=["application", "-made_at"])]

    def __str__(self) -> str:
        return f"correction {self.pk}"


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


class Summons(models.Model):
    """An appointment that the prefecture gives; it may be cancelled with a reason, and is never edited."""

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="summonses"
    )
    purpose = models.CharField("pour", max_length=16, choices=SummonsPurpose)
    place = models.CharField("lieu", max_length=300)
    held_at = models.DateTimeField("rendez-vous le")
    bring = models.TextField("à apporter", blank=True)
    issued_at = models.DateTimeField("établie le")
    cancelled_at = models.DateTimeField("annulée le", null=True)
    cancelled_because = models.CharField("annulée parce que", max_length=300, blank=True)

    class Meta:
        verbose_name = "convocation"
        constraints = [
            models.CheckConstraint(
                name="summons_is_issued_before_it_is_held", condition=Q(held_at__gt=F("issued_at"))
            ),
            models.CheckConstraint(
                name="summons_is_cancelled_with_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
            ),
        ]
        indexes = [models.Index(name="summons_by_application", fields=["application", "held_at"])]

    def __str__(self) -> str:
        return f"convocation {self.pk}"


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


class PetitionState(models.TextChoices):
    """What became of what a person asked for."""

    ASKED = "asked", "en attente"
    ACCEPTED = "accepted", "acceptée"
    REFUSED = "refused", "refusée"


class Petition(models.Model):
    """Something that a person asks an agent for, with reasons; it is answered once, and never edited.

    `answered_by` names the actor of the journal; a refusal says why.
    """

    reasons = models.TextField("raisons", blank=True)
    asked_at = models.DateTimeField("demandée à")
    state = models.CharField("réponse", max_length=8, choices=PetitionState, default=PetitionState.ASKED)
    answer = models.TextField("ce qui est répondu", blank=True)
    answered_at = models.DateTimeField("répondue à", null=True)
    answered_by = models.CharField("répondue par", max_length=40, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_answered_at_an_instant",
                condition=Q(state=PetitionState.ASKED, answered_at=None, answered_by="")
                | (~Q(state=PetitionState.ASKED) & Q(answered_at__isnull=False) & ~Q(answered_by="")),
            ),
            models.CheckConstraint(
                name="%(class)s_is_refused_with_reasons",
                condition=~Q(state=PetitionState.REFUSED) | ~Q(answer=""),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether an agent must answer."""
        return self.state == PetitionState.ASKED


class Extension(Petition):
    """More time asked for to send pieces: once a request. The day it moves is kept in `due_before`."""

    request = models.OneToOneField(
        ComplementRequest,
        verbose_name="demande de pièces",
        on_delete=models.PROTECT,
        related_name="extension",
    )
    due_before = models.DateField("attendue avant cela jusqu'au")
    granted_until = models.DateField("accordé jusqu'au", null=True)

    class Meta(Petition.Meta):
        verbose_name = "demande de délai"
        constraints = [
            *Petition.Meta.constraints,
            models.CheckConstraint(
                name="extension_is_granted_until_a_later_day",
                condition=Q(
                    state=PetitionState.ACCEPTED,
                    granted_until__isnull=False,
                    granted_until__gt=F("due_before"),
                )
                | (~Q(state=PetitionState.ACCEPTED) & Q(granted_until=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"demande de délai {self.pk}"


class Objection(Petition):
    """A person objects to the closing of their file; accepted, it is open again with its dates (P-7)."""

    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="objections"
    )
    closed_on = models.DateField("clôture du")
    file = models.ForeignKey(
        StoredFile, verbose_name="fichier", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(Petition.Meta):
        verbose_name = "contestation"
        constraints = [
            *Petition.Meta.constraints,
            models.UniqueConstraint(
                name="closing_is_objected_to_once",
                fields=["application", "closed_on"],
                condition=~Q(state=PetitionState.ACCEPTED),
            ),
        ]
        indexes = [
            models.Index(
                name="objection_to_answer", fields=["application"], condition=Q(state=PetitionState.ASKED)
            )
        ]

    def __str__(self) -> str:
        return f"contestation {self.pk}"


class CorrectionRequest(Petition):
    """A person says that a piece of their identity is wrong, and what is right; both values are kept.

    Values are texts: the INSEE code of a country, a birth date as year-month-day with 00 for the unknown.
    `value_before` is what the register said, in the end what the correction replaced.
    """

    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="correction_requests"
    )
    field = models.CharField("information", max_length=16, choices=CorrectedField)
    value_before = models.CharField("valeur enregistrée", max_length=240, blank=True)
    value_asked = models.CharField("valeur demandée", max_length=240, blank=True)
    evidence = models.ForeignKey(
        StoredFile, verbose_name="justificatif", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(Petition.Meta):
        verbose_name = "demande de correction"
        constraints = [
            *Petition.Meta.constraints,
            models.UniqueConstraint(
                name="person_waits_for_one_correction_of_each",
                fields=["person", "field"],
                condition=Q(state=PetitionState.ASKED),
            ),
            models.CheckConstraint(
                name="correction_request_asks_for_a_change", condition=~Q(value_before=F("value_asked"))
            ),
        ]

    def __str__(self) -> str:
        return f"demande de correction {self.pk}"
