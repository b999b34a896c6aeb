"""What a person tells of their situation, and what cannot be true together."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from sejour.law.facts import Article, Departement
from sejour.law.kinds import Category, DocumentKind, FirstBasis, PermitKind, Work
from sejour.law.reading import EARLIEST, LATEST

PROTECTED = frozenset({Category.REFUGEE, Category.SUBSIDIARY_PROTECTION})


class Wish(StrEnum):
    """What a person asks for, or has asked for."""

    RENEWAL = "renewal"
    NEW_GROUND = "new_ground"
    FIRST = "first"
    DUPLICATE = "duplicate"


class Outcome(StrEnum):
    """What was decided on an application."""

    GRANTED = "granted"
    REFUSED = "refused"
    REFUSED_WITH_REMOVAL = "refused_with_removal"


REFUSALS = frozenset({Outcome.REFUSED, Outcome.REFUSED_WITH_REMOVAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a person tells, on the day `on`; what is None was not told, or does not exist.

    `article` is that of the permit asked for: of the one held, where it is renewed. `basis_last_day` is given
    where the day of `basis_day` is known only to lie between the two. An application that is not told to be
    incomplete is presumed complete (P-1). `paper` is the last provisional document received for it.
    `decided_on` is the day on which a refusal was notified.
    """

    on: date
    wish: Wish
    article: Article | None = None
    category: Category = Category.FIRST
    held_kind: PermitKind | None = None
    held_years: int | None = None
    held_from: date | None = None
    held_until: date | None = None
    held_work: Work | None = None
    basis: FirstBasis | None = None
    basis_day: date | None = None
    basis_last_day: date | None = None
    recognized_on: date | None = None
    departement: Departement | None = None
    filed_on: date | None = None
    filed_online: bool | None = None
    first_failed_attempt_on: date | None = None
    complete_on: date | None = None
    incomplete: bool = False
    paper: DocumentKind | None = None
    paper_until: date | None = None
    paper_work: bool | None = None
    outcome: Outcome | None = None
    decided_on: date | None = None
    granted_work: bool | None = None

    @property
    def has_permit(self) -> bool:
        """Whether the wish is that of somebody who holds, or held, a document."""
        return self.wish is not Wish.FIRST

    @property
    def renews(self) -> bool:
        """Whether a document is renewed, on its ground or on another."""
        return self.wish in (Wish.RENEWAL, Wish.NEW_GROUND)

    @property
    def is_protected(self) -> bool:
        """Whether a first permit is asked for by somebody whom France protects."""
        return self.wish is Wish.FIRST and self.category in PROTECTED

    @property
    def refused_on(self) -> date | None:
        """The day on which a refusal was notified."""
        return self.decided_on if self.outcome in REFUSALS else None

    @property
    def granted_on(self) -> date | None:
        """The day on which the permit was granted."""
        return self.decided_on if self.outcome is Outcome.GRANTED else None

    @property
    def complete_since(self) -> date | None:
        """The day since which the application is complete, or presumed so; None where it is not."""
        return None if self.incomplete else self.complete_on or self.filed_on


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot be true together: the fact at which a person would mend it, and why."""

    fact: str
    because: str


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """Return what cannot be true together, in the order of the facts of a person's story."""
    return tuple(Contradiction(fact, because) for fact, because in _found(facts))


# What happened has happened: these days are not in the future.
_PAST = {
    "held_from": "Le début du titre",
    "basis_day": "Ce jour",
    "recognized_on": "Ce jour",
    "filed_on": "Le dépôt",
    "first_failed_attempt_on": "L'essai",
    "complete_on": "Ce jour",
    "decided_on": "La décision",
}


def _found(f: Facts) -> Iterator[tuple[str, str]]:
    days = {field.name: getattr(f, field.name) for field in fields(f)}
    strange = [n for n, day in days.items() if isinstance(day, date) and not EARLIEST <= day <= LATEST]
    for name in strange:
        yield name, f"L'année doit être comprise entre {EARLIEST.year} et {LATEST.year}."
    if f.wish is Wish.FIRST and f.held_kind is not None:
        yield "held_kind", "Un premier titre se demande quand on n'en a pas : choisissez le renouvellement."
    if _first_comes_late(f.held_from, f.held_until):
        yield "held_until", "Ce document ne peut pas finir avant d'avoir commencé."
    for name, what in _PAST.items():
        if name not in strange and _first_comes_late(days[name], f.on):
            yield name, f"{what} ne peut pas être dans l'avenir : vérifiez l'année."
    if _first_comes_late(f.basis_day, f.basis_last_day):
        yield "basis_last_day", "Ce jour ne peut pas venir avant l'autre."
    yield from _about_the_filing(f)


def _about_the_filing(f: Facts) -> Iterator[tuple[str, str]]:
    if f.filed_on is None and f.outcome is not None:
        yield "filed_on", "Une décision répond à une demande : dites quel jour elle a été déposée."
    elif f.filed_on is None and (f.complete_on is not None or f.incomplete):
        yield "filed_on", "Dites d'abord quel jour la demande a été déposée."
    if _first_comes_late(f.held_from, f.filed_on):
        yield "filed_on", "La demande ne peut pas avoir été déposée avant le début du titre à renouveler."
    if _first_comes_late(f.first_failed_attempt_on, f.filed_on):
        yield "first_failed_attempt_on", "Le premier essai vient avant le dépôt, ou le même jour."
    if f.complete_on is not None and f.incomplete:
        yield "complete_on", "La demande ne peut pas être à la fois complète et incomplète."
    elif _first_comes_late(f.filed_on, f.complete_on):
        yield "complete_on", "La demande ne peut pas être complète avant d'être déposée."
    if f.paper is not None and _first_comes_late(f.filed_on, f.paper_until):
        yield "paper_until", "Un document donné pour cette demande ne peut pas finir avant son dépôt."
    if _first_comes_late(f.filed_on, f.decided_on):
        yield "decided_on", "La décision ne peut pas venir avant le dépôt de la demande."


def _first_comes_late(first: date | None, second: date | None) -> bool:
    """Tell whether the day that should come first comes second; what is not told is in no order."""
    return first is not None and second is not None and first > second
