"""What readers of data files share: each refuses a file with its name and the place of the first fault."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from sejour.law.dated import Dated
from sejour.law.editions import InvalidTable, Table, file_names, load

__all__ = [
    "InvalidTable",
    "Table",
    "distinct",
    "every",
    "file_names",
    "load",
    "naming",
    "once",
    "versions",
]
T = TypeVar("T")


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Turn a fault found in a data file into an InvalidTable that names the file."""
    try:
        yield
    except ValueError as error:
        message = f"{name}.toml: {error}"
        raise InvalidTable(message) from error


def once(pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    """Return a read-only mapping of pairs whose keys must all differ."""
    found: dict[str, T] = {}
    for key, value in pairs:
        if key in found:
            message = f"{key} stands twice"
            raise ValueError(message)
        found[key] = value
    return MappingProxyType(found)


def distinct(names: Iterable[str]) -> frozenset[str]:
    """Return a set of names that must all differ."""
    return frozenset(once((name, name) for name in names))


def versions(rows: Iterable[tuple[str, date, T]]) -> Mapping[str, Dated[T]]:
    """Gather (name, first day, value) by name: the versions of one name stand in order."""
    found: defaultdict[str, list[tuple[date, T]]] = defaultdict(list)
    for name, first_day, value in rows:
        found[name].append((first_day, value))
    return MappingProxyType({name: Dated.of(name, values) for name, values in found.items()})


def every(kind: type[StrEnum], found: Mapping[str, T]) -> Mapping[str, T]:
    """Return a mapping that must have a value for each member of a kind."""
    if absent := [member.value for member in kind if member not in found]:
        message = f"{absent[0]} is in no line"
        raise ValueError(message)
    return found
