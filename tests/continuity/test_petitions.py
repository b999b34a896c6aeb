"""What a petition does to rights: nothing while it waits or for a name; all that it gives once granted."""

from datetime import date

import pytest

from sejour.applications import services
from sejour.applications.models import Application, Extension
from sejour.applications.purposes import CorrectedField
from sejour.applications.states import State
from sejour.continuity import watch
from sejour.continuity.audit import Gap, gaps
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.selectors import rights_of
from tests.factories.renewals import AGENT, APPLICANT, PIECES, fresh, noon, renewal

pytestmark = pytest.mark.django_db
ASKED, DUE = date(2026, 12, 20), date(2027, 1, 19)
LATER = date(2027, 5, 31)


def nights(first: date, last: date) -> None:
    """Run the watch every night."""
    day = first
    while day <= last:
        watch.issue_due(day=day, at=noon(day))
        day = date.fromordinal(day.toordinal() + 1)


def waiting_for_pieces() -> Application:
    application = renewal()
    services.request_complement(
        reference=application.reference, pieces=PIECES, due_on=DUE, actor=AGENT, at=noon(ASKED)
    )
    return fresh(application)


def time_asked(application: Application) -> Extension:
    return services.ask_for_time(
        reference=application.reference,
        request_id=application.complement_requests.get().pk,
        reasons="Le consulat ferme en janvier.",
        actor=APPLICANT,
        at=noon(date(2027, 1, 10)),
    )


def time_given(extension: Extension, on: date) -> None:
    services.grant_time(
        reference=extension.request.application.reference,
        extension_id=extension.pk,
        until=LATER,
        actor=AGENT,
        at=noon(on),
    )


def uncovered(application: Application, first: date, last: date) -> list[date]:
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return [day for day in days if not rights_of(application.person, day).stay]


def test_while_time_is_asked_for_and_nobody_answers_no_document_follows_the_old_day():
    application = waiting_for_pieces()
    time_asked(application)
    nights(ASKED, date(2027, 4, 30))
    assert uncovered(application, date(2027, 1, 16), date(2027, 4, 15)) == []
    assert not rights_of(application.person, date(2027, 4, 16)).stay


@pytest.mark.parametrize("on", [date(2027, 1, 12), date(2027, 2, 10)], ids=["in time", "after the old day"])
def test_time_given_before_the_cover_ends_leaves_no_day_without_a_document(on):
    application = waiting_for_pieces()
    extension = time_asked(application)
    nights(ASKED, on)
    time_given(extension, on)
    nights(on, date(2027, 5, 31))
    assert uncovered(application, date(2027, 1, 16), date(2027, 5, 31)) == []


def test_time_given_after_the_cover_ended_gives_the_lost_days_back():
    application = waiting_for_pieces()
    extension = time_asked(application)
    on = date(2027, 5, 10)
    nights(ASKED, on)
    assert not rights_of(application.person, on).stay
    time_given(extension, on)
    nights(on, date(2027, 5, 31))
    assert uncovered(application, date(2027, 1, 16), date(2027, 5, 31)) == []
    assert ours(application) == []


def ours(application: Application) -> list[Gap]:
    return [gap for gap in gaps(on=date(2027, 5, 31)) if gap.person_id == application.person_id]


def test_an_identity_that_is_corrected_moves_no_date_and_no_document():
    application = renewal()
    nights(date(2026, 12, 17), date(2027, 1, 20))
    rights = rights_of(application.person, date(2027, 1, 20))
    documents = list(ProvisionalDocument.objects.values_list("pk", "first_day", "last_day"))
    said = {"person": application.person, "actor": APPLICANT, "at": noon(date(2027, 1, 20))}
    asked = [
        services.ask_for_correction(field=field, value=value, **said)
        for field, value in (
            (CorrectedField.FAMILY_NAME, "Dialo"),
            (CorrectedField.BIRTH_COUNTRY, "99337"),
            (CorrectedField.BORN, "1985-00-00"),
        )
    ]
    for correction in asked:
        services.accept_correction(correction_id=correction.pk, actor=AGENT, at=noon(date(2027, 1, 20)))
    again = fresh(application)
    assert (again.counts_from, again.filed_on, again.state) == (
        application.counts_from,
        application.filed_on,
        State.FILED,
    )
    assert rights_of(application.person, date(2027, 1, 20)) == rights
    assert list(ProvisionalDocument.objects.values_list("pk", "first_day", "last_day")) == documents


def test_an_objection_gives_nothing_until_it_is_accepted_and_then_all():
    application = renewal()
    nights(date(2026, 12, 17), date(2027, 1, 20))
    closed, answered = date(2027, 1, 25), date(2027, 2, 10)
    services.close_application(
        reference=application.reference, reasons="Rien reçu.", actor=AGENT, at=noon(closed)
    )
    objection = services.object_to_closing(
        reference=application.reference, reasons="Envoyé le 10.", actor=APPLICANT, at=noon(closed)
    )
    assert not rights_of(application.person, answered).stay
    services.accept_objection(
        reference=application.reference, objection_id=objection.pk, actor=AGENT, at=noon(answered)
    )
    again = fresh(application)
    assert (again.counts_from, again.closed_on) == (application.counts_from, None)
    assert uncovered(application, date(2027, 1, 16), date(2027, 4, 15)) == []
