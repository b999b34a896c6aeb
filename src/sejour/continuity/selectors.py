"""Questions about documents and rights."""

from datetime import date
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from sejour.applications.models import Application
from sejour.continuity.gathering import proofs_of_person
from sejour.continuity.models import Coverage, ProvisionalDocument, WatchRun
from sejour.continuity.rights import Proof, Rights, rights_on
from sejour.continuity.terms import entitlement_of, file_of
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.law.findings import Reasons


def proofs_of(person: Person) -> list[Proof]:
    """Return all that proves, or proved, or will prove a person's stay."""
    return proofs_of_person(person.pk)


def rights_of(person: Person, day: date) -> Rights:
    """Return what a person may do on a day."""
    return rights_on(day, proofs_of(person))


def documents_of(person: Person) -> QuerySet[ProvisionalDocument]:
    """Return the documents of a person, newest first day first."""
    return (
        ProvisionalDocument.objects.filter(person=person)
        .select_related(
            "application__prefecture", "application__person", "application__held_permit", "person"
        )
        .order_by("-first_day", "-id")
    )


def document_of(person: Person, public_id: UUID) -> ProvisionalDocument:
    """Return one document of a person. Raises NotFound for another's as for none."""
    found = documents_of(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def last_watch() -> WatchRun | None:
    """Return the last run of the watch."""
    return WatchRun.objects.order_by("-started_at").first()


def is_watched(day: date) -> bool:
    """Tell whether a watch of that day went through: one that was cut short has no report."""
    return WatchRun.objects.filter(day=day).exclude(report={}).exists()


def delayed_by_us(person: Person, on: date) -> date | None:
    """Return until when a person stays covered whose next document is late by our fault; None for others."""
    late = Coverage.objects.filter(person=person, due_on__lt=on).exclude(kind="")
    ours = late.filter(Q(held_back_from=None) | Q(held_back_from__gt=F("due_on")))
    until: date | None = ours.aggregate(until=Max("loss_on"))["until"]
    return until


def persons_in_alarm() -> int:
    """Return how many people the last run of the watch left uncovered by our fault."""
    run = last_watch()
    return int(run.report.get("ours", 0)) if run else 0


def reasons_of(application: Application) -> Reasons:
    """Return why an undecided application gives what it gives, or gives nothing: rules and articles."""
    return entitlement_of(file_of(application)).reasons if application.is_open else ()
