"""`data/grace.toml`: départements where shorter cards also have the grace of L.433-3."""

from dataclasses import dataclass
from datetime import date

from sejour.law.editions import in_force
from sejour.law.reading import read
from sejour.law.tables.files import Table, distinct, naming
from sejour.law.tables.holidays import known_departements
from sejour.law.tables.rules import rule


@dataclass(frozen=True)
class _File:
    rule: str
    from_: date
    departements: tuple[str, ...]


def read_grace_departements(table: Table) -> frozenset[str]:
    """Read the list."""
    with naming("grace"):
        file = read(_File, table)
        rule(file.rule)
        return distinct(known_departements(file.departements))


GRACE_DEPARTEMENTS = in_force("grace", read_grace_departements)
