"""Data files: found, read strictly, refused with the file and the place of the first fault."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeVar

from sejour.law.dated import Dated

T = TypeVar("T")
Table = Mapping[str, Any]
_DATA = resources.files("sejour.law") / "data"
_SUFFIX = ".toml"


class InvalidTable(ValueError):
    """A data file of the law does not hold what it must; the message names file and place."""


def load(name: str) -> dict[str, Any]:
    """Return what a data file of the law holds."""
    return tomllib.loads((_DATA / f"{name}{_SUFFIX}").read_text("utf-8"))


def file_names() -> tuple[str, ...]:
    """Return the names of the data files of the law."""
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in _DATA.iterdir()))


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
