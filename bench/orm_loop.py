"""The night as one would first write it: file by file, with the ORM, each in its transaction.

It loads a file, asks the law package what is owed, creates the document, moves the cover, and appends
to the journal: the same rows as the watch writes.
"""

from datetime import UTC, date, datetime

from django.db import transaction

from sejour.applications.models import Application
from sejour.continuity.models import Coverage, Origin, ProvisionalDocument
from sejour.continuity.terms import coverage_of, file_of
from sejour.core import journal
from sejour.core.actors import WATCH
from sejour.law.periods import day_after, months_from


def issue(*, day: date, most: int) -> int:
    """Issue the next document of as many files as are due on `day`, `most` at most; return how many."""
    due = Coverage.objects.filter(due_on__lte=day).exclude(held_back_from__lte=day)
    files = list(due.order_by("due_on").values_list("pk", flat=True)[:most])
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    return sum(_issue_one(application_id, day, at) for application_id in files)


@transaction.atomic
def _issue_one(application_id: int, day: date, at: datetime) -> int:
    application = Application.objects.select_for_update(of=("self",)).get(pk=application_id)
    owed = coverage_of(file_of(application))
    coverage = Coverage.objects.select_for_update().get(pk=application_id)
    link = (coverage.link or 0) + 1
    months = owed["first_months"] if link == 1 else owed["next_months"]
    assert isinstance(months, int)
    period = months_from(day_after(coverage.covered_to), months)
    document = ProvisionalDocument.objects.create(
        application=application,
        person_id=application.person_id,
        kind=str(owed["kind"]),
        origin=Origin.CHAIN,
        first_day=period.first_day,
        last_day=period.last_day,
        work=str(owed["work"]),
        mention=str(owed["mention"]),
        link=link,
        previous_last_day=coverage.link_last_day,
        opened_by=coverage.opens_with if link == 1 else "",
        issued_on=day,
    )
    coverage.covered_to = coverage.link_last_day = period.last_day
    coverage.link = link
    coverage.save(update_fields=["covered_to", "link", "link_last_day"])
    journal.append(
        stream=journal.stream_of("application", application.reference),
        verb="document_issued",
        actor=WATCH,
        at=at,
        articles=("R.431-15-1",),
        document=document.pk,
        first_day=period.first_day,
        last_day=period.last_day,
    )
    return 1
