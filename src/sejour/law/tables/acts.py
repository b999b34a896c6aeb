"""`data/acts.toml`: the articles on which the platform's acts and documents rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import read
from sejour.law.tables.files import Table, distinct, naming, versions


@dataclass(frozen=True)
class _Act:
    name: str
    from_: date
    articles: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    act: tuple[_Act, ...]


def read_acts(table: Table) -> Mapping[str, Dated[tuple[str, ...]]]:
    """Read the successive articles of each act, by its name; each has one at least."""
    with naming("acts"):
        return versions((row.name, row.from_, _articles(row)) for row in read(_File, table).act)


def _articles(row: _Act) -> tuple[str, ...]:
    if not row.articles or not all(row.articles) or len(distinct(row.articles)) < len(row.articles):
        message = f"{row.name} rests on no article"
        raise ValueError(message)
    return row.articles


ACTS = in_force("acts", read_acts)
