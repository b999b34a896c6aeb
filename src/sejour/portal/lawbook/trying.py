"""Ask a question of the law from its page: what was typed, the answer or what is wrong with it, in words."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sejour.law.asking import ask, catalogue
from sejour.law.catalogue import FactEntry, QuestionEntry
from sejour.law.facts import FactError
from sejour.law.sources import Certainty
from sejour.law.worked_cases import WorkedCase, worked_cases
from sejour.portal.lawbook.shown import in_french
from sejour.portal.lawbook.words import COLUMNS

_INDEX = re.compile(r"\[\d+\]")
_REASONS = frozenset({"rules", "certainty"})


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, or a key of an answer: its name, what it means, and its value in words."""

    name: str
    meaning: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its lines, the reasons in their order, its doubt, and its JSON."""

    lines: tuple[Told, ...]
    reasons: tuple[Mapping[str, str], ...]
    certainty: Certainty
    json: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was typed, in French; `detail` is what the law says of it, in English."""

    sentence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as its row of the table shows it; `path` is where it stands: `requests[].due_on`."""

    path: str
    entry: FactEntry


def example(question: str) -> str:
    """Return facts that the question answers, ready to be changed."""
    case = next(case for case in worked_cases() if case.question == question)
    return json.dumps(dict(case.facts), ensure_ascii=False, indent=2)


def rows(facts: Sequence[FactEntry], inside: str = "") -> tuple[FactRow, ...]:
    """Return the facts of a question, each followed by those that it is made of."""
    found: list[FactRow] = []
    for entry in facts:
        path = f"{inside}{entry.name}"
        found += [FactRow(path, entry), *rows(entry.facts, f"{path}[].")]
    return tuple(found)


def answer(question: QuestionEntry, typed: str, *, today: date) -> Answer | Wrong:
    """Answer facts typed as JSON."""
    try:
        facts = json.loads(typed)
    except json.JSONDecodeError as error:
        return Wrong(
            f"Ce texte n'est pas du JSON : regardez la ligne {error.lineno}, caractère {error.colno}."
        )
    except (ValueError, RecursionError):
        return Wrong("Ce texte n'est pas du JSON.")
    try:
        found = ask(question.name, facts, today=today)
    except FactError as error:
        return _wrong(question, facts, error)
    own = {name: value for name, value in found.items() if name not in _REASONS}
    return Answer(
        lines=tuple(_told(own, {key.name: key.meaning for key in question.answer})),
        reasons=tuple(found["rules"]),
        certainty=Certainty(found.get("certainty", Certainty.HIGH)),
        json=json.dumps(found, ensure_ascii=False, indent=2),
    )


def _wrong(question: QuestionEntry, facts: Any, error: FactError) -> Wrong:
    if not isinstance(facts, dict):
        return Wrong("Les faits s'écrivent entre accolades, comme dans l'exemple.")
    # What was typed may hold half a character, which no page can show.
    name = error.fact.encode("utf-8", "replace").decode()
    known = {row.path: row.entry for row in rows(question.facts)}
    entry = known.get(_INDEX.sub("[]", error.fact))
    if entry is None:
        return Wrong(f"« {name} » ne convient pas, ou n'est pas un fait de cette question.", error.problem)
    if error.fact not in facts and "." not in error.fact:
        return Wrong(f"Il manque « {name} » : {entry.meaning}. C'est {entry.kind}.")
    return Wrong(f"« {name} » ne convient pas : il faut {entry.kind}.", error.problem)


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A worked case: its question, its facts and what is expected, in words; why a rule counts in it.

    `summary` tells it from the other cases of its question.
    """

    id: str
    question: QuestionEntry
    facts: tuple[Told, ...]
    expect: tuple[Told, ...]
    summary: str
    because: str = ""


def cases_citing(rule_id: str, *, today: date) -> Iterator[CaseShown]:
    """Yield the worked cases whose answer cites a rule, each with the reason that it gives."""
    for case in worked_cases():
        reasons = ask(case.question, case.facts, today=today)["rules"]
        because = " ".join(reason["because"] for reason in reasons if reason["id"] == rule_id)
        if because:
            yield _shown(case, because)


def cases_of(question: str) -> Iterator[CaseShown]:
    """Yield the worked cases of a question."""
    return (_shown(case) for case in worked_cases() if case.question == question)


def _shown(case: WorkedCase, because: str = "") -> CaseShown:
    (question,) = (entry for entry in catalogue() if entry.name == case.question)
    names = {row.entry.name: row.entry.meaning for row in rows(question.facts)}
    keys = {key.name: key.meaning for key in question.answer}
    return CaseShown(
        id=case.id,
        question=question,
        facts=tuple(_told(case.facts, names)),
        expect=tuple(_told(case.expect, keys)),
        summary=", ".join(dict.fromkeys(_plain_values(case.facts))) or question.title,
        because=because,
    )


def _plain_values(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the values of facts that a summary has room for."""
    for name, value in facts.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield in_french(value, name)


def _told(given: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Told]:
    for name, value in given.items():
        yield Told(name, names[name], in_french(value, name, {**COLUMNS, **names}))
