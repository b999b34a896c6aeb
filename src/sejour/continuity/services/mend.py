"""Give the past days that turn out to have been owed all along.

A chain goes forward. Where it began again after days that now count for nothing (a request set aside
with the closing that rested on it, a permit or a failure learnt late), those days get a document of
their own: no gap remains in the record (P-7).
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from sejour.applications.models import Application
from sejour.continuity.models import Origin, ProvisionalDocument
from sejour.continuity.services.issue import is_undecided, write
from sejour.continuity.terms import File, entitlement_in_itself, entitlement_of, file_of, widest
from sejour.law.periods import ONE_DAY, Period, day_after


@transaction.atomic
def mend(application: Application, at: datetime, on: date) -> None:
    """Issue a document for each run of past days that is owed, and that nothing covers."""
    if not is_undecided(application):
        return
    file = file_of(application)
    given = entitlement_of(file)
    for period in _owed_and_uncovered(file):
        document = ProvisionalDocument.objects.create(
            application=application,
            person_id=application.person_id,
            kind=given.kind,
            origin=Origin.MENDED,
            first_day=period.first_day,
            last_day=period.last_day,
            work=widest(given.work),
            mention=given.mention or "",
            issued_on=on,
        )
        write(document, at=at)


def _owed_and_uncovered(file: File) -> Iterator[Period]:
    """Yield the runs of days before the last link of the chain that should have been covered."""
    application = file.application
    found = entitlement_in_itself(file)
    links = [d.first_day for d in file.documents if d.origin in (Origin.CHAIN, Origin.REFERRAL)]
    if not found.of_right or not links:
        return
    assert application.counts_from is not None
    held_until = application.held_until
    day = application.counts_from
    if held_until is not None and not found.beside_permit:
        day = max(day, day_after(held_until))
    begun: date | None = None
    while day <= max(links):
        if begun is None and not _is_settled(file, day):
            begun = day
        elif begun is not None and _is_settled(file, day):
            yield Period(begun, day - ONE_DAY)
            begun = None
        day += ONE_DAY


def _is_settled(file: File, day: date) -> bool:
    """Tell whether a day is covered, or is one on which the file was incomplete."""
    return (
        any(document.proves(day) for document in file.documents)
        or any(permit.first_day <= day <= permit.last_day for permit in file.permits)
        or any(
            request.counts
            and request.due_on < day
            and (request.answered_on is None or day < request.answered_on)
            for request in file.requests
        )
    )
