"""`data/work_rights.toml`: what lets people work while their application is examined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.tables.files import Table, distinct, naming, once
from sejour.law.tables.rules import rule


class Condition(StrEnum):
    """On what the work right of a first application depends."""

    NOTHING = "nothing"
    WORK_PERMIT = "work_permit"
    LONG_STAY_VISA = "long_stay_visa"
    ONE_YEAR = "one_year"


Conditions = Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class WorkRights:
    """By article of the permit asked for: the condition to work, for each kind of document."""

    attestation_prolongation: Dated[Conditions]
    recepisse: Dated[Conditions]
    renewal_without_work: frozenset[str]


@dataclass(frozen=True)
class _FirstApplication:
    rule: str
    from_: date
    articles: tuple[Article, ...]
    with_work_permit: tuple[Article, ...]
    with_long_stay_visa: tuple[Article, ...]
    after_one_year: tuple[Article, ...]


@dataclass(frozen=True)
class _Renewal:
    rule: str
    from_: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _File:
    attestation_prolongation: tuple[_FirstApplication, ...]
    recepisse: tuple[_FirstApplication, ...]
    renewal_without_work: _Renewal


def read_work_rights(table: Table) -> WorkRights:
    """Read the lists; an article stands once in each version of a list."""
    with naming("work_rights"):
        file = read(_File, table)
        rule(file.renewal_without_work.rule)
        return WorkRights(
            attestation_prolongation=_dated("attestation_prolongation", file.attestation_prolongation),
            recepisse=_dated("recepisse", file.recepisse),
            renewal_without_work=distinct(file.renewal_without_work.articles),
        )


def _dated(name: str, rows: tuple[_FirstApplication, ...]) -> Dated[Conditions]:
    return Dated.of(name, [(row.from_, once(_conditions(row))) for row in rows])


def _conditions(row: _FirstApplication) -> Iterator[tuple[str, Condition]]:
    rule(row.rule)
    for condition, articles in (
        (Condition.NOTHING, row.articles),
        (Condition.WORK_PERMIT, row.with_work_permit),
        (Condition.LONG_STAY_VISA, row.with_long_stay_visa),
        (Condition.ONE_YEAR, row.after_one_year),
    ):
        yield from ((article, condition) for article in articles)


WORK_RIGHTS = in_force("work_rights", read_work_rights)
