"""What a file of a procedure may say, and the checks that it passes when it is loaded."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sejour.law.kinds import PaidProcedure
from sejour.law.pieces import PIECES
from sejour.law.reading import FactError, read

NATURE = "nature"
"""The question that is always answered."""
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}", re.ASCII)
_ADDRESS = re.compile(r"[a-z][a-z0-9-]{1,59}", re.ASCII)


class ProcedureFileError(ValueError):
    """A file of a procedure cannot be used: the message says which, where and why."""


class Nature(StrEnum):
    """What an application is in law: for a permit, or for something else."""

    FIRST = "first"
    RENEWAL = "renewal"
    CHANGE_OF_GROUND = "change_of_ground"
    TRAVEL_DOCUMENT = "travel_document"
    DCEM = "dcem"
    DUPLICATE = "duplicate"
    CHANGE = "change"
    VISA_VALIDATION = "visa_validation"


PERMIT_NATURES = (Nature.FIRST, Nature.RENEWAL, Nature.CHANGE_OF_GROUND)


class Kind(StrEnum):
    """What an answer is made of."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"
    BIRTH_DATE = "birth_date"
    COUNTRY = "country"
    NAME = "name"
    NUMBER = "number"
    PHOTO_CODE = "photo_code"
    STAMP_NUMBER = "stamp_number"


class Fact(StrEnum):
    """A fact of the law that a yes answers."""

    WORK_PERMIT = "work_permit"
    LONG_STAY_VISA = "holds_long_stay_visa"


class FiledBy(StrEnum):
    """Who files: the person, or whoever has parental authority over a minor."""

    SELF = "self"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer among several: its code, its words, and what it says is asked for, where it decides that."""

    code: str
    words: str
    asks_for: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if an earlier question was answered by one of these codes: yes, no, or those of a choice.

    `nature` stands for a question that is always answered: what the application is in law.
    """

    question: str
    is_: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, why it is asked, and what an answer is made of."""

    code: str
    label: str
    kind: Kind
    why: str
    hint: str = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    tells: Fact | None = None

    @property
    def codes(self) -> frozenset[str]:
        """The codes that may answer it; none where the answer is free."""
        if self.kind is Kind.YES_NO:
            return frozenset({"yes", "no"})
        return frozenset(choice.code for choice in self.choices)

    def is_asked(self, answers: dict[str, Any]) -> bool:
        """Tell whether it is to be asked, given the answers so far."""
        return self.when is None or answers.get(self.when.question) in self.when.is_


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that stand on one page."""

    code: str
    title: str
    question: tuple[Question, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """A procedure as its file describes it.

    `asks_for`: articles of the permits that it leads to, or codes of requests of the law's list of pieces.
    `address`: its name in the addresses of pages, which never changes.
    """

    code: str
    address: str
    title: str
    summary: str
    natures: tuple[Nature, ...]
    asks_for: tuple[str, ...]
    step: tuple[Step, ...] = ()
    who: str = ""
    fee: PaidProcedure | None = None
    filed_by: FiledBy = FiledBy.SELF
    needs_permit: bool = False
    search: tuple[str, ...] = ()

    @property
    def is_for_a_permit(self) -> bool:
        """Whether a permit is asked for: then documents are owed while the application is examined."""
        return self.natures[0] in PERMIT_NATURES

    @property
    def questions(self) -> dict[str, Question]:
        """All its questions, by code."""
        return {question.code: question for step in self.step for question in step.question}

    def asked_by(self, answers: dict[str, Any], otherwise: str = "") -> str:
        """Return the article or the request that the answers ask for; else `otherwise`, else its first."""
        for question in self.questions.values():
            for choice in question.choices:
                if choice.asks_for and choice.code == answers.get(question.code):
                    return choice.asks_for
        return otherwise if otherwise in self.asks_for else self.asks_for[0]

    def step_named(self, code: str) -> Step | None:
        """Return one of its steps."""
        return next((step for step in self.step if step.code == code), None)


def read_procedure(name: str, table: dict[str, Any]) -> ProcedureFile:
    """Return the procedure that a file describes. Raises ProcedureFileError naming the file and the place."""
    try:
        found = read(ProcedureFile, table)
        _check(name, found)
    except (FactError, ValueError) as error:
        message = f"{name}: {error}"
        raise ProcedureFileError(message) from error
    return found


def _check(name: str, found: ProcedureFile) -> None:
    if found.code != name:
        raise ValueError(f"code: the file {name} describes {found.code}")
    for code in (found.code, *(step.code for step in found.step), *_question_codes(found)):
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code}: a code is made of small letters, digits and _")
    if not _ADDRESS.fullmatch(found.address):
        raise ValueError(f"{found.address}: an address is made of small letters, digits and -")
    _distinct("step", (step.code for step in found.step))
    _distinct("question", _question_codes(found))
    _check_natures(found)
    for step in found.step:
        if not step.question:
            raise ValueError(f"{step.code}: a step asks something")
    _check_questions(found)


def _check_natures(found: ProcedureFile) -> None:
    if not found.natures or not found.asks_for:
        raise ValueError("natures, asks_for: say what is asked for")
    if len({nature in PERMIT_NATURES for nature in found.natures}) > 1:
        raise ValueError("natures: a procedure leads to a permit, or it does not")
    for asked in found.asks_for:
        if asked not in PIECES.grounds and asked not in PIECES.requests:
            raise ValueError(f"asks_for: the law's list of pieces knows no {asked}")


def _check_questions(found: ProcedureFile) -> None:
    before: dict[str, frozenset[str]] = {NATURE: frozenset(nature.value for nature in found.natures)}
    for question in found.questions.values():
        if (question.kind is Kind.CHOICE) != bool(question.choices):
            raise ValueError(f"{question.code}: choices belong to a choice, and a choice has some")
        if question.tells and question.kind is not Kind.YES_NO:
            raise ValueError(f"{question.code}: {question.tells} is told by yes or no")
        _distinct(f"choice of {question.code}", (choice.code for choice in question.choices))
        for choice in question.choices:
            if choice.asks_for and choice.asks_for not in found.asks_for:
                raise ValueError(f"{choice.code}: {choice.asks_for} is not what this procedure asks for")
        _check_condition(question, before)
        before[question.code] = question.codes


def _check_condition(question: Question, before: dict[str, frozenset[str]]) -> None:
    when = question.when
    if when is None:
        return
    if when.question not in before:
        raise ValueError(f"{question.code}: {when.question} is not asked before")
    unknown = set(when.is_) - before[when.question]
    if unknown or not when.is_:
        raise ValueError(f"{question.code}: {when.question} cannot be answered by {sorted(unknown)}")


def _question_codes(found: ProcedureFile) -> Iterator[str]:
    return (question.code for step in found.step for question in step.question)


def _distinct(what: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{what} {code} stands twice")
        seen.add(code)
