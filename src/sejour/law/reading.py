"""Strict reading of JSON and TOML values into typed dataclasses; what cannot be read is named.

Facts that people give and data files of the law are read by this same reader.
"""

import re
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

ARTICLE = re.compile(r"(?:[LRD]\.\*?\d{3}-\d+(?:-\d+)*|ACCORD-[0-9]+[A-Z]*(?:-[0-9]+)*)", re.ASCII)
TREATY = "ACCORD-"
YEAR = re.compile(r"\d{4}", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_TEXT = 200
# Far beyond any file of a person; what is compared two by two stays quick.
LONGEST_LIST = 200
HIGHEST = 1_000_000

F = TypeVar("F")
Reader = Callable[[str, Any], Any]


class FactError(ValueError):
    """A fact is unknown, missing, of the wrong type, or impossible. `fact` is its path."""

    def __init__(self, fact: str, problem: str) -> None:
        self.fact = fact
        self.problem = problem
        super().__init__(f"{fact}: {problem}")

    def as_json(self) -> dict[str, str]:
        """Return the error as the command line and the API print it."""
        return {"error": self.problem, "fact": self.fact}


class Article(str):
    """An article of a code, or a clause of a treaty, written as the contract writes it."""

    __slots__ = ()

    @classmethod
    def read_fact(cls, where: str, value: Any) -> "Article":
        """Read an article, or raise FactError naming `where`."""
        if not isinstance(value, str) or not ARTICLE.fullmatch(value):
            raise FactError(where, "an article such as L.423-7 is expected")
        return cls(value)


def missing(fact: str) -> FactError:
    """Return the error for a fact that the answer depends on and that was not given."""
    return FactError(fact, "this fact is needed for the answer")


def needed(fact: str, value: F | None) -> F:
    """Return a fact that the answer turns out to depend on, or raise FactError naming it."""
    if value is None:
        raise missing(fact)
    return value


def in_order(earlier: str, early: date | None, later: str, late: date | None) -> None:
    """Raise FactError naming the later day if both are given and it comes first."""
    if early is not None and late is not None and late < early:
        raise FactError(later, f"comes before {earlier}")


def read(kind: type[F], given: Any, where: str = "") -> F:
    """Read a mapping into the dataclass `kind`, whose field types say what each fact must be.

    Raises FactError naming the first fact that is unknown, missing, ill-typed or impossible.
    """
    if not isinstance(given, dict):
        raise FactError(where.rstrip(".") or "facts", "an object of facts is expected")
    readers, required = _READERS[kind]
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in readers:
            raise FactError(f"{where}{name}", "unknown fact")
        if value is not None:
            field, reader = readers[name]
            values[field] = reader(where + name, value)
    for name, field in required:
        if field not in values:
            raise missing(where + name)
    return kind(**values)


def names_of(kind: type) -> frozenset[str]:
    """Return the names under which the facts of a dataclass are given."""
    return frozenset(_READERS[kind].by_name)


class _Readers(NamedTuple):
    """How facts are read: the field and the reader of each name; the names and fields always needed."""

    by_name: dict[str, tuple[str, Reader]]
    required: tuple[tuple[str, str], ...]


class _ReadersByKind(dict[type, _Readers]):
    """The readers of each dataclass, made when it is first read."""

    def __missing__(self, kind: type) -> _Readers:
        hints = get_type_hints(kind)
        names = {public_name(field): field for field in fields(kind)}
        found = self[kind] = _Readers(
            by_name={name: (field.name, _reader(hints[field.name])) for name, field in names.items()},
            required=tuple((name, field.name) for name, field in names.items() if is_required(field)),
        )
        return found


_READERS = _ReadersByKind()


def public_name(field: Field[Any]) -> str:
    """Return the name that the contract gives to a field: `from_` is written `from`, a word of Python."""
    return field.name.rstrip("_")


def is_required(field: Field[Any]) -> bool:
    """Tell whether a fact has no default, and so must always be told."""
    return field.default is MISSING and field.default_factory is MISSING


def _reader(hint: Any) -> Reader:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [arg for arg in get_args(hint) if arg is not type(None)]
    if get_origin(hint) is tuple:
        return _list_of(_reader(get_args(hint)[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda where, value: read(hint, value, where=f"{where}.")
    if issubclass(hint, StrEnum):
        return _choice_of(hint)
    reader: Reader = _PLAIN.get(hint) or hint.read_fact
    return reader


def _list_of(reader: Reader) -> Reader:
    def read_list(where: str, value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise FactError(where, "a list is expected")
        if len(value) > LONGEST_LIST:
            raise FactError(where, f"a list of at most {LONGEST_LIST} items is expected")
        return tuple(reader(f"{where}[{index}]", item) for index, item in enumerate(value))

    return read_list


def _choice_of(kind: type[StrEnum]) -> Reader:
    choices = {member.value: member for member in kind}

    def read_choice(where: str, value: Any) -> StrEnum:
        try:
            return choices[value]
        except (KeyError, TypeError):
            raise FactError(where, f"one of {', '.join(choices)} is expected") from None

    return read_choice


def read_day(where: str, value: Any) -> date:
    """Read a day, or raise FactError naming `where`."""
    if type(value) is date:
        day = value
    else:
        if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
            raise FactError(where, "a date written YYYY-MM-DD is expected")
        try:
            day = _day_written(value)
        except ValueError:
            raise FactError(where, "this date does not exist") from None
    if not EARLIEST <= day <= LATEST:
        raise FactError(where, f"a date between {EARLIEST} and {LATEST} is expected")
    return day


# A lifetime of documents has few days: each is worked out once.
_day_written = lru_cache(maxsize=20_000)(date.fromisoformat)


def read_year(where: str, value: Any) -> int:
    """Read a year written with four figures, or raise FactError naming `where`."""
    if not isinstance(value, str) or not YEAR.fullmatch(value):
        raise FactError(where, "a year such as 2025 is expected")
    return int(value)


def _read_flag(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise FactError(where, "true or false is expected")
    return value


def _read_number(where: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise FactError(where, "a whole number is expected")
    if not 0 <= value <= HIGHEST:
        raise FactError(where, f"a number between 0 and {HIGHEST:,} is expected")
    return value


def _read_text(where: str, value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT or not value.isprintable():
        raise FactError(where, f"a text of 1 to {LONGEST_TEXT} characters is expected")
    return value


_PLAIN: dict[Any, Reader] = {date: read_day, str: _read_text, bool: _read_flag, int: _read_number}
