"""Where a person stands: the questions that their situation calls for, composed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sejour.law.facts import FactError
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import PermitKind
from sejour.law.situation.action import Action, first_action
from sejour.law.situation.days import PROVING, Cover, Stretch, stretches
from sejour.law.situation.events import DatedEvent, events
from sejour.law.situation.facts import Facts, Wish, contradictions
from sejour.law.situation.parts import Answers, Part, answers_to
from sejour.law.situation.today import Today, rights_of_today
from sejour.law.sources import Certainty
from sejour.law.tables import rule


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands on the day of the facts.

    `missing` names the facts that would tell more, the most useful first; `assumed` says what was taken
    for granted.
    """

    facts: Facts
    answers: Answers
    days: tuple[Stretch, ...]
    rights: Today
    events: tuple[DatedEvent, ...]
    action: Action
    missing: tuple[str, ...]
    assumed: Reasons

    @property
    def parts(self) -> Iterator[Part[Any]]:
        """Yield every question that was asked, with its facts and its answer."""
        yield from self.answers.parts
        yield from self.rights.parts


_PRESUMED = Reason(
    rule("P-1"), "Nous tenons votre demande pour complète dès son dépôt, tant qu'aucune pièce ne manque."
)
_PRICE_OF_TODAY = Reason(
    rule("R-FEE-11"), "Ces prix sont ceux d'aujourd'hui : c'est le jour de la décision qui compte."
)
_NEW_GROUND_PRICE = Reason(
    rule("R-FEE-02"),
    "Aucun texte lu ne dit si un changement de motif se paie comme un renouvellement ou un premier titre.",
    Certainty.LOW,
)


def standing(facts: Facts) -> Standing:
    """Answer where a person stands on the day of the facts: what can be answered is, what cannot is named.

    Raises FactError, which names the first fact at fault, where the facts cannot be true together.
    """
    for found in contradictions(facts):
        raise FactError(found.fact, found.because)
    answers = answers_to(facts)
    days = stretches(facts, answers)
    today = rights_of_today(facts, answers, days)
    return Standing(
        facts=facts,
        answers=answers,
        days=days,
        rights=today,
        events=events(facts, answers, today),
        action=first_action(facts, answers, days, today),
        missing=tuple(dict.fromkeys(_missing(facts, answers, days, today))),
        assumed=tuple(_assumed(facts)),
    )


def _assumed(f: Facts) -> Iterator[Reason]:
    if f.filed_on is not None and f.complete_on is None and not f.incomplete and f.outcome is None:
        yield _PRESUMED
    if f.article is not None and f.granted_on is None:
        yield _PRICE_OF_TODAY
    if f.article is not None and f.wish is Wish.NEW_GROUND:
        yield _NEW_GROUND_PRICE


_WORK_OF = {Cover.PAPER: "paper_work", Cover.FAVORABLE: "granted_work"}


def _missing(f: Facts, answers: Answers, days: tuple[Stretch, ...], today: Today) -> Iterator[str]:
    """Yield the facts that would tell more, the most useful first."""
    if f.has_permit and f.held_kind is None:
        yield "held_kind"
    if f.has_permit and f.held_until is None:
        yield "held_until"
    if f.article is None and f.held_kind is not PermitKind.DCEM:
        yield "article"
    yield from (part.missing for part in answers.parts if part.missing not in (None, "online"))
    yield from (stretch.missing for stretch in days if stretch.missing is not None)
    if today.shown is not None and today.shown.work is None:
        yield _WORK_OF.get(today.shown.cover, "held_work")
    if f.paper in PROVING and f.paper_until is None and f.granted_on is None:
        yield "paper_until"
