"""Objecting to a closing: once, with reasons; a signatory reopens the file, or says why not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sejour.applications import services
from sejour.applications.errors import AlreadyAnswered, AlreadyAsked, ReasonsNeeded, ReasonsTooLong
from sejour.applications.history import history_of
from sejour.applications.models import Objection
from sejour.applications.petitions import objection_delays, objection_of, objection_to_closing
from sejour.applications.states import State
from sejour.core.errors import NotFound, WrongState
from sejour.notifications.models import Message
from tests.factories.applications import AGENT, filed, holder
from tests.factories.days import NOON, at, in_days
from tests.factories.jobs import run_jobs
from tests.factories.petitions import closed, objected, proof

pytestmark = pytest.mark.django_db
ANSWER = {"actor": AGENT, "at": NOON}


@pytest.fixture
def file():
    return closed(filed(holder().person))


def accept(objection: Objection) -> Objection:
    reference = objection.application.reference
    return services.accept_objection(reference=reference, objection_id=objection.pk, **ANSWER)


def refuse(objection: Objection, answer: str = "La photo n'est pas venue.") -> Objection:
    reference = objection.application.reference
    return services.refuse_objection(reference=reference, objection_id=objection.pk, answer=answer, **ANSWER)


def test_a_file_that_is_not_closed_is_not_objected_about():
    with pytest.raises(WrongState):
        objected(filed())
    withdrawn = filed()
    services.withdraw_application(reference=withdrawn.reference, **ANSWER)
    with pytest.raises(WrongState):
        objected(withdrawn)


def test_a_closing_is_objected_to_once_even_after_a_refusal(file):
    objection = objected(file)
    with pytest.raises(AlreadyAsked):
        objected(file)
    refuse(objection)
    with pytest.raises(AlreadyAsked):
        objected(file)
    assert Objection.objects.count() == 1


@pytest.mark.parametrize("typed", ["", " \n", "\0\0"])
def test_an_objection_has_reasons(file, typed):
    with pytest.raises(ReasonsNeeded):
        objected(file, reasons=typed)


def test_reasons_have_a_length(file):
    with pytest.raises(ReasonsTooLong):
        objected(file, reasons="é" * 2001)
    assert objected(file, reasons="é" * 2000)


def test_an_unknown_file_and_another_files_objection_are_not_found(file):
    objection = objected(file)
    other = closed(filed())
    with pytest.raises(NotFound):
        services.object_to_closing(reference="AAAAA-AAAAA", reasons="Non", **ANSWER)
    with pytest.raises(NotFound):
        services.accept_objection(reference=other.reference, objection_id=objection.pk, **ANSWER)
    with pytest.raises(NotFound):
        objection_of(other, objection.pk)


def test_the_first_answer_is_kept(file):
    objection = objected(file)
    refuse(objection)
    with pytest.raises(AlreadyAnswered):
        accept(objection)
    file.refresh_from_db()
    assert file.state == State.CLOSED


def test_an_objection_that_is_refused_says_why(file):
    objection = objected(file)
    with pytest.raises(ReasonsNeeded):
        refuse(objection, "  ")
    assert Objection.objects.get().is_waiting


def test_an_accepted_objection_reopens_the_file_with_its_date(file):
    accept(objected(file, file=proof(file.person)))
    before = file.counts_from
    file.refresh_from_db()
    assert (file.state, file.counts_from, file.closed_on) == (State.UNDER_INSTRUCTION, before, None)
    reopened, accepted, made = [
        line.sentence for line in history_of(file.reference) if "Document" not in line.sentence
    ][:3]
    assert (accepted, made) == (
        "La contestation de la clôture est acceptée.",
        "La clôture du dossier est contestée.",
    )
    assert reopened == "Dossier rouvert, avec sa date de dépôt."


def test_a_file_closed_again_may_be_objected_about_again(file):
    accept(objected(file))
    assert objection_to_closing(file) is None
    again = objected(closed(file))
    assert objection_to_closing(closed_again(file)) == again


def closed_again(file):
    file.refresh_from_db()
    return file


def test_an_objection_to_a_closing_that_is_over_is_not_answered_any_more(file):
    objection = objected(file)
    services.annul(reference=file.reference, **ANSWER)
    with pytest.raises(WrongState):
        refuse(objection)


def test_silence_and_the_court_have_their_days(file):
    delays = objection_delays(objected(file, at=at(in_days(10))))
    assert (delays.answer_by, delays.court_until) == (date(2027, 2, 3), date(2027, 4, 5))


def test_the_person_is_told_that_it_is_received_and_what_is_answered(file, frozen):
    objection = objected(file)
    refuse(objection, "Rien n'est arrivé <avant> le 3.")
    run_jobs("notices")
    assert "Sans réponse le 23 janvier 2027" in Message.objects.get(notice="objection_received").text
    assert "Rien n'est arrivé <avant> le 3." in Message.objects.get(notice="objection_refused").text


def test_whoever_is_heard_is_told_that_the_file_is_open_again(file, frozen):
    accept(objected(file))
    run_jobs("notices")
    assert Message.objects.filter(notice="application_reopened").count() == 1


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "accepted"}, "objection_is_answered_at_an_instant"),
        (
            {"state": "refused", "answered_at": NOON, "answered_by": "agent 1"},
            "objection_is_refused_with_reasons",
        ),
    ],
)
def test_the_database_refuses_an_impossible_objection(file, values, constraint):
    objection = objected(file)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**values)
