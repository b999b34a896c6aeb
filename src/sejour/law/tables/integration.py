"""`data/integration.toml`: what a first long card demands of French and of the civic exam."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.kinds import Demand, FrenchLevel, LongCard
from sejour.law.reading import read
from sejour.law.sources import Certainty, Rule
from sejour.law.tables.files import Table, distinct, every, naming, versions
from sejour.law.tables.rules import rule


class WaiverReason(StrEnum):
    """Why a demand may be lifted."""

    EXEMPT = "exempt_from_integration_contract"
    AGE = "age_over_65"


@dataclass(frozen=True, slots=True)
class Demands:
    """The level and the score that a first card demands; None where it demands none."""

    rule: Rule
    french_level: FrenchLevel | None
    civic_exam_score: int | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a reason lifts for a card from a day, and what it lifts perhaps: somebody must check."""

    asked: LongCard
    reason: WaiverReason
    rule: Rule
    first_day: date
    lifts: frozenset[str]
    perhaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Integration:
    """How many questions the exam has, what each card demands, and what lifts it."""

    questions: int
    demands: Mapping[str, Dated[Demands]]
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class _Exam:
    rule: str
    from_: date
    questions: int


@dataclass(frozen=True)
class _Demand:
    asked: LongCard
    rule: str
    from_: date
    certainty: Certainty
    french_level: FrenchLevel | None = None
    civic_exam_score: int | None = None


@dataclass(frozen=True)
class _Waiver:
    asked: LongCard
    reason: WaiverReason
    rule: str
    from_: date
    lifts: tuple[Demand, ...] = ()
    perhaps: tuple[Demand, ...] = ()


@dataclass(frozen=True)
class _File:
    civic_exam: _Exam
    demand: tuple[_Demand, ...]
    waiver: tuple[_Waiver, ...]


def read_integration(table: Table) -> Integration:
    """Read the demands, by card, and the waivers; each card has one demand at least."""
    with naming("integration"):
        file = read(_File, table)
        rule(file.civic_exam.rule)
        demands = versions((row.asked, row.from_, _demands(row)) for row in file.demand)
        return Integration(
            questions=file.civic_exam.questions,
            demands=every(LongCard, demands),
            waivers=tuple(_waiver(row) for row in file.waiver),
        )


def _demands(row: _Demand) -> Demands:
    return Demands(rule(row.rule), row.french_level, row.civic_exam_score, row.certainty)


def _waiver(row: _Waiver) -> Waiver:
    return Waiver(
        row.asked, row.reason, rule(row.rule), row.from_, distinct(row.lifts), distinct(row.perhaps)
    )


INTEGRATION = in_force("integration", read_integration)
