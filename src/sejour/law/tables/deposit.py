"""`data/deposit.toml`: permits whose filing window is not, or not only, that of R.431-5."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.sources import Rule
from sejour.law.tables.files import Table, distinct, naming, versions
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class OwnWindow:
    """A filing window that an article has of its own: so many months before the end."""

    rule: Rule
    months: int


@dataclass(frozen=True, slots=True)
class Deposit:
    """The articles with a window of their own, and those that some may ask for early."""

    own_windows: Mapping[str, Dated[OwnWindow]]
    early: frozenset[str]


@dataclass(frozen=True)
class _OwnWindow:
    rule: str
    from_: date
    months: int
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _Early:
    rule: str
    from_: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _File:
    own_window: tuple[_OwnWindow, ...]
    early: _Early


def read_deposit(table: Table) -> Deposit:
    """Read both lists."""
    with naming("deposit"):
        file = read(_File, table)
        rule(file.early.rule)
        own_windows = versions(
            (article, row.from_, OwnWindow(rule(row.rule), row.months))
            for row in file.own_window
            for article in row.articles
        )
        return Deposit(own_windows, distinct(file.early.articles))


DEPOSIT = in_force("deposit", read_deposit)
