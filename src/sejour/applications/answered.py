"""What was answered in an application, and corrected since, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sejour.applications.models import Application
from sejour.applications.procedures.answers import missing, said, steps_asked
from sejour.applications.procedures.catalogue import procedures
from sejour.applications.procedures.reading import NATURE, ProcedureFile, Question, Step
from sejour.territory import selectors as territory


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer, in words."""

    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A step with what was answered."""

    step: Step
    lines: tuple[Said, ...]


def answers_said(application: Application) -> list[StepSaid]:
    """Return what was answered in each step of a filing, in words."""
    procedure = procedures().get(application.form)
    if procedure is None:
        return []
    told = {**application.answers, NATURE: application.procedure}
    names = dict(territory.countries())
    return [
        StepSaid(
            step,
            tuple(
                Said(question.label, said(question, told.get(question.code), country_name=names))
                for question in step.question
                if question.is_asked(told)
            ),
        )
        for step in steps_asked(procedure, application.procedure, application.answers)
    ]


def unanswered(application: Application) -> list[Question]:
    """Return the questions of a filing that must be answered, and are not."""
    procedure = procedures().get(application.form)
    return missing(procedure, application.procedure, application.answers) if procedure else []


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose answer was corrected."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionSaid:
    """A correction: when, and what was changed into what."""

    made_at: datetime
    lines: tuple[Changed, ...]


def corrections_said(application: Application) -> list[CorrectionSaid]:
    """Return what a person corrected after the filing, newest first."""
    procedure = procedures().get(application.form)
    if procedure is None:
        return []
    names = dict(territory.countries())
    return [
        CorrectionSaid(
            correction.made_at, tuple(_changed(procedure, correction.before, correction.after, names))
        )
        for correction in application.corrections.order_by("-made_at", "-id")
    ]


def _changed(
    procedure: ProcedureFile, before: dict[str, Any], after: dict[str, Any], names: dict[str, str]
) -> list[Changed]:
    return [
        Changed(
            question.label,
            said(question, before.get(code), country_name=names),
            said(question, after.get(code), country_name=names),
        )
        for code, question in procedure.questions.items()
        if code in before or code in after
    ]
