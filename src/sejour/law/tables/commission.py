"""`data/commission.toml`: the acts before which the commission du titre de séjour is consulted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.kinds import CommissionAct
from sejour.law.reading import Article, read
from sejour.law.tables.files import Table, distinct, every, naming, once, versions
from sejour.law.tables.holidays import known_departements
from sejour.law.tables.rules import rule


class Consulted(StrEnum):
    """On what the consultation depends."""

    ALWAYS = "always"
    IF_CONDITIONS_MET = "if_conditions_met"
    AFTER_TEN_YEARS = "after_ten_years"


@dataclass(frozen=True, slots=True)
class Commission:
    """By act and article: on what the consultation depends; and where no commission exists."""

    consulted: Mapping[str, Dated[Mapping[str, Consulted]]]
    elsewhere: Dated[frozenset[str]]


@dataclass(frozen=True)
class _Consultation:
    act: CommissionAct
    rule: str
    from_: date
    always: tuple[Article, ...] = ()
    if_conditions_met: tuple[Article, ...] = ()
    after_ten_years: tuple[Article, ...] = ()


@dataclass(frozen=True)
class _Elsewhere:
    rule: str
    from_: date
    departements: tuple[str, ...]


@dataclass(frozen=True)
class _File:
    consultation: tuple[_Consultation, ...]
    elsewhere: tuple[_Elsewhere, ...]


def read_commission(table: Table) -> Commission:
    """Read the lists; an article stands once in each version of an act."""
    with naming("commission"):
        file = read(_File, table)
        consulted = versions((row.act, row.from_, once(_conditions(row))) for row in file.consultation)
        elsewhere = [(row.from_, _departements(row)) for row in file.elsewhere]
        return Commission(every(CommissionAct, consulted), Dated.of("elsewhere", elsewhere))


def _departements(row: _Elsewhere) -> frozenset[str]:
    rule(row.rule)
    return distinct(known_departements(row.departements))


def _conditions(row: _Consultation) -> Iterator[tuple[str, Consulted]]:
    rule(row.rule)
    for consulted, articles in (
        (Consulted.ALWAYS, row.always),
        (Consulted.IF_CONDITIONS_MET, row.if_conditions_met),
        (Consulted.AFTER_TEN_YEARS, row.after_ten_years),
    ):
        yield from ((article, consulted) for article in articles)


COMMISSION = in_force("commission", read_commission)
