"""Ask the law a question by its name, with facts as JSON; check worked cases."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import ModuleType
from typing import Any, get_type_hints

from sejour.law.catalogue import QuestionEntry, describe
from sejour.law.facts import FactError, read
from sejour.law.findings import Reasons, certainty_of
from sejour.law.periods import Period
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
from sejour.law.reading import public_name, read_day
from sejour.law.sources import Certainty

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
    try:
        asked = QUESTIONS[question]
    except (KeyError, TypeError):
        known = ", ".join(QUESTIONS)
        raise FactError("question", f"unknown question; the known ones are {known}") from None
    as_of = today
    given = facts
    if isinstance(facts, Mapping) and "as_of" in facts:
        given = {name: value for name, value in facts.items() if name != "as_of"}
        as_of = today if facts["as_of"] is None else read_day("as_of", facts["as_of"])
    return as_json(asked.answer(read(asked.facts, given), as_of))


def as_json(answer: Any) -> dict[str, Any]:
    """Turn a typed answer into the JSON object of the contract."""
    shown = {public: show(getattr(answer, name)) for name, public, show in _SHOWN[type(answer)]}
    reasons: Reasons = answer.reasons
    shown["rules"] = [reason.as_json() for reason in reasons]
    certainty = certainty_of(reasons)
    if certainty is not Certainty.HIGH:
        shown["certainty"] = certainty.value
    return shown


Show = Callable[[Any], Any]


def _show_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _show_periods(periods: tuple[Period, ...]) -> list[dict[str, str]]:
    return [{"from": p.first_day.isoformat(), "until": p.last_day.isoformat()} for p in periods]


def _show_plainly(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_show_plainly(item) for item in value]
    return value if value is None or type(value) in (bool, int) else str(value)


_SHOW: Mapping[Any, Show] = {date: _show_day, date | None: _show_day, tuple[Period, ...]: _show_periods}


def _shown(kind: type) -> tuple[tuple[str, str, Show], ...]:
    hints = get_type_hints(kind)
    return tuple(
        (field.name, public_name(field), _SHOW.get(hints[field.name], _show_plainly))
        for field in fields(kind)
        if field.name != "reasons"
    )


_SHOWN = {module.Answer: _shown(module.Answer) for module in _MODULES}


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
