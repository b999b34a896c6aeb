"""Ask the law a question by its name, with facts as JSON; check worked cases."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

from sejour.law.catalogue import QuestionEntry, describe
from sejour.law.facts import FactError, read
from sejour.law.questions import (
    address_change,
    appeal,
    attestation_decision_favorable,
    body_acceptance,
    card_due,
    closing,
    commission,
    deposit_status,
    deposit_window,
    employer_check,
    fees,
    first_application_deadline,
    grace,
    habitual_residence,
    health_cover,
    hearing,
    implicit_refusal,
    integration,
    provisional_documents,
    re_entry,
    receipt,
    renewal_limit,
    retention,
    simultaneous_applications,
    work_proof,
)
from sejour.law.reading import read_day
from sejour.law.showing import as_json

_MODULES: tuple[ModuleType, ...] = (
    deposit_window,
    first_application_deadline,
    deposit_status,
    grace,
    provisional_documents,
    attestation_decision_favorable,
    implicit_refusal,
    appeal,
    receipt,
    closing,
    employer_check,
    work_proof,
    health_cover,
    body_acceptance,
    fees,
    re_entry,
    renewal_limit,
    integration,
    commission,
    hearing,
    habitual_residence,
    retention,
    address_change,
    card_due,
    simultaneous_applications,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the contract: its name, what it asks in plain words, its facts and its answer."""

    name: str
    title: str
    facts: type
    answer: Callable[[Any, date], Any]

    def answered(self, facts: Any, today: date) -> Any:
        """Return the typed answer to facts given as JSON values; raise FactError, which names the fact."""
        as_of = today
        given = facts
        if isinstance(facts, dict) and "as_of" in facts:
            given = {name: value for name, value in facts.items() if name != "as_of"}
            as_of = today if facts["as_of"] is None else read_day("as_of", facts["as_of"])
        return self.answer(read(self.facts, given), as_of)


QUESTIONS: Mapping[str, Question] = {
    module.NAME: Question(module.NAME, module.TITLE, module.Facts, module.answer) for module in _MODULES
}


def catalogue() -> tuple[QuestionEntry, ...]:
    """Describe every question in words: its facts and the keys of its answer."""
    return tuple(describe(module.NAME, module.TITLE, module.Facts, module.Answer) for module in _MODULES)


def ask(question: str, facts: Any, *, today: date) -> dict[str, Any]:
    """Answer a question as JSON-ready values: its own keys, `rules`, and `certainty` when in doubt.

    `today` is the day on which the law is read unless the facts name another in `as_of`. Raises
    FactError, which names the question or the fact at fault.
    """
    return as_json(question_named(question).answered(facts, today))


def question_named(name: Any) -> Question:
    """Return the question of that name, or raise FactError that names the known ones."""
    try:
        return QUESTIONS[name]
    except (KeyError, TypeError):
        known = ", ".join(QUESTIONS)
        raise FactError("question", f"unknown question; the known ones are {known}") from None


@dataclass(frozen=True, slots=True)
class Failure:
    """A worked case whose answer is not the expected one."""

    case: str
    problem: str

    def __str__(self) -> str:
        return f"{self.case}: {self.problem}"


def check(cases: Iterable[Any], *, today: date) -> Iterator[Failure | None]:
    """Yield one result a case: None where the answer holds every expected key, else the failure."""
    for case in cases:
        yield _check(case, today)


def _check(case: Any, today: date) -> Failure | None:
    if not isinstance(case, Mapping):
        return Failure("?", "a case is an object")
    name = str(case.get("id", "?"))
    if absent := [key for key in ("question", "facts", "expect") if key not in case]:
        return Failure(name, f"this case has no {absent[0]}")
    if not isinstance(case["expect"], Mapping):
        return Failure(name, "expect is an object of answer keys")
    try:
        answer = ask(case["question"], case["facts"], today=today)
    except FactError as error:
        return Failure(name, str(error))
    wrong = {
        key: (expected, answer.get(key, "no such key"))
        for key, expected in case["expect"].items()
        if answer.get(key, "no such key") != expected
    }
    if not wrong:
        return None
    problems = (f"{key} should be {e!r}, is {a!r}" for key, (e, a) in wrong.items())
    return Failure(name, "; ".join(problems))
