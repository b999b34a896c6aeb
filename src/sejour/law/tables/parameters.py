"""`data/parameters.toml`: the numbers of the law and of the platform's policies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import read
from sejour.law.tables.files import Table, naming, once
from sejour.law.tables.rules import rule


@dataclass(frozen=True)
class _Value:
    from_: date
    value: int


@dataclass(frozen=True)
class _Parameter:
    name: str
    rule: str
    unit: str
    values: tuple[_Value, ...]


@dataclass(frozen=True)
class _File:
    parameter: tuple[_Parameter, ...]


def read_parameters(table: Table) -> Mapping[str, Dated[int]]:
    """Read the successive values of each number, by name."""
    with naming("parameters"):
        return once((row.name, _dated(row)) for row in read(_File, table).parameter)


def _dated(row: _Parameter) -> Dated[int]:
    rule(row.rule)
    return Dated.of(row.name, [(value.from_, value.value) for value in row.values])


PARAMETERS = in_force("parameters", read_parameters)


def parameter(name: str, day: date) -> int:
    """Return the number of the law of that name, as in force on `day`."""
    return PARAMETERS[name].on(day)
