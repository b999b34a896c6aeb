"""`data/renewal_limit.toml`: how many times a carte temporaire is renewed with the same mention."""

from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.tables.files import Table, distinct, naming, once
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class RenewalLimit:
    """The limit, None where there is none, and the articles that escape it."""

    renewals: int | None
    exempt: frozenset[str]
    other_cards: frozenset[str]


@dataclass(frozen=True)
class _Version:
    rule: str
    from_: date
    exempt: tuple[Article, ...]
    other_cards: tuple[Article, ...]
    renewals: int | None = None


@dataclass(frozen=True)
class _File:
    version: tuple[_Version, ...]


def read_renewal_limit(table: Table) -> Dated[RenewalLimit]:
    """Read the successive limits; an article stands in one list of each."""
    with naming("renewal_limit"):
        file = read(_File, table)
        return Dated.of("version", [(row.from_, _limit(row)) for row in file.version])


def _limit(row: _Version) -> RenewalLimit:
    rule(row.rule)
    once((article, None) for article in (*row.exempt, *row.other_cards))
    return RenewalLimit(row.renewals, distinct(row.exempt), distinct(row.other_cards))


RENEWAL_LIMIT = in_force("renewal_limit", read_renewal_limit)
