"""Data of the law as people read them: a table is a title, a first day, and lines of a name and a value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from sejour.core.words import MONTHS, in_words
from sejour.law.explaining import ExplainedParameter, ExplainedTable
from sejour.law.reading import ARTICLE, ISO_DAY
from sejour.portal.lawbook.words import COLUMNS, EASTER, EUROS, PARAMETERS, TABLES, VALUES

_INDEX = re.compile(r"\[\d+\]")
_DAY_OF_YEAR = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
# Shown beside the table, not in it.
APART = frozenset({"rule", "from"})
_PERIOD = {"from", "until"}
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Value:
    """A value in words; or articles, each with its address and its name, so that it leads to its page."""

    text: str = ""
    articles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table or a list, with the first day on which it applies where it has one."""

    title: str
    first_day: date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A number of the law: what it fixes, what it counts, and its successive values, the newest first."""

    name: str
    unit: str
    values: tuple[tuple[date, str], ...]


def slug(article: str) -> str:
    """Return the name of an article as its address has it: l-423-7."""
    return slugify(article.replace(".", " ").replace("*", ""))


def list_of(table: ExplainedTable) -> str:
    """Return the name of the list that a table is a line of: `fees.tariff`; of a whole file, the file's."""
    return f"{table.file}.{_INDEX.sub('', table.place)}" if table.place else table.file


def title_of(table: ExplainedTable) -> str:
    """Return the title of a table; a list that has no words yet keeps its name."""
    name = list_of(table)
    return TABLES.get(name, name)


def table(found: ExplainedTable) -> ShownTable:
    """Show a table."""
    return ShownTable(title_of(found), found.content.get("from"), tuple(lines(found.content)))


def lines(content: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what a table holds, tables inside it left out: they stand for themselves."""
    for key, value in content.items():
        holds_tables = isinstance(value, list) and any(isinstance(item, Mapping) for item in value)
        if key not in APART and not holds_tables:
            yield Line(column(key), value_of(key, value))


def column(key: str) -> str:
    """Return the words of a column; one that has none yet keeps its name."""
    return COLUMNS.get(key, key.replace("_", " "))


def value_of(key: str, value: Any) -> Value:
    """Return a value of a column as people read it."""
    if isinstance(value, list) and value and all(isinstance(v, str) and ARTICLE.fullmatch(v) for v in value):
        return Value(articles=tuple((slug(name), name) for name in value))
    return Value(in_french(value, key))


def in_french(value: Any, key: str = "", names: Mapping[str, str] = COLUMNS) -> str:
    """Return a value of a table, of facts or of an answer in words; what has no words stays itself."""
    if isinstance(value, Mapping) and value.keys() == _PERIOD:
        return f"du {in_french(value['from'])} au {in_french(value['until'])}"
    if isinstance(value, Mapping):
        parts = (f"{names.get(k) or column(k)} : {in_french(v, k, names)}" for k, v in value.items())
        return " ; ".join(parts)
    if isinstance(value, list | tuple):
        between = " / " if any(isinstance(item, Mapping) for item in value) else ", "
        return between.join(in_french(item, key, names) for item in value) or "aucun"
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int):
        return _number(value, key)
    return in_words(value) if isinstance(value, date) else _text(str(value))


def _number(value: int, key: str) -> str:
    if key == "easter":
        return EASTER.get(value, f"{value} jours depuis Pâques")
    return f"{value} €" if key in EUROS else str(value)


def _text(value: str) -> str:
    if ISO_DAY.fullmatch(value):
        return in_words(date.fromisoformat(value))
    if found := _DAY_OF_YEAR.fullmatch(value):
        month, day = map(int, found.groups())
        return f"{'1er' if day == 1 else day} {MONTHS[month - 1]}"
    return VALUES.get(value, value)


def parameter(found: ExplainedParameter) -> ShownParameter:
    """Show a number of the law; one that has no words yet is called after what it counts."""
    values = tuple((value.first_day, str(value.value)) for value in reversed(found.values))
    return ShownParameter(PARAMETERS.get(found.name, found.unit), found.unit, values)
