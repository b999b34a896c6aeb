"""My space: what to do now and until when, at every moment of a permit's life."""

import pytest
from django.urls import reverse

from sejour.applications.advice import Moment
from sejour.continuity.services import run_watch
from sejour.law.kinds import PermitKind, Work
from tests.factories import people
from tests.factories.applications import filed
from tests.factories.days import at, in_days
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
# Days left before the end of the permit, and what the person reads.
TOLD = {
    Moment.EARLY: (200, "Rien avant le"),
    Moment.OPEN: (90, "Demandez le renouvellement de votre titre avant la fin du 23 décembre 2026."),
    Moment.LATE: (40, "Déposez dès aujourd'hui. Le délai s'est terminé le 3 novembre 2026."),
    Moment.EXPIRED: (-10, "Déposez dès aujourd'hui : votre titre est terminé depuis le 13 novembre 2026."),
    Moment.ENTRY_CONDITIONS: (
        -250,
        "Votre titre est terminé depuis trop longtemps pour un simple renouvellement.",
    ),
}


def space(enter, **fields):
    applicant = people.applicant()
    permit(applicant.person, **fields)
    return read(enter(applicant).get(reverse("portal:space")))


@pytest.mark.parametrize("moment", Moment)
def test_each_moment_says_what_to_do(enter, moment):
    days, words = TOLD[moment]
    assert space(enter, last_day=in_days(days)).says(words)


@pytest.mark.parametrize("days", [200, 90, 40, -10])
def test_whoever_may_file_has_one_button(enter, days):
    assert space(enter, last_day=in_days(days)).form_to(reverse("portal:renew"))


def test_a_long_card_that_has_ended_says_how_long_it_still_proves(enter):
    page = space(enter, last_day=in_days(-10), kind=PermitKind.CARTE_PLURIANNUELLE, years=4)
    assert page.says("votre carte expirée prouve encore vos droits jusqu'au")


def test_a_permit_asked_for_at_the_counter_says_where_and_with_what(enter):
    page = space(enter, article="L.435-1")
    assert page.says("Ce titre ne se demande pas en ligne")
    assert page.says("Passeport, ou autre preuve de nationalité avec photo")
    assert not [form for form in page.forms if form.action == reverse("portal:renew")]


def test_rights_are_told_to_their_holder_not_to_a_third_party(enter):
    page = space(enter)
    assert page.says(
        "Vous êtes en séjour régulier, au moins jusqu'au 21 février 2027. Vous pouvez travailler."
    )
    assert not page.says("Cette personne")


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (Work.NONE, "Vos documents en cours ne permettent pas de travailler."),
        (Work.LIMITED, "Vous pouvez travailler dans les limites de votre titre"),
    ],
)
def test_less_than_full_work_is_told(enter, work, words):
    assert space(enter, work=work).says(words)


def test_whoever_is_not_covered_is_told_in_plain_words(enter):
    page = space(enter, last_day=in_days(-1))
    assert page.says("nous ne connaissons aucun document en cours qui prouve votre droit au séjour")


def test_work_that_ends_before_the_stay_is_told_with_its_day(enter):
    applicant = people.applicant()
    permit(applicant.person, last_day=in_days(30), work=Work.FULL)
    permit(applicant.person, last_day=in_days(90), work=Work.NONE)
    page = read(enter(applicant).get(reverse("portal:space")))
    assert page.says("Vous pouvez travailler, au moins jusqu'au 23 décembre 2026.")


@pytest.mark.parametrize(("badge", "day"), [("à venir", 0), ("en cours", 91), ("terminée", 185)])
def test_an_attestation_says_where_it_stands(enter, frozen, badge, day):
    applicant = people.applicant()
    permit(applicant.person)
    application = filed(applicant.person)
    frozen.move_to(at(in_days(61)))
    run_watch(day=in_days(61), at=at(in_days(61)))
    frozen.move_to(at(in_days(max(day, 61))))
    page = read(enter(applicant).get(reverse("portal:documents")))
    assert page.says("Attestation de prolongation d'instruction")
    assert page.says(badge)
    assert page.says(application.reference)
