"""A run of the watch: issue, then look whether anybody is left with an uncovered day that is ours."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sejour.continuity import audit, watch
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.continuity.models import WatchRun
from sejour.core.events import publish

_CONTESTED = """
SELECT count(*) FROM continuity_coverage WHERE kind <> '' AND due_on <= %s AND held_back_from <= due_on
"""
_NOT_OF_RIGHT = """
SELECT count(*) FROM continuity_coverage WHERE kind = '' AND loss_on < %s
"""


def run_watch(*, day: date, at: datetime) -> WatchRun:
    """Run the watch of a day and report. A day left uncovered by our fault is told: alarm and mail."""
    run = WatchRun.objects.create(day=day, started_at=at)
    issued = watch.issue_due(day=day, at=at, told=lambda documents: _tell(documents, at, day))
    gaps = audit.gaps(on=day, since=day)
    ours = [gap for gap in gaps if gap.cause == audit.OURS]
    run.report = {
        "due": len(issued.documents),
        "issued_ahead": issued.ahead,
        "issued_late": issued.late,
        "contested": _count(_CONTESTED, day),
        "not_of_right": _count(_NOT_OF_RIGHT, day),
        "uncovered": _by_cause(gaps),
        "ours": len(ours),
    }
    with transaction.atomic():
        run.save(update_fields=["report"])
        if ours:
            publish(UncoveredDayFound(at=at, on=day, run_id=run.pk, persons=len(ours)))
    return run


def report_without_writing(*, day: date) -> dict[str, Any]:
    """Return what the watch of a day would do, having written nothing."""
    owed = watch.owed_on(day)
    return {
        "due": len(owed),
        "issued_ahead": sum(document.first_day >= day for document in owed),
        "issued_late": sum(document.first_day < day for document in owed),
        "contested": _count(_CONTESTED, day),
        "not_of_right": _count(_NOT_OF_RIGHT, day),
    }


def _tell(documents: list[int], at: datetime, day: date) -> None:
    publish(DocumentsIssued(at=at, on=day, documents=tuple(documents)))


def _by_cause(gaps: list[audit.Gap]) -> dict[str, int]:
    found = dict.fromkeys(audit.CAUSES, 0)
    for gap in gaps:
        found[gap.cause] += 1
    return found


def _count(statement: str, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [day])
        row: tuple[int] = cursor.fetchone()
    return row[0]
