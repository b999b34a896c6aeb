"""The watch and the audit, against what the database itself can do with the same rows.

- The audit reads permits, applications, decisions, requests and documents of everybody: beside it, a
  plain sequential scan of those tables that adds up the columns read. Both in one process, no parallel
  worker, turn by turn, after one round that warms both.
- The night issues documents, moves covers, keeps the journal: beside it, COPY of the very rows that it
  wrote into tables with the same constraints, indexes and triggers. Two copies of one platform go
  through the same nights, one by the watch, one by COPY; each starts after a CHECKPOINT, as a night does.
- The plain loop does the night's work file by file, each in its transaction (bench/orm_loop.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from django.db import connection
from psycopg import Connection

from bench import orm_loop, scan
from bench.measures import Measure, at_least, at_most, compared
from bench.population import DAY, populated
from bench.scale import Scale
from bench.server import Server, say
from sejour.continuity import audit, watch

SIZES = (100_000, 1_000_000)
# With fewer, a night may have nothing to issue.
LEAST = (1_000, 2_000)
NIGHTS = 5
ROUNDS = 5
LOOPS = 400

DOCUMENTS = """
    id, public_id, application_id, person_id, kind, origin, first_day, last_day, work, mention, of_right,
    link, previous_last_day, opened_by, issued_on, withdrawn_from
"""
COVERS = """
    application_id, person_id, prefecture_id, covered_to, grace_until, kind, work, mention, first_months,
    next_months, not_before, ahead_days, held_back_from, opens_with, link, link_last_day
"""
LINES = "stream, at, actor, verb, articles, details"
# The table that COPY writes covers into: the same in all, without the files that come due in these nights.
TWIN = f"""
CREATE TABLE twin (LIKE continuity_coverage INCLUDING ALL);
ALTER TABLE twin SET (fillfactor = 80);
ALTER TABLE twin
    ADD FOREIGN KEY (application_id) REFERENCES applications_application DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (person_id) REFERENCES identity_person DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (prefecture_id) REFERENCES territory_prefecture DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (application_id, link, link_last_day)
        REFERENCES continuity_provisionaldocument (application_id, link, last_day)
        DEFERRABLE INITIALLY DEFERRED;
INSERT INTO twin ({COVERS}) SELECT {COVERS} FROM continuity_coverage
WHERE NOT coalesce(due_on BETWEEN %(day)s AND %(day)s + %(nights)s, false);
"""


@dataclass(frozen=True, slots=True)
class Night:
    """One night: how many documents, and the seconds of each way to write them."""

    documents: int
    issued: float
    copied: float
    again: float


def run(server: Server, *, scale: Scale) -> list[Measure]:
    """Measure both sizes, and how the larger compares with the smaller."""
    sizes = [scale.of(size, least=least) for size, least in zip(SIZES, LEAST, strict=True)]
    rounds, nights = scale.rounds(ROUNDS), scale.rounds(NIGHTS)
    measures: list[Measure] = []
    by_size = [_one_size(server, size, rounds, nights, measures) for size in sizes]
    (small_audit, small_night), (large_audit, large_night) = by_size
    times = sizes[1] / sizes[0]
    growth = f"{sizes[0]:,} → {sizes[1]:,}"
    measures += [
        _growth(f"audit, {growth}", large_audit / small_audit, times),
        _growth(f"night, {growth}, for each document", large_night / small_night, 1),
    ]
    return measures


def _growth(what: str, figure: float, linear: float) -> Measure:
    """Return how many times longer it takes, beside how many times more there is to do."""
    return Measure(
        what=what,
        value=figure,
        unit="×",
        yardstick="linear",
        yardstick_value=linear,
        ratio=figure / linear,
        goal=at_most(1.1),
    )


def _one_size(
    server: Server, files: int, rounds: int, nights: int, measures: list[Measure]
) -> tuple[float, float]:
    """Add the measures of one size; return the seconds of an audit, and those of one document."""
    source = populated(server, files)
    say(f"  {files:,} open files: audit")
    server.use(source)
    audited = _audit(files, rounds)
    by_watch, by_copy = server.copy_of(source), server.copy_of(source)
    say(f"  {files:,} open files: nights")
    with server.connect(by_copy) as twin:
        _prepare_twin(twin, nights)
        lived = [_night(server, by_watch, twin, DAY + timedelta(days=n)) for n in range(nights)]
    issued = _nights(files, lived)
    loop = _plain_loop(server, by_watch, DAY + timedelta(days=nights), issued.value)
    measures += [*audited, issued, loop, _again(files, lived)]
    for database in (by_watch, by_copy):
        server.drop(database)
    return audited[0].value, 1 / issued.value


# The audit -----------------------------------------------------------------------------------------


def _audit(files: int, rounds: int) -> list[Measure]:
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    on = DAY - timedelta(days=1)
    found = audit.gaps(on=on)
    scan.read_everything()
    pairs = [(_seconds(audit.gaps, on=on), _seconds(scan.read_everything)) for _ in range(rounds)]
    joined = [(_seconds(audit.suspects, on=on), _seconds(scan.join_everything)) for _ in range(rounds)]
    label = f"{files:,} open files"
    return [
        compared(
            f"full audit, {label}, {len(found):,} gaps told",
            pairs,
            unit="s",
            yardstick="sequential scan",
            goal=at_most(2.5),
        ),
        compared(f"audit, first pass over everybody, {label}", joined, unit="s", yardstick="bare merge join"),
    ]


def _seconds(work: Callable[..., object], **arguments: object) -> float:
    started = perf_counter()
    work(**arguments)
    return perf_counter() - started


# The night -----------------------------------------------------------------------------------------


def _prepare_twin(twin: Connection, nights: int) -> None:
    twin.execute(TWIN, {"day": DAY, "nights": nights})
    twin.commit()
    twin.autocommit = True
    twin.execute("VACUUM ANALYZE twin")
    twin.autocommit = False


def _night(server: Server, by_watch: str, twin: Connection, day: date) -> Night:
    server.use(by_watch)
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    before = _last_written()
    server.checkpoint()
    started = perf_counter()
    issued = watch.issue_due(day=day, at=at)
    seconds = perf_counter() - started
    again = _seconds(watch.issue_due, day=day, at=at)
    with server.connect(by_watch) as source:
        rows = _written(source, before)
    server.checkpoint()
    return Night(len(issued.documents), seconds, _copy(twin, rows), again)


def _last_written() -> dict[str, int]:
    """Return the last document and the last line of the journal, so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM continuity_provisionaldocument")
        (document,) = cursor.fetchone()
        cursor.execute("SELECT max(id) FROM core_journal")
        (line,) = cursor.fetchone()
    return {"document": document, "line": line}


def _written(source: Connection, before: dict[str, int]) -> dict[str, bytes]:
    """Return what a night wrote, as COPY takes it, by the statement that takes it."""
    since = "SELECT {} FROM {} WHERE id > {} ORDER BY id"
    documents = since.format(DOCUMENTS, "continuity_provisionaldocument", before["document"])
    lines = since.format(LINES, "core_journal", before["line"])
    covers = (
        f"SELECT {COVERS} FROM continuity_coverage WHERE application_id IN"
        f" (SELECT application_id FROM continuity_provisionaldocument WHERE id > {before['document']})"
    )
    return {
        f"COPY continuity_provisionaldocument ({DOCUMENTS}) FROM STDIN": _out(source, documents),
        f"COPY twin ({COVERS}) FROM STDIN": _out(source, covers),
        f"COPY core_journal ({LINES}) FROM STDIN": _out(source, lines),
    }


def _out(source: Connection, query: str) -> bytes:
    with source.cursor().copy(f"COPY ({query}) TO STDOUT") as rows:
        return b"".join(bytes(block) for block in rows)


def _copy(twin: Connection, rows: dict[str, bytes]) -> float:
    started = perf_counter()
    with twin.transaction():
        for statement, content in rows.items():
            with twin.cursor().copy(statement) as copy:
                copy.write(content)
    return perf_counter() - started


def _nights(files: int, lived: list[Night]) -> Measure:
    documents = [night.documents for night in lived]
    return compared(
        f"night of {files:,} open files, {min(documents):,} to {max(documents):,} documents",
        [(night.documents / night.issued, night.documents / night.copied) for night in lived],
        unit="documents/s",
        yardstick="COPY",
        goal=at_least(0.5),
    )


def _again(files: int, lived: list[Night]) -> Measure:
    return Measure(
        what=f"the same night again, {files:,} open files, nothing to issue",
        value=sorted(night.again for night in lived)[len(lived) // 2] * 1000,
        unit="ms",
        samples={"figure": [round(night.again * 1000, 2) for night in lived]},
    )


def _plain_loop(server: Server, database: str, day: date, rate: float) -> Measure:
    """Return the night's rate beside that of the plain loop, on a sample of the next night's files."""
    server.use(database)
    server.checkpoint()
    started = perf_counter()
    issued = orm_loop.issue(day=day, most=LOOPS)
    looped = issued / (perf_counter() - started)
    return Measure(
        what="night, beside the plain loop",
        value=rate,
        unit="documents/s",
        yardstick=f"ORM loop, {issued} files",
        yardstick_value=looped,
        ratio=rate / looped,
        goal=at_least(40),
    )
