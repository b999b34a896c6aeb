"""`data/annex_9.toml`: the permits that are asked for online (R.431-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.sources import Certainty
from sejour.law.tables.files import Table, naming, once
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class Listing:
    """Whether a permit is asked for online, since when, and how sure that is."""

    online_since: date | None
    certainty: Certainty

    def is_online(self, day: date) -> bool:
        """Tell whether the permit is asked for online on `day`."""
        return self.online_since is not None and day >= self.online_since


@dataclass(frozen=True, slots=True)
class Annex9:
    """What the annex lists, by article: first issues and renewals apart."""

    first: Mapping[str, Listing]
    renewal: Mapping[str, Listing]
    unlisted: Listing


class _Procedure(StrEnum):
    FIRST = "first"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class _Entry:
    what: str
    rule: str
    from_: date
    procedures: tuple[_Procedure, ...]
    articles: tuple[Article, ...]
    source: str
    certainty: Certainty


@dataclass(frozen=True)
class _File:
    unlisted_certainty: Certainty
    entry: tuple[_Entry, ...]


def read_annex_9(table: Table) -> Annex9:
    """Read the annex; an article stands once for each procedure."""
    with naming("annex_9"):
        file = read(_File, table)
        for entry in file.entry:
            rule(entry.rule)
        return Annex9(
            first=_listed(file, _Procedure.FIRST),
            renewal=_listed(file, _Procedure.RENEWAL),
            unlisted=Listing(None, file.unlisted_certainty),
        )


def _listed(file: _File, procedure: _Procedure) -> Mapping[str, Listing]:
    return once(
        (article, Listing(entry.from_, entry.certainty))
        for entry in file.entry
        if procedure in entry.procedures
        for article in entry.articles
    )


ANNEX_9 = in_force("annex_9", read_annex_9)


def listing_of(article: str, *, renewal: bool) -> Listing:
    """Return how annex 9 lists a permit for a renewal, or for a first issue."""
    listed = ANNEX_9.renewal if renewal else ANNEX_9.first
    return listed.get(article, ANNEX_9.unlisted)
