"""Procedures followed step by step: started from their file, answered, corrected until the decision."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from sejour.applications.errors import AlreadyBegun, UnknownProcedure
from sejour.applications.events import FilingReassessed
from sejour.applications.facts import held_at_filing
from sejour.applications.models import Application, Correction, Procedure
from sejour.applications.procedures.answers import asked_of, kept
from sejour.applications.procedures.catalogue import procedures
from sejour.applications.procedures.reading import Nature, ProcedureFile
from sejour.applications.services._acts import Act, locked
from sejour.applications.services.draft import start_application
from sejour.applications.services.file import assess
from sejour.applications.states import OPEN, State
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import WrongState
from sejour.identity.models import Person
from sejour.permits.selectors import permits_of
from sejour.territory.selectors import zone_of


def procedure_named(code: str) -> ProcedureFile:
    """Return a procedure. Raises UnknownProcedure."""
    found = procedures().get(code)
    if found is None:
        raise UnknownProcedure
    return found


def nature_of(procedure: ProcedureFile, person: Person, on: date) -> Nature:
    """Return what asking for it is in law for a person on a day: renewal, change of ground, first permit."""
    held = held_at_filing(list(permits_of(person)), on)
    if held is None:
        nature = Nature.FIRST
    elif held.article in procedure.asks_for:
        nature = Nature.RENEWAL
    else:
        nature = Nature.CHANGE_OF_GROUND
    return nature if nature in procedure.natures else procedure.natures[0]


@transaction.atomic
def start_procedure(*, person: Person, code: str, actor: Actor, at: datetime) -> Application:
    """Start the draft of a procedure, or return the one that the person has. Raises UnknownProcedure."""
    procedure = procedure_named(code)
    on = day_of(at, zone_of(person.prefecture))
    # One at a time for one person: a double click finds the draft that the first one made.
    Person.objects.select_for_update().get(pk=person.pk)
    known = Application.objects.filter(person=person, form=code, state=State.DRAFT).first()
    if known is not None:
        return known
    nature = nature_of(procedure, person, on)
    held = held_at_filing(list(permits_of(person)), on)
    draft = start_application(
        person=person,
        procedure=Procedure(nature.value),
        article=procedure.asked_by({}, held.article if held else ""),
        actor=actor,
        at=at,
    )
    draft.form = code
    draft.save(update_fields=["form"])
    return draft


@transaction.atomic
def answer_step(
    *, reference: str, step: str, answers: dict[str, Any], actor: Actor, at: datetime
) -> Application:
    """Keep the answers of a step: in a draft as they come, after the filing as a correction of its own.

    `answers` holds what was typed, by question; a question that is no longer asked is forgotten. Raises
    WrongState once a decision is made, AnswerRefused, AlreadyBegun, UnknownProcedure.
    """
    application = locked(reference)
    if State(application.state) not in (State.DRAFT, *OPEN):
        raise WrongState
    procedure = procedure_named(application.form)
    found = procedure.step_named(step)
    if found is None:
        raise UnknownProcedure
    before = application.answers
    after = kept(procedure, application.procedure, {**before, **asked_of(found, answers)})
    if after == before:
        return application
    application.answers = after
    changed = _understand(application, procedure)
    application.save()
    act = Act(application, actor, at)
    fields = sorted(code for code in {*before, *after} if before.get(code) != after.get(code))
    if application.is_draft:
        act.write("answers_saved", fields=fields)
        return application
    Correction.objects.create(
        application=application,
        step=step,
        before={code: before.get(code) for code in fields},
        after={code: after.get(code) for code in fields},
        made_at=at,
    )
    act.write("answers_corrected", fields=fields)
    if changed:
        assess(application)
        application.save()
        act.tell(FilingReassessed)
    return application


def _understand(application: Application, procedure: ProcedureFile) -> bool:
    """Read in the answers what is asked for, and the facts of the law; tell whether that changed."""
    article = procedure.asked_by(application.answers, application.article)
    # An answer to a question that is not asked any more was forgotten: its fact holds no longer.
    facts = {
        question.tells.value: application.answers.get(question.code) == "yes"
        for question in procedure.questions.values()
        if question.tells
    }
    changed = article != application.article or any(
        getattr(application, name) != value for name, value in facts.items()
    )
    if article != application.article and application.is_draft:
        _refuse_second_draft(application, article)
    application.article = article
    for name, value in facts.items():
        setattr(application, name, value)
    return changed


def _refuse_second_draft(application: Application, article: str) -> None:
    others = Application.objects.filter(
        person_id=application.person_id,
        procedure=application.procedure,
        article=article,
        state=State.DRAFT,
    ).exclude(pk=application.pk)
    if others.exists():
        raise AlreadyBegun
