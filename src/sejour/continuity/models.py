"""Provisional documents, what is owed to open applications, and the watch's runs."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from sejour.applications.models import Application
from sejour.identity.models import Person
from sejour.law.kinds import DocumentKind, PermitKind
from sejour.law.periods import day_before
from sejour.permits.models import WORK
from sejour.territory.models import Prefecture

KINDS: dict[str, str] = {
    DocumentKind.ATTESTATION_DEPOT.value: "attestation de dépôt",
    DocumentKind.ATTESTATION_PROLONGATION.value: "attestation de prolongation d'instruction",
    DocumentKind.ATTESTATION_DECISION_FAVORABLE.value: "attestation de décision favorable",
    DocumentKind.RECEPISSE.value: "récépissé de demande de titre de séjour",
    PermitKind.AUTORISATION_PROVISOIRE.value: "autorisation provisoire de séjour",
}


class Origin(models.TextChoices):
    """Why a document was issued."""

    DEPOSIT = "deposit", "dépôt de la demande"
    CHAIN = "chain", "demande en cours d'instruction"
    REFERRAL = "referral", "commission du titre de séjour saisie"
    GRANTED = "granted", "accordée par un agent"
    DECISION = "decision", "décision favorable"
    MENDED = "mended", "jours passés rendus"


class WatchRun(models.Model):
    """One run of the watch: for which day, and what it did; a run cut short has no report."""

    day = models.DateField("jour veillé")
    started_at = models.DateTimeField("commencée à")
    report = models.JSONField("compte rendu", default=dict)

    class Meta:
        verbose_name = "passage de la veille"
        indexes = [models.Index(name="watch_run_by_day", fields=["day"])]

    def __str__(self) -> str:
        return f"veille du {self.day}"


class ProvisionalDocument(models.Model):
    """A right, as a row: from its first to its last day, or until it was withdrawn.

    Documents of a `CHAIN` are numbered and follow each other: the database refuses an overlap, a
    second successor, and a day left out without a stated reason (`opened_by`). Other documents
    (referral, agent's grant, decision) may run beside a chain. `last_day` is empty while an
    attestation de décision favorable waits for its card. `withdrawn_from` is kept by a trigger from
    the withdrawals that stand.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    application = models.ForeignKey(
        Application, verbose_name="demande", on_delete=models.PROTECT, related_name="documents"
    )
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField("type", max_length=32, choices=list(KINDS.items()))
    origin = models.CharField("origine", max_length=8, choices=Origin)
    first_day = models.DateField("premier jour")
    last_day = models.DateField("dernier jour", null=True)
    work = models.CharField("travail", max_length=8, choices=[(w.value, v) for w, v in WORK.items()])
    mention = models.CharField("mention", max_length=80, blank=True)
    of_right = models.BooleanField("de droit", default=True)
    link = models.PositiveSmallIntegerField("rang dans la chaîne", null=True)
    previous_last_day = models.DateField("fin du précédent", null=True)
    opened_by = models.CharField("ouvre parce que", max_length=20, blank=True)
    issued_on = models.DateField("établi le")
    withdrawn_from = models.DateField("retiré à partir du", null=True)

    class Meta:
        verbose_name = "document provisoire"
        constraints = [
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="only_some_documents_have_no_end",
                condition=Q(last_day__isnull=False) | Q(origin__in=[Origin.DEPOSIT, Origin.DECISION]),
            ),
            models.CheckConstraint(
                name="chained_document_has_a_link",
                condition=Q(origin=Origin.CHAIN, link__isnull=False, link__gte=1)
                | (~Q(origin=Origin.CHAIN) & Q(link=None, previous_last_day=None)),
            ),
            models.CheckConstraint(
                name="chained_document_follows_another_unless_first",
                condition=Q(link=None)
                | Q(link=1, previous_last_day=None)
                | Q(link__gt=1, previous_last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="chained_documents_never_overlap",
                condition=Q(previous_last_day=None) | Q(first_day__gt=F("previous_last_day")),
            ),
            models.UniqueConstraint(name="chain_has_one_document_a_link", fields=["application", "link"]),
            models.UniqueConstraint(
                name="application_has_one_deposit_attestation",
                fields=["application"],
                condition=Q(origin=Origin.DEPOSIT),
            ),
            models.UniqueConstraint(
                name="application_has_one_standing_favorable_attestation",
                fields=["application"],
                condition=Q(origin=Origin.DECISION, withdrawn_from=None),
            ),
        ]
        indexes = [
            models.Index(
                name="document_by_person",
                fields=["person", "first_day"],
                include=["last_day", "withdrawn_from", "kind", "work"],
            )
        ]

    def __str__(self) -> str:
        return f"document {self.public_id}"

    @property
    def proves_until(self) -> date | None:
        """The last day that this document proves; None while it has no end."""
        if self.withdrawn_from is not None:
            cut = day_before(self.withdrawn_from)
            return cut if self.last_day is None else min(cut, self.last_day)
        return self.last_day

    def proves(self, day: date) -> bool:
        """Tell whether this document proves a lawful stay on `day`."""
        if self.kind == DocumentKind.ATTESTATION_DEPOT:
            return False
        until = self.proves_until
        return self.first_day <= day and (until is None or day <= until)


class Withdrawal(models.Model):
    """What shortens a document: the decision, closing or withdrawal that ended it, from a day.

    Lifted when the act is annulled: the document then runs again to its own end (P-7).
    """

    document = models.ForeignKey(
        ProvisionalDocument,
        verbose_name="document",
        on_delete=models.PROTECT,
        related_name="withdrawals",
    )
    from_day = models.DateField("à partir du")
    because = models.CharField("acte", max_length=40)
    article = models.CharField("fondement", max_length=40)
    lifted_on = models.DateField("levé le", null=True)

    class Meta:
        verbose_name = "retrait"
        indexes = [models.Index(name="withdrawal_by_document", fields=["document"])]

    def __str__(self) -> str:
        return f"retrait {self.pk}"


class Coverage(models.Model):
    """What an undecided application gives, and how far its cover goes: one narrow row each.

    `covered_to` is the last covered day, the grace of L.433-3 not counted (P-2); `grace_until` the
    end of that grace. `kind` is empty where nothing is owed of right: nothing comes due then. Nothing
    whose due day comes on or after `held_back_from` is issued: the file is incomplete from that day.
    """

    application = models.OneToOneField(
        Application, verbose_name="demande", on_delete=models.PROTECT, primary_key=True
    )
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    prefecture = models.ForeignKey(
        Prefecture,
        verbose_name="préfecture",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    covered_to = models.DateField("couvert jusqu'au")
    grace_until = models.DateField("carte expirée valable jusqu'au", null=True)
    kind = models.CharField("document dû", max_length=32, blank=True, choices=list(KINDS.items()))
    work = models.CharField("travail", max_length=8, blank=True)
    mention = models.CharField("mention", max_length=80, blank=True)
    first_months = models.PositiveSmallIntegerField("durée du premier", null=True)
    next_months = models.PositiveSmallIntegerField("durée des suivants", null=True)
    not_before = models.DateField("dû à partir du", null=True)
    ahead_days = models.PositiveSmallIntegerField("avance, en jours", null=True)
    held_back_from = models.DateField("incomplet à partir du", null=True)
    opens_with = models.CharField("motif d'ouverture", max_length=20, blank=True)
    link = models.PositiveSmallIntegerField("dernier rang", null=True)
    link_last_day = models.DateField("fin du dernier", null=True)
    due_on = models.GeneratedField(
        verbose_name="à établir le",
        # P-2: the first day on which fewer than `ahead_days` covered days are left.
        expression=RawSQL(
            "CASE WHEN kind <> '' THEN greatest(covered_to - ahead_days::int + 1, not_before) END", ()
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    loss_on = models.GeneratedField(
        verbose_name="droits perdus après le",
        expression=RawSQL("greatest(covered_to, grace_until)", ()),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "couverture"
        constraints = [
            models.CheckConstraint(
                name="coverage_says_all_of_what_is_owed",
                condition=Q(kind="", first_months=None, next_months=None, not_before=None, ahead_days=None)
                | (
                    ~Q(kind="")
                    & ~Q(work="")
                    & Q(
                        first_months__isnull=False,
                        first_months__gte=1,
                        next_months__isnull=False,
                        next_months__gte=1,
                        not_before__isnull=False,
                        ahead_days__isnull=False,
                        ahead_days__gte=1,
                    )
                ),
            ),
            models.CheckConstraint(
                name="coverage_goes_as_far_as_its_chain",
                condition=Q(link=None, link_last_day=None)
                | Q(
                    link__isnull=False,
                    link__gte=1,
                    link_last_day__isnull=False,
                    link_last_day__lte=F("covered_to"),
                ),
            ),
        ]
        indexes = [
            models.Index(name="coverage_due", fields=["due_on"], condition=~Q(kind="")),
            models.Index(name="coverage_by_loss", fields=["prefecture", "loss_on", "application"]),
            models.Index(name="coverage_by_person", fields=["person"]),
        ]

    def __str__(self) -> str:
        return f"couverture de la demande {self.application_id}"
