"""`data/holidays.toml`: public holidays, which depend on the département."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sejour.law.calendars import Zone
from sejour.law.reading import FactError, read
from sejour.law.tables.files import Table, load, naming, once
from sejour.law.tables.rules import rule


class _DayOfYear(NamedTuple):
    month: int
    day: int

    @classmethod
    def read_fact(cls, where: str, value: Any) -> "_DayOfYear":
        try:
            day = date.fromisoformat(f"2000-{value}")
        except ValueError:
            raise FactError(where, "a day of the year written MM-DD is expected") from None
        return cls(day.month, day.day)


class _DaysFromEaster(int):
    @classmethod
    def read_fact(cls, where: str, value: Any) -> "_DaysFromEaster":
        if type(value) is not int:
            raise FactError(where, "a number of days from Easter is expected")
        return cls(value)


@dataclass(frozen=True)
class _Everywhere:
    rule: str
    fixed: tuple[_DayOfYear, ...]
    easter: tuple[_DaysFromEaster, ...]


@dataclass(frozen=True)
class _Zone:
    name: str
    rule: str
    source: str
    fixed: tuple[_DayOfYear, ...]
    easter: tuple[_DaysFromEaster, ...]
    departements: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    everywhere: _Everywhere
    zone: tuple[_Zone, ...]


def read_zones(table: Table) -> Mapping[str, Zone]:
    """Read the zone of each département: the days of everywhere and its own."""
    with naming("holidays"):
        file = read(_File, table)
        rule(file.everywhere.rule)
        return once(
            (departement, _zone(file.everywhere, row))
            for row in file.zone
            for departement in row.departements
        )


def _zone(everywhere: _Everywhere, row: _Zone) -> Zone:
    rule(row.rule)
    return Zone(
        name=row.name,
        fixed=frozenset(everywhere.fixed + row.fixed),
        easter=frozenset(everywhere.easter + row.easter),
    )


ZONES = read_zones(load("holidays"))
MAINLAND = ZONES["75"]


def zone_of(departement: str | None) -> Zone:
    """Return the zone of public holidays of a département; mainland where none is given."""
    return MAINLAND if departement is None else ZONES[departement]


def known_departements(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of départements as they are; raise ValueError at the first that is none."""
    known = tuple(names)
    if unknown := [name for name in known if name not in ZONES]:
        message = f"{unknown[0]} is no département"
        raise ValueError(message)
    return known
