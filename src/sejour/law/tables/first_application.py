"""`data/first_application.toml`: until when a first application must be filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.kinds import FirstBasis
from sejour.law.reading import read
from sejour.law.sources import Rule
from sejour.law.tables.files import Table, every, naming, versions
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class FirstDeadline:
    """So many years, then months, from the day that opens the time to file; the day before if `eve`."""

    rule: Rule
    years: int
    months: int
    eve: bool


@dataclass(frozen=True)
class _Deadline:
    basis: FirstBasis
    rule: str
    from_: date
    years: int = 0
    months: int = 0
    eve: bool = False


@dataclass(frozen=True)
class _File:
    deadline: tuple[_Deadline, ...]


def read_first_deadlines(table: Table) -> Mapping[str, Dated[FirstDeadline]]:
    """Read the deadlines; each basis has one at least."""
    with naming("first_application"):
        return every(
            FirstBasis,
            versions((row.basis, row.from_, _deadline(row)) for row in read(_File, table).deadline),
        )


def _deadline(row: _Deadline) -> FirstDeadline:
    return FirstDeadline(rule(row.rule), row.years, row.months, row.eve)


FIRST_DEADLINES = in_force("first_application", read_first_deadlines)
