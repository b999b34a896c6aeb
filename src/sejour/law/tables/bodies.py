"""`data/bodies.toml`: the papers that bodies must accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.kinds import Body, PaperKind
from sejour.law.reading import read
from sejour.law.sources import Certainty, Rule
from sejour.law.tables.files import Table, distinct, every, naming, versions
from sejour.law.tables.rules import rule


class Need(StrEnum):
    """What must be true of a paper beside its kind."""

    WORK_MENTION = "work_mention"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Papers that a body accepts, and what they need. `lasting`: the paper has no end of its own."""

    rule: Rule
    kinds: frozenset[str]
    needs: tuple[Need, ...]
    lasting: bool
    certainty: Certainty


@dataclass(frozen=True)
class _Acceptance:
    body: Body
    rule: str
    from_: date
    kinds: tuple[PaperKind, ...]
    certainty: Certainty
    needs: tuple[Need, ...] = ()
    lasting: bool = False


@dataclass(frozen=True)
class _File:
    acceptance: tuple[_Acceptance, ...]


def read_acceptances(table: Table) -> Mapping[str, Dated[tuple[Acceptance, ...]]]:
    """Read what each body accepts, in the order in which it is tried; each has one line at least."""
    with naming("bodies"):
        rows = read(_File, table).acceptance
        by_version = groupby(rows, key=lambda row: (row.body, row.from_))
        listed = versions((body, day, tuple(map(_acceptance, found))) for (body, day), found in by_version)
        return every(Body, listed)


def _acceptance(row: _Acceptance) -> Acceptance:
    distinct(row.needs)
    return Acceptance(rule(row.rule), distinct(row.kinds), row.needs, row.lasting, row.certainty)


ACCEPTANCES = in_force("bodies", read_acceptances)
