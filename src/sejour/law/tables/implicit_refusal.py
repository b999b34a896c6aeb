"""`data/implicit_refusal.toml`: delays of implicit refusal other than the general one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.sources import Rule
from sejour.law.tables.files import Table, naming, versions
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class SilenceDelay:
    """Days from the complete application; None where the general delay applies."""

    rule: Rule
    days: int | None
    days_with_blue_card: int | None


@dataclass(frozen=True)
class _Special:
    rule: str
    from_: date
    articles: tuple[Article, ...]
    days: int | None = None
    days_with_blue_card_of_other_state: int | None = None


@dataclass(frozen=True)
class _File:
    special: tuple[_Special, ...]


def read_silence_delays(table: Table) -> Mapping[str, Dated[SilenceDelay]]:
    """Read the delays, by article of the permit asked for."""
    with naming("implicit_refusal"):
        return versions(
            (article, row.from_, _delay(row))
            for row in read(_File, table).special
            for article in row.articles
        )


def _delay(row: _Special) -> SilenceDelay:
    return SilenceDelay(rule(row.rule), row.days, row.days_with_blue_card_of_other_state)


SILENCE_DELAYS = in_force("implicit_refusal", read_silence_delays)
