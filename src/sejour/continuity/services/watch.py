"""A run of the watch: issue, then look whether anybody is left with an uncovered day that is ours."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sejour.continuity import audit, watch
from sejour.continuity.events import DocumentsIssued, UncoveredDayFound
from sejour.continuity.models import WatchRun
from sejour.core.events import publish
from sejour.law.tables import parameter

PERSON, PREFECTURE, PLATFORM = "person", "prefecture", "platform"

# Why documents came after their first day: no run went through since they came due, or one did and left
# them out, which asks for an inquiry. (What is owed again after an annulled refusal, or a permit learnt
# late, is issued by that act itself.)
_LATE = """
SELECT CASE WHEN EXISTS (
           SELECT 1 FROM continuity_watchrun r
           WHERE r.report <> '{}' AND r.day >= d.first_day - %(ahead)s AND r.day < %(day)s
       ) THEN 'missed_by_watch' ELSE 'watch_was_down' END, count(*)
FROM continuity_provisionaldocument d
WHERE d.id = ANY (%(documents)s) AND d.first_day < %(day)s GROUP BY 1
"""
# Files whose cover ends within the time in which the next document is issued ahead, by what is next.
_STANDING = """
SELECT CASE WHEN c.kind <> '' AND c.due_on > %(day)s THEN 'already_there'
            WHEN c.kind <> '' AND c.held_back_from <= c.due_on THEN 'incomplete'
            WHEN c.kind <> '' THEN 'due'
            WHEN a.deposit_status LIKE 'late%%' THEN 'filed_late'
            ELSE 'no_right' END, count(*)
FROM continuity_coverage c JOIN applications_application a ON a.id = c.application_id
WHERE c.kind <> '' OR c.loss_on < %(day)s + %(ahead)s GROUP BY 1
"""
# Who can act where nothing is issued.
OWNERS = {"filed_late": PREFECTURE, "no_right": PREFECTURE, "incomplete": PERSON, "due": PLATFORM}


def run_watch(*, day: date, at: datetime) -> WatchRun:
    """Run the watch of a day and report. A day left uncovered by our fault is told: alarm and mail."""
    run = WatchRun.objects.create(day=day, started_at=at)
    issued = watch.issue_due(day=day, at=at, told=lambda documents: _tell(documents, at, day))
    gaps = audit.gaps(on=day, since=day)
    ours = [gap for gap in gaps if gap.cause == audit.OURS]
    run.report = {
        "due": len(issued.documents),
        "issued_ahead": issued.ahead,
        "issued_late": _late(issued.documents, day) if issued.late else {},
        **_standing(day),
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
    late = sum(document.first_day < day for document in owed)
    standing = _standing(day)
    standing["impossible"].pop("due", None)
    return {
        "due": len(owed),
        "issued_ahead": len(owed) - late,
        "issued_late": {"watch_was_down": late} if late else {},
        **standing,
    }


def _tell(documents: list[int], at: datetime, day: date) -> None:
    publish(DocumentsIssued(at=at, on=day, documents=tuple(documents)))


def _late(documents: list[int], day: date) -> dict[str, int]:
    ahead = parameter("issue_ahead_days", day)
    return _counts(_LATE, {"documents": documents, "day": day, "ahead": ahead})


def _standing(day: date) -> dict[str, Any]:
    """Return what is covered already, what waits for a piece, and what cannot be issued, with who can act."""
    found = _counts(_STANDING, {"day": day, "ahead": parameter("issue_ahead_days", day)})
    already_there = found.pop("already_there", 0)
    contested = found.pop("incomplete", 0)
    return {
        "already_there": already_there,
        "contested": {"incomplete": {"files": contested, "owner": PERSON}} if contested else {},
        "impossible": {
            cause: {"files": count, "owner": OWNERS[cause]} for cause, count in sorted(found.items())
        },
    }


def _by_cause(gaps: list[audit.Gap]) -> dict[str, int]:
    found = dict.fromkeys(audit.CAUSES, 0)
    for gap in gaps:
        found[gap.cause] += 1
    return found


def _counts(statement: str, values: dict[str, Any]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return dict(cursor.fetchall())
