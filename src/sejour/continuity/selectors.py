"""Questions about documents and rights."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sejour.applications.models import Application, Decision, Outcome, Procedure
from sejour.applications.states import State
from sejour.continuity.models import ProvisionalDocument, ShareCode, WatchRun
from sejour.continuity.rights import Proof, Rights, rights_on
from sejour.continuity.terms import entitlement_of, file_of
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.law.acts import article_of
from sejour.law.findings import Reasons
from sejour.law.grace import grace
from sejour.law.kinds import DocumentKind, PermitKind, Work
from sejour.law.periods import Period
from sejour.permits.selectors import permits_of

EXPIRED_CARD = "expired_card"


def proofs_of(person: Person) -> list[Proof]:
    """Return all that proves, or proved, or will prove a person's stay."""
    proofs = [
        Proof(permit.kind, permit.first_day, permit.last_day, Work(permit.work), permit.article)
        for permit in permits_of(person)
    ]
    for document in documents_of(person):
        until = document.proves_until
        proves = document.kind != DocumentKind.ATTESTATION_DEPOT
        if proves and (until is None or until >= document.first_day):
            article = article_of(document.kind, document.issued_on)
            work = Work(document.work)
            proofs.append(Proof(document.kind, document.first_day, until, work, article, document.pk))
    return proofs + _graces_of(person)


def _graces_of(person: Person) -> list[Proof]:
    renewals = (
        Application.objects.filed()
        .of(person)
        .filter(procedure=Procedure.RENEWAL, held_permit__isnull=False)
        .select_related("held_permit")
        .order_by("id")
    )
    found = []
    for application in renewals:
        period = _grace_of(application)
        if period is not None:
            held = application.held_work or Work.NONE
            article = article_of(EXPIRED_CARD, period.first_day)
            found.append(Proof(EXPIRED_CARD, period.first_day, period.last_day, held, article))
    return found


def _grace_of(application: Application) -> Period | None:
    held = application.held_permit
    assert held is not None
    assert application.filed_on is not None
    return grace(
        held_kind=PermitKind(held.kind),
        held_years=held.years,
        held_until=held.last_day,
        filed_on=application.filed_on,
        decided_on=_answered_on(application),
        departement=application.prefecture_id,
    ).period


def _answered_on(application: Application) -> date | None:
    """Return the day on which the renewal stopped being asked for, if it did."""
    if application.state == State.WITHDRAWN:
        return application.withdrawn_on
    if application.state == State.CLOSED:
        return application.closed_on
    decision = Decision.objects.filter(application=application, annulled_on=None).first()
    if decision is None:
        return None
    return decision.decided_on if decision.outcome == Outcome.GRANTED else decision.notified_on


def rights_of(person: Person, day: date) -> Rights:
    """Return what a person may do on a day."""
    return rights_on(day, proofs_of(person))


def documents_of(person: Person) -> QuerySet[ProvisionalDocument]:
    """Return the documents of a person, newest first day first."""
    return (
        ProvisionalDocument.objects.filter(person=person)
        .select_related("application__prefecture", "person")
        .order_by("-first_day", "-id")
    )


def document_of(person: Person, public_id: UUID) -> ProvisionalDocument:
    """Return one document of a person. Raises NotFound for another's as for none."""
    found = documents_of(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def share_codes_of(person: Person) -> list[ShareCode]:
    """Return the share codes of a person with the checks made, newest first."""
    codes = ShareCode.objects.filter(person=person).select_related("document")
    return list(codes.prefetch_related("checks").order_by("-created_at")[:50])


def last_watch() -> WatchRun | None:
    """Return the last run of the watch."""
    return WatchRun.objects.order_by("-started_at").first()


def persons_in_alarm() -> int:
    """Return how many people the last run of the watch left uncovered by our fault."""
    run = last_watch()
    return int(run.report.get("ours", 0)) if run else 0


def reasons_of(application: Application) -> Reasons:
    """Return why an undecided application gives what it gives, or gives nothing: rules and articles."""
    return entitlement_of(file_of(application)).reasons if application.is_open else ()
