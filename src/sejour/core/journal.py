"""The journal: every act, appended once, chained line to line, never changed.

Each subject (an application, a person, the register) has its own chain: a line holds the digest
of the line before it. PostgreSQL numbers, chains and protects the lines by triggers
(`migrations/0001_keep_a_journal.py`). Once a minute a seal chains all new lines together, so that
a subject that vanishes whole is missed too.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from sejour.core.actors import Actor

SEPARATOR = "\x1f"
_APPEND = (
    "INSERT INTO core_journal (stream, at, actor, verb, articles, details) VALUES (%s, %s, %s, %s, %s, %s)"
)


def stream_of(kind: str, reference: str | int) -> str:
    """Return the name of the chain of one subject."""
    return f"{kind}/{reference}"


def append(
    *,
    stream: str,
    verb: str,
    actor: Actor,
    at: datetime,
    articles: Sequence[str] = (),
    **details: Any,
) -> None:
    """Append one act: who, what, when, on which articles. `details` hold references, no names."""
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [stream, at, actor.name, verb, ", ".join(articles), as_text(details)])


def write_and_append(
    statement: str,
    values: Sequence[Any],
    *,
    stream: str,
    verb: str,
    actor: Actor,
    at: datetime,
    **details: Any,
) -> None:
    """Write a row and append the act that it is, in one statement: both are done, or neither.

    For what is written a thousand times a second: no transaction is to be opened and closed around it.
    `statement` is the INSERT of the row, its `values` in order.
    """
    line: list[Any] = [stream, at, actor.name, verb, "", as_text(details)]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH written AS ({statement}) {_APPEND}", [*values, *line])


def as_text(details: dict[str, Any]) -> str:
    """Return details as the text that is chained: the same details give the same text."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal, to be read; `digest`, in hexadecimal, chains it to all lines before it."""

    number: int
    at: datetime
    actor: str
    verb: str
    articles: str
    details: dict[str, Any]
    digest: str


def lines_of(stream: str) -> list[Line]:
    """Return the lines of one subject, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, at, actor, verb, articles, details, encode(digest, 'hex') FROM core_journal"
            " WHERE stream = %s ORDER BY number",
            [stream],
        )
        return [
            Line(number, at, actor, verb, articles, json.loads(details), digest)
            for number, at, actor, verb, articles, details, digest in cursor
        ]


@transaction.atomic
def seal(*, at: datetime) -> int:
    """Chain the lines written since the last seal; return how many were sealed.

    Only transactions older than every running one are sealed: a line that commits late with a low
    number can never slip behind a seal.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_journal_seal(%s)", [at])
        (sealed,) = cursor.fetchone()
    return int(sealed)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the journal: where, and what."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification saw."""

    lines: int
    streams: int
    seals: int
    faults: tuple[Fault, ...]


_CHANGED = """
SELECT stream, number FROM core_journal
WHERE digest <> core_journal_digest(previous, stream, number, at, actor, verb, articles, details)
ORDER BY stream, number
"""
_UNCHAINED = """
SELECT stream, number, expected_number FROM (
    SELECT stream, number, previous,
           row_number() OVER w AS expected_number,
           coalesce(lag(digest) OVER w, ''::bytea) AS expected_previous
    FROM core_journal WINDOW w AS (PARTITION BY stream ORDER BY number, id)
) AS chained
WHERE number <> expected_number OR previous <> expected_previous
ORDER BY stream, number
"""
_CUT = """
SELECT h.stream, h.number, coalesce(l.number, 0)
FROM core_journal_head h
LEFT JOIN LATERAL (
    SELECT number, digest FROM core_journal j WHERE j.stream = h.stream ORDER BY number DESC LIMIT 1
) l ON true
WHERE h.stream <> 'seals' AND (l.number IS DISTINCT FROM h.number OR l.digest IS DISTINCT FROM h.digest)
ORDER BY h.stream
"""
_HEADLESS = """
SELECT DISTINCT stream FROM core_journal j
WHERE NOT EXISTS (SELECT 1 FROM core_journal_head h WHERE h.stream = j.stream) ORDER BY stream
"""
_BROKEN_SEALS = """
SELECT s.number, s.lines, coalesce(found.lines, 0)
FROM (
    SELECT *, lag(digest, 1, ''::bytea) OVER w AS before, lag(to_tx, 1, '0'::xid8) OVER w AS reached,
           row_number() OVER w AS expected
    FROM core_journal_seals WINDOW w AS (ORDER BY number)
) s
LEFT JOIN LATERAL (SELECT * FROM core_journal_between(s.from_tx, s.to_tx)) found ON true
WHERE s.number <> s.expected OR s.previous <> s.before OR s.from_tx <> s.reached
   OR s.lines <> coalesce(found.lines, 0)
   OR s.digest <> core_journal_seal_digest(s.previous, s.from_tx, s.to_tx, s.lines, found.digest, s.at)
ORDER BY s.number
"""

_LOST_SEALS = """
SELECT coalesce(h.number, 0), coalesce(s.number, 0)
FROM (SELECT number, digest FROM core_journal_head WHERE stream = 'seals') h
FULL JOIN (SELECT number, digest FROM core_journal_seals ORDER BY number DESC LIMIT 1) s ON true
WHERE h.number IS DISTINCT FROM s.number OR h.digest IS DISTINCT FROM s.digest
"""


def verify() -> Verification:
    """Recompute every chain and every seal; return what is changed, missing or out of order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM core_journal),"
            " (SELECT count(*) FROM core_journal_head WHERE stream <> 'seals'),"
            " (SELECT count(*) FROM core_journal_seals)"
        )
        lines, streams, seals = cursor.fetchone()
    return Verification(lines, streams, seals, tuple(_faults()))


def _faults() -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED)
        for stream, number in cursor.fetchall():
            yield Fault(f"{stream} line {number}", "changed: its content and its digest disagree")
        cursor.execute(_UNCHAINED)
        for stream, number, expected in cursor.fetchall():
            problem = "missing or out of order: it does not follow the line before it"
            if number != expected:
                problem += f" (line {expected} expected)"
            yield Fault(f"{stream} line {number}", problem)
        cursor.execute(_CUT)
        for stream, expected, found in cursor.fetchall():
            problem = f"missing: the chain should end at line {expected}, it ends at {found}"
            yield Fault(stream, problem)
        cursor.execute(_HEADLESS)
        for (stream,) in cursor.fetchall():
            yield Fault(stream, "the head of this chain is missing")
        cursor.execute(_BROKEN_SEALS)
        for number, expected, found in cursor.fetchall():
            problem = f"broken: it sealed {expected} lines, {found} are found, or their digests differ"
            yield Fault(f"seal {number}", problem)
        cursor.execute(_LOST_SEALS)
        for expected, found in cursor.fetchall():
            yield Fault("seals", f"missing: the last seal should be number {expected}, it is number {found}")
