"""More time to send pieces: once, while some is left, granted or refused; the day moves with it alone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sejour.applications import services
from sejour.applications.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    ReasonsNeeded,
    ReasonsTooLong,
    TimeLimitTooShort,
    TooLateToAsk,
)
from sejour.applications.history import history_of
from sejour.applications.models import Application, Extension, Outcome
from sejour.applications.petitions import extension_of
from sejour.applications.selectors import incomplete_since, silence
from sejour.core.errors import NotFound, WrongState
from sejour.notifications.models import Message
from tests.factories.applications import AGENT, APPLICANT, asked, decided, filed, give, holder
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.jobs import run_jobs

pytestmark = pytest.mark.django_db
LATER = in_days(60)
WHY = "Le consulat donne le passeport en janvier."
HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "{{ settings.SECRET_KEY }}",
    "\u202eà l'envers",
]


@pytest.fixture
def file() -> Application:
    return asked(filed(holder().person), "photo")


def ask_for(file: Application, **changed) -> Extension:
    known = {"request_id": file.complement_requests.get().pk, "reasons": WHY, "actor": APPLICANT, "at": NOON}
    return services.ask_for_time(reference=file.reference, **known | changed)


def grant(extension: Extension, until: date = LATER, **changed) -> Extension:
    known = {"until": until, "actor": AGENT, "at": NOON}
    reference = extension.request.application.reference
    return services.grant_time(reference=reference, extension_id=extension.pk, **known | changed)


def refuse(extension: Extension, **changed) -> Extension:
    known = {"answer": "La pièce est à votre disposition.", "actor": AGENT, "at": NOON}
    reference = extension.request.application.reference
    return services.refuse_time(reference=reference, extension_id=extension.pk, **known | changed)


# What is refused ------------------------------------------------------------------------------


def test_time_is_asked_for_once(file):
    ask_for(file)
    with pytest.raises(AlreadyAsked):
        ask_for(file, reasons="Encore")
    assert Extension.objects.get().reasons == WHY


def test_time_that_was_refused_is_not_asked_for_again(file):
    refuse(ask_for(file))
    with pytest.raises(AlreadyAsked):
        ask_for(file)


@pytest.mark.parametrize("typed", ["", "  \n ", "\0"])
def test_time_is_asked_for_with_a_reason(file, typed):
    with pytest.raises(ReasonsNeeded):
        ask_for(file, reasons=typed)
    assert not Extension.objects.exists()


def test_a_reason_has_a_length(file):
    with pytest.raises(ReasonsTooLong):
        ask_for(file, reasons="a" * 2001)
    assert ask_for(file, reasons="a" * 2000)


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_reason_is_kept_as_it_was_typed(file, typed):
    assert Extension.objects.get(pk=ask_for(file, reasons=typed).pk).reasons == typed


def test_on_the_last_day_time_is_asked_for_and_on_the_day_after_it_is_too_late(file):
    with pytest.raises(TooLateToAsk):
        ask_for(file, at=at(in_days(31)))
    assert ask_for(file, at=at(in_days(30), hour=22))


def test_time_is_not_asked_for_pieces_that_came_or_a_file_that_is_over(file):
    give(file, "photo")
    services.answer_complement(reference=file.reference, actor=APPLICANT, at=NOON)
    with pytest.raises(WrongState):
        ask_for(file)
    refused = asked(filed(), "photo")
    decided(refused, Outcome.REFUSED)
    with pytest.raises(WrongState):
        ask_for(refused)


def test_a_request_of_another_file_is_not_found(file):
    other = asked(filed(), "photo")
    with pytest.raises(NotFound):
        ask_for(file, request_id=other.complement_requests.get().pk)
    with pytest.raises(NotFound):
        services.grant_time(
            reference=file.reference,
            extension_id=ask_for(other).pk,
            until=in_days(60),
            actor=AGENT,
            at=NOON,
        )
    with pytest.raises(NotFound):
        extension_of(file, Extension.objects.get().pk)


@pytest.mark.parametrize("days", [30, 29, -1])
def test_time_is_given_until_a_later_day(file, days):
    extension = ask_for(file)
    with pytest.raises(TimeLimitTooShort):
        grant(extension, until=in_days(days))
    assert Extension.objects.get().is_waiting


def test_time_is_not_given_until_a_day_gone_by(file):
    extension = ask_for(file)
    with pytest.raises(TimeLimitTooShort):
        grant(extension, until=in_days(35), at=at(in_days(40)))


def test_the_first_answer_is_kept(file):
    extension = ask_for(file)
    grant(extension)
    with pytest.raises(AlreadyAnswered):
        refuse(extension)
    with pytest.raises(AlreadyAnswered):
        grant(extension, until=in_days(90))
    assert Extension.objects.get().granted_until == in_days(60)


def test_a_refusal_says_why(file):
    extension = ask_for(file)
    with pytest.raises(ReasonsNeeded):
        refuse(extension, answer=" ")
    assert Extension.objects.get().is_waiting


def test_pieces_that_came_meanwhile_need_no_time(file):
    extension = ask_for(file)
    give(file, "photo")
    services.answer_complement(reference=file.reference, actor=APPLICANT, at=NOON)
    with pytest.raises(WrongState):
        grant(extension)


# What it changes ------------------------------------------------------------------------------


def test_while_nobody_has_answered_the_day_is_what_it_was(file):
    before = silence(file)
    ask_for(file)
    assert file.complement_requests.get().due_on == in_days(30)
    assert silence(file) == before
    assert incomplete_since(file, in_days(31)) == in_days(31)


def test_time_given_moves_the_day_and_the_old_one_is_kept(file):
    extension = grant(ask_for(file), answer="D'accord.")
    request = file.complement_requests.get()
    assert (request.due_on, extension.due_before) == (in_days(60), in_days(30))
    assert incomplete_since(file, in_days(31)) is None
    assert incomplete_since(file, in_days(61)) == in_days(61)
    assert (extension.answer, extension.answered_by) == ("D'accord.", AGENT.name)


def test_time_refused_leaves_the_day(file):
    refuse(ask_for(file))
    assert file.complement_requests.get().due_on == in_days(30)


def test_the_history_says_it_in_words(file):
    grant(ask_for(file))
    granted, asked_for = history_of(file.reference)[:2]
    assert granted.sentence == "Délai accordé : les pièces sont attendues jusqu'au 22 janvier 2027."
    assert asked_for.sentence == "Un délai est demandé pour envoyer des pièces."


def test_the_person_is_told_of_the_answer(file, frozen):
    grant(ask_for(file), answer="Apportez aussi l'ancien passeport.")
    run_jobs("notices")
    letter = Message.objects.get(notice="extension_granted")
    assert letter.subject == "Vous avez jusqu'au 22 janvier 2027 pour envoyer vos pièces"
    assert "Apportez aussi l'ancien passeport." in letter.text


def test_the_person_is_told_why_not(file, frozen):
    refuse(ask_for(file))
    run_jobs("notices")
    assert "La pièce est à votre disposition." in Message.objects.get(notice="extension_refused").text


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"granted_until": in_days(40)}, "extension_is_granted_until_a_later_day"),
        (
            {"state": "refused", "answered_at": NOON, "answered_by": "agent 1"},
            "extension_is_refused_with_reasons",
        ),
        ({"answered_by": "agent 1"}, "extension_is_answered_at_an_instant"),
        ({"state": "refused", "answer": "Non"}, "extension_is_answered_at_an_instant"),
    ],
)
def test_the_database_refuses_an_impossible_answer(file, values, constraint):
    extension = ask_for(file)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(**values)


def test_a_day_of_the_place_is_the_day_that_counts():
    overseas = asked(filed(holder(prefecture="971").person), "photo")
    night = at(TODAY + timedelta(days=31), hour=2)
    assert ask_for(overseas, at=night)
