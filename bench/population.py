"""A platform in the evening of `DAY`, of any size, written straight into its tables and then checked.

`population.sql` says who lives in it.
"""

from datetime import date, timedelta
from pathlib import Path

import psycopg

from bench.server import Server, say
from sejour.continuity import audit
from sejour.continuity.models import Coverage
from sejour.continuity.terms import coverage_of, file_of

DAY = date(2026, 11, 23)
SAMPLE = 200
_ROWS = Path(__file__).with_suffix(".sql")


class WrongPopulation(AssertionError):
    """The rows are not those that the services would have written: measuring them would be worthless."""


def populated(server: Server, files: int) -> str:
    """Return a database with that many open files, to be copied before it is written to."""
    name = f"open_{files}"
    return server.made_once(name, lambda url: _fill(server, name, url, files))


def _fill(server: Server, name: str, url: str, files: int) -> None:
    say(f"  writing a platform with {files:,} open files…")
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET work_mem = '256MB'")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(_ROWS.read_text("utf-8"), {"files": files, "day": DAY})
        connection.execute("VACUUM (FREEZE, ANALYZE)")
    server.use(name)
    _check()


def _check() -> None:
    """Compare a sample of what is owed with what the services answer, and ask the audit."""
    # Drawn first and joined then: sorting a million wide rows by chance would take the memory of a machine.
    drawn = list(Coverage.objects.order_by("?").values_list("pk", flat=True)[:SAMPLE])
    for coverage in Coverage.objects.filter(pk__in=drawn).select_related("application__held_permit"):
        answer = coverage_of(file_of(coverage.application))
        if coverage.link is not None:
            # It says how the first document opens the chain; the nights since did not touch it.
            del answer["opens_with"]
        kept = {name: getattr(coverage, name) for name in answer}
        if kept != answer:
            message = f"file {coverage.application_id}: {kept} is kept, {answer} is right"
            raise WrongPopulation(message)
    ours = [gap for gap in audit.gaps(on=DAY - timedelta(days=1)) if gap.cause == audit.OURS]
    if ours:
        message = f"{len(ours)} people are uncovered by our fault, {ours[0]} first"
        raise WrongPopulation(message)
