"""Two answers, or two clicks, at the same instant: both wait at the same row, and the first one stands."""

from collections.abc import Callable

import pytest
from django.db import transaction

from sejour.applications import services
from sejour.applications.errors import AlreadyAnswered, AlreadyAsked
from sejour.applications.models import Application, CorrectionRequest, Extension, Objection
from sejour.applications.purposes import CorrectedField
from sejour.core.errors import Refusal
from sejour.identity.models import Person
from tests.factories.applications import AGENT, APPLICANT, asked, filed
from tests.factories.days import NOON, in_days
from tests.factories.threads import InThread

pytestmark = pytest.mark.usefixtures("committed")
ANSWER = {"actor": AGENT, "at": NOON}
SAID = {"actor": APPLICANT, "at": NOON}


def at_once(row: Application | Person, *acts: Callable[[], object]) -> list[type]:
    """Perform acts that all come to a row before any may go on; return the sort of what each gave."""
    with transaction.atomic():
        type(row).objects.select_for_update().get(pk=row.pk)
        running = [InThread(act) for act in acts]
        for one in running:
            one.ends_or_waits()
        assert [outcome(one) for one in running if one.is_over] == [], "they did not all come to the row"
    return [outcome(one) for one in running]


def outcome(one: InThread) -> type:
    try:
        return type(one.result())
    except Refusal as refusal:
        return type(refusal)


def closed() -> Application:
    return services.close_application(reference=filed().reference, reasons="Rien reçu.", **ANSWER)


def test_two_clicks_ask_for_time_once():
    file = asked(filed(), "photo")
    said = {
        "reference": file.reference,
        "request_id": file.complement_requests.get().pk,
        "reasons": "Attente",
    }
    act = lambda: services.ask_for_time(**said, **SAID)  # noqa: E731
    assert set(at_once(file, act, act)) == {Extension, AlreadyAsked}


def test_two_agents_give_one_answer_about_time():
    file = asked(filed(), "photo")
    request = file.complement_requests.get()
    asked_for = services.ask_for_time(
        reference=file.reference, request_id=request.pk, reasons="Attente", **SAID
    )
    said = {"reference": file.reference, "extension_id": asked_for.pk, **ANSWER}
    found = at_once(
        file,
        lambda: services.grant_time(**said, until=in_days(60)),
        lambda: services.refuse_time(**said, answer="Non."),
    )
    assert set(found) == {Extension, AlreadyAnswered}


def test_two_clicks_object_once():
    file = closed()
    act = lambda: services.object_to_closing(reference=file.reference, reasons="Erreur", **SAID)  # noqa: E731
    assert set(at_once(file, act, act)) == {Objection, AlreadyAsked}


def test_two_signatories_give_one_answer_to_an_objection():
    file = closed()
    made = services.object_to_closing(reference=file.reference, reasons="Erreur", **SAID)
    said = {"reference": file.reference, "objection_id": made.pk, **ANSWER}
    found = at_once(
        file,
        lambda: services.accept_objection(**said),
        lambda: services.refuse_objection(**said, answer="Non."),
    )
    assert set(found) == {Objection, AlreadyAnswered}


def test_two_clicks_ask_for_a_correction_once():
    person = filed().person
    said = {"person": person, "field": CorrectedField.FAMILY_NAME, "value": "Dialo"}
    act = lambda: services.ask_for_correction(**said, **SAID)  # noqa: E731
    assert set(at_once(person, act, act)) == {CorrectionRequest, AlreadyAsked}


def test_two_agents_give_one_answer_to_a_correction():
    person = filed().person
    made = services.ask_for_correction(person=person, field=CorrectedField.FAMILY_NAME, value="Dialo", **SAID)
    found = at_once(
        person,
        lambda: services.accept_correction(correction_id=made.pk, **ANSWER),
        lambda: services.refuse_correction(correction_id=made.pk, answer="Non.", **ANSWER),
    )
    assert set(found) == {CorrectionRequest, AlreadyAnswered}
