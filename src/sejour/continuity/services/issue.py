"""Issue what an application gives: before an act, after it, and through the night's statement."""

from collections.abc import Iterable
from datetime import date, datetime

from sejour.applications.models import Application, Outcome
from sejour.continuity import watch
from sejour.continuity.events import DocumentsIssued
from sejour.continuity.models import Coverage, ProvisionalDocument
from sejour.continuity.terms import coverage_of, file_of
from sejour.core import journal
from sejour.core.actors import PLATFORM, Actor
from sejour.core.events import publish
from sejour.law.acts import articles_of
from sejour.law.periods import day_before


def catch_up(application: Application, at: datetime, on: date) -> None:
    """Issue what the nights before this act should have issued, under the terms that held then."""
    issued = watch.issue_due(day=day_before(on), at=at, only=application.pk, issued_on=on)
    tell(issued.documents, at, on)


def bring_up_to_date(application: Application, at: datetime, on: date) -> None:
    """Write down what the application gives from now on, and issue what is due of it."""
    if not is_undecided(application):
        Coverage.objects.filter(application=application).delete()
        return
    values = coverage_of(file_of(application))
    Coverage.objects.bulk_create(
        [Coverage(application=application, **values)],
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=list(values),
    )
    tell(watch.issue_due(day=on, at=at, only=application.pk).documents, at, on)


def is_undecided(application: Application) -> bool:
    """Tell whether it is open, or refused and not notified: attestations go on until it is (P-7)."""
    unnotified = application.decisions.filter(annulled_on=None, outcome=Outcome.REFUSED, notified_on=None)
    return application.is_open or unnotified.exists()


def write(
    document: ProvisionalDocument,
    *,
    verb: str = "document_issued",
    rests_on: str = "",
    at: datetime,
    actor: Actor = PLATFORM,
) -> None:
    """Enter a new document in the journal of its application, and tell that it exists.

    It rests on the articles of its kind, unless an act that gave it is named in `rests_on`.
    """
    journal.append(
        stream=journal.stream_of("application", document.application.reference),
        verb=verb,
        actor=actor,
        at=at,
        articles=articles_of(rests_on or document.kind, document.issued_on),
        document=document.pk,
        first_day=document.first_day,
        last_day=document.last_day,
    )
    tell([document.pk], at, document.issued_on)


def tell(documents: Iterable[int], at: datetime, on: date) -> None:
    """Publish that documents exist, if any do."""
    issued = tuple(documents)
    if issued:
        publish(DocumentsIssued(at=at, on=on, documents=issued))
