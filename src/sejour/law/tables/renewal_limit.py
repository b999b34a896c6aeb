"""`data/renewal_limit.toml`: how many times a carte temporaire is renewed with the same mention."""

from dataclasses import dataclass
from datetime import date

from sejour.law.reading import Article, read
from sejour.law.tables.files import Table, distinct, load, naming, once
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class RenewalLimit:
    """The limit, the first day on which it applies, and the articles that escape it."""

    first_day: date
    renewals: int
    exempt: frozenset[str]
    other_cards: frozenset[str]


@dataclass(frozen=True)
class _File:
    rule: str
    from_: date
    renewals: int
    exempt: tuple[Article, ...]
    other_cards: tuple[Article, ...]


def read_renewal_limit(table: Table) -> RenewalLimit:
    """Read the limit; an article stands in one list."""
    with naming("renewal_limit"):
        file = read(_File, table)
        rule(file.rule)
        once((article, None) for article in (*file.exempt, *file.other_cards))
        return RenewalLimit(file.from_, file.renewals, distinct(file.exempt), distinct(file.other_cards))


RENEWAL_LIMIT = read_renewal_limit(load("renewal_limit"))
