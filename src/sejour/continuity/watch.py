"""The watch: what comes due with time is issued ahead of need, for the whole country at once.

One statement finds what is due, works out the documents, writes them, moves the cover forward and
keeps the journal: all or nothing. It takes the day as an argument, touches only who is due, and
skips files that another machine is serving, so it can be run twice, killed anywhere, run by two
machines, caught up after days off, or asked about any day without writing (`owed_on`).

The law decides what is owed (`sejour.law.continuity`, kept in `Coverage`); here is only its arithmetic.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sejour.core.actors import WATCH, Actor
from sejour.law.acts import article_of
from sejour.law.kinds import DocumentKind

BATCH = 5_000

# The links of the chain of each file that is due: a link is due when its own day has come, and not
# if the file had become incomplete by then (P-1). Months first, the shorter month's last day if need
# be, as the law counts them (R-TIM-01); PostgreSQL's months do the same.
_LINKS = """
links (application_id, person_id, kind, work, mention, link, previous_last_day, opened_by, first_day,
       last_day, due_on, not_before, ahead_days, held_back_from, next_months) AS (
    SELECT d.application_id, d.person_id, d.kind::text, d.work::text, d.mention::text, (coalesce(d.link, 0) + 1)::smallint,
           d.link_last_day,
           CASE WHEN d.link IS NULL THEN d.opens_with::text
                WHEN f.first_day = d.link_last_day + 1 THEN ''
                WHEN f.first_day = d.covered_to + 1 THEN 'after_other_document'
                ELSE 'complete_again' END,
           f.first_day, f.last_day, d.due_on, d.not_before, d.ahead_days, d.held_back_from, d.next_months
    FROM due d,
    LATERAL (SELECT greatest(d.covered_to + 1, d.not_before) AS first_day,
                    CASE WHEN d.link IS NULL THEN d.first_months ELSE d.next_months END AS months) m,
    LATERAL (SELECT m.first_day, (m.first_day + make_interval(months => m.months))::date - 1 AS last_day) f
  UNION ALL
    SELECT l.application_id, l.person_id, l.kind, l.work, l.mention, (l.link + 1)::smallint, l.last_day, ''::text,
           l.last_day + 1, (l.last_day + 1 + make_interval(months => l.next_months))::date - 1,
           greatest(l.last_day - l.ahead_days + 1, l.not_before), l.not_before, l.ahead_days,
           l.held_back_from, l.next_months
    FROM links l
    WHERE greatest(l.last_day - l.ahead_days + 1, l.not_before) <= %(day)s
      AND (l.held_back_from IS NULL
           OR greatest(l.last_day - l.ahead_days + 1, l.not_before) < l.held_back_from)
)
"""
_DUE = """
    SELECT c.* FROM continuity_coverage c JOIN applications_application a ON a.id = c.application_id
    WHERE c.kind <> '' AND c.due_on <= %(day)s AND (c.held_back_from IS NULL OR c.due_on < c.held_back_from)
"""
# The file first, then its coverage: whoever acts on a file holds it and issues what is due of it, so
# the watch passes it over; whoever would act waits until what the watch issues can be seen.
_ISSUE = (
    "WITH RECURSIVE due AS MATERIALIZED (" + _DUE + "{only} ORDER BY c.due_on LIMIT %(batch)s"
    " FOR NO KEY UPDATE OF a SKIP LOCKED FOR UPDATE OF c SKIP LOCKED),"
    + _LINKS
    + """,
issued AS (
    INSERT INTO continuity_provisionaldocument (application_id, person_id, kind, origin, first_day, last_day,
        work, mention, link, previous_last_day, opened_by, issued_on)
    SELECT application_id, person_id, kind, 'chain', first_day, last_day, work, mention, link,
           previous_last_day, opened_by, %(issued_on)s
    FROM links
    RETURNING id, application_id, kind, link, first_day, last_day
),
moved AS (
    UPDATE continuity_coverage c
    SET covered_to = greatest(c.covered_to, n.last_day), link = n.link, link_last_day = n.last_day
    FROM (SELECT application_id, max(link) AS link, max(last_day) AS last_day FROM issued GROUP BY 1) n
    WHERE c.application_id = n.application_id
),
written AS (
    INSERT INTO core_journal (stream, at, actor, verb, articles, details)
    SELECT 'application/' || a.reference, %(at)s, %(actor)s, 'document_issued',
           CASE i.kind WHEN 'recepisse' THEN %(recepisse_rests_on)s ELSE %(attestation_rests_on)s END,
           format('{{"document":%%s,"first_day":"%%s","last_day":"%%s"}}', i.id, i.first_day, i.last_day)
    FROM issued i JOIN applications_application a ON a.id = i.application_id
    ORDER BY i.application_id, i.link
)
SELECT id, first_day FROM issued ORDER BY id
"""
)
_OWED = (
    "WITH RECURSIVE due AS ("
    + _DUE
    + "),"
    + _LINKS
    + """
SELECT l.application_id, l.kind, l.first_day, l.last_day, l.due_on FROM links l
ORDER BY l.application_id, l.link
"""
)


@dataclass(slots=True)
class Issued:
    """What a run issued: identifiers of the documents, and how many came in time or late."""

    documents: list[int] = field(default_factory=list)
    ahead: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """A document that would be issued, for a run without writing."""

    application_id: int
    kind: str
    first_day: date
    last_day: date
    due_on: date


def issue_due(
    *,
    day: date,
    at: datetime,
    actor: Actor = WATCH,
    only: int | None = None,
    issued_on: date | None = None,
    told: Callable[[list[int]], None] = lambda _: None,
) -> Issued:
    """Issue all that is due on `day`, for the country or for one application; return what was.

    `told` is called with the new documents in the transaction that writes them. A document is late
    when its first day has come before it was issued. Safe to call again: what is issued is no longer
    due.
    """
    report = Issued()
    on = issued_on or day
    statement = _ISSUE.format(only="" if only is None else " AND c.application_id = %(only)s")
    values: dict[str, Any] = {
        "day": day,
        "issued_on": on,
        "at": at,
        "actor": actor.name,
        "batch": BATCH,
        "only": only,
        "attestation_rests_on": article_of(DocumentKind.ATTESTATION_PROLONGATION, on),
        "recepisse_rests_on": article_of(DocumentKind.RECEPISSE, on),
    }
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = cursor.fetchall()
            documents = [document for document, _ in rows]
            if documents:
                told(documents)
        late = sum(first_day < on for _, first_day in rows)
        report.documents += documents
        report.late += late
        report.ahead += len(rows) - late
        if not rows or only is not None:
            return report


def owed_on(day: date) -> list[Owed]:
    """Return what a run for `day` would issue, writing nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, {"day": day})
        return [Owed(*row) for row in cursor.fetchall()]


def next_due() -> date | None:
    """Return the earliest day on which anything comes due, if anything ever does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(due_on) FROM continuity_coverage"
            " WHERE kind <> '' AND (held_back_from IS NULL OR due_on < held_back_from)"
        )
        row: tuple[date | None] = cursor.fetchone()
    return row[0]
