"""Answers: which are kept, what they may be, and how they are read back in words."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sejour.applications.errors import AnswerRefused
from sejour.applications.procedures.reading import NATURE, Kind, ProcedureFile, Question, Step
from sejour.core.words import in_words
from sejour.identity.names import cleaned

PHOTO_CODE = re.compile(r"[A-Z0-9]{21,22}", re.ASCII)
STAMP_NUMBER = re.compile(r"\d{16}", re.ASCII)
LONGEST = {Kind.TEXT: 200, Kind.NAME: 160, Kind.LONG_TEXT: 2000}
HIGHEST = 100_000_000
_GAPS = re.compile(r"[\s.\-]")


def asked_of(step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers to the questions of a step, each in the form under which it is kept.

    An empty answer is kept as None. Raises AnswerRefused.
    """
    return {
        question.code: accepted(question, answers[question.code])
        for question in step.question
        if question.code in answers
    }


def kept(procedure: ProcedureFile, nature: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without those to questions that are not asked any more, nor empty ones.

    What stands beside the questions of the procedure (pieces that did not come) stays.
    """
    questions = procedure.questions
    found = {code: value for code, value in answers.items() if code not in questions}
    for code, question in questions.items():
        if answers.get(code) is not None and question.is_asked({**found, NATURE: nature}):
            found[code] = answers[code]
    return found


def missing(procedure: ProcedureFile, nature: str, answers: Mapping[str, Any]) -> list[Question]:
    """Return the questions that are asked, must be answered, and are not."""
    told = {**answers, NATURE: nature}
    return [
        question
        for question in procedure.questions.values()
        if question.required and question.is_asked(told) and told.get(question.code) is None
    ]


def steps_asked(procedure: ProcedureFile, nature: str, answers: Mapping[str, Any]) -> list[Step]:
    """Return the steps in which something is, or may yet be, asked."""
    told = {**answers, NATURE: nature}
    return [step for step in procedure.step if any(_may_be_asked(q, step, told) for q in step.question)]


def _may_be_asked(question: Question, step: Step, told: Mapping[str, Any]) -> bool:
    when = question.when
    if when is not None and when.question != NATURE and when.question in {q.code for q in step.question}:
        return False
    return question.is_asked(dict(told))


def accepted(question: Question, value: Any) -> Any:
    """Return an answer as it is kept: text, number, or ISO day. Raises AnswerRefused."""
    if value is None or value == "":
        return None
    match question.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return _one_of(question, value)
        case Kind.DAY:
            return _day(question, value)
        case Kind.BIRTH_DATE:
            return _birth_date(question, value)
        case Kind.NUMBER:
            return _number(question, value)
        case Kind.PHOTO_CODE:
            return _shaped(question, value, PHOTO_CODE, "Ce code a vingt-deux lettres et chiffres.")
        case Kind.STAMP_NUMBER:
            return _shaped(question, value, STAMP_NUMBER, "Le numéro du timbre a seize chiffres.")
        case Kind.NAME:
            return _text(question, cleaned(str(value)))
        case _:
            return _text(question, str(value).strip())


def _one_of(question: Question, value: Any) -> str:
    if value not in question.codes:
        raise AnswerRefused(question=question.label, expected="Choisissez une des réponses.")
    return str(value)


def _day(question: Question, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        raise AnswerRefused(question=question.label, expected="Écrivez une date.") from None


def _birth_date(question: Question, value: Any) -> list[int]:
    parts = list(value) if isinstance(value, list | tuple) else []
    if len(parts) != 3 or not all(isinstance(part, int) and part >= 0 for part in parts):
        raise AnswerRefused(question=question.label, expected="Écrivez une date de naissance.")
    return parts


def _number(question: Question, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= HIGHEST:
        raise AnswerRefused(question=question.label, expected="Écrivez un nombre en chiffres.")
    return value


def _shaped(question: Question, value: Any, shape: re.Pattern[str], expected: str) -> str:
    found = _GAPS.sub("", str(value)).upper()
    if not shape.fullmatch(found):
        raise AnswerRefused(question=question.label, expected=expected)
    return found


def _text(question: Question, value: str) -> str | None:
    if len(value) > LONGEST.get(question.kind, 200):
        raise AnswerRefused(question=question.label, expected="Écrivez plus court.")
    return value or None


def said(question: Question, value: Any, *, country_name: Mapping[str, str] | None = None) -> str:
    """Return an answer in words."""
    if value is None:
        return "non répondu"
    match question.kind:
        case Kind.YES_NO:
            return "oui" if value == "yes" else "non"
        case Kind.CHOICE:
            return next((choice.words for choice in question.choices if choice.code == value), str(value))
        case Kind.DAY:
            return in_words(date.fromisoformat(value))
        case Kind.BIRTH_DATE:
            year, month, day = value
            return f"{day:02d}/{month:02d}/{year}"
        case Kind.COUNTRY:
            return (country_name or {}).get(value, str(value))
        case _:
            return str(value)
