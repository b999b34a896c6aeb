"""Attaching a foreigner number: a proof that an outsider does not have."""

import pytest
from django.urls import reverse

from sejour.identity.access import Applicant
from sejour.identity.services.people import PROOFS
from tests.factories import people
from tests.factories.days import NOON
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
ATTACH = "/mon-espace/rattacher/"
WRONG = "Ces informations ne correspondent pas ensemble."


@pytest.fixture
def person():
    found = people.person(foreigner_number="7503051080")
    permit(found, number="CST010203040")
    return found


@pytest.fixture
def newcomer(enter):
    return enter(Applicant(people.account(), None))


def proof(**changes) -> dict[str, str]:
    known = {
        "foreigner_number": "7503051080",
        "born_on": "14/03/1985",
        "permit_number": "CST010203040",
        "last_day": "21/02/2027",
    }
    return known | changes


def test_a_right_proof_attaches(newcomer, person):
    answer = newcomer.post(ATTACH, proof(), follow=True)
    assert read(answer).says("Votre titre est relié à votre compte.")
    person.refresh_from_db()
    assert person.account_id


@pytest.mark.parametrize(
    "typed",
    [
        {"foreigner_number": "75 0305 1080"},
        {"foreigner_number": "75O3O5IO8O"},
        {"foreigner_number": "75.03.05.10.80"},
        {"permit_number": "cst 010 203 040"},
        {"permit_number": "CST-010.203.040"},
        {"born_on": "14.3.1985"},
        {"born_on": "1985-03-14"},
        {"last_day": "21022027"},
    ],
)
def test_what_is_typed_in_another_way_is_understood(newcomer, person, typed):
    newcomer.post(ATTACH, proof(**typed))
    person.refresh_from_db()
    assert person.account_id


@pytest.mark.parametrize(
    "typed",
    [
        {"foreigner_number": "7503051081"},
        {"born_on": "15/03/1985"},
        {"born_on": "00/03/1985"},
        {"permit_number": "CST010203041"},
        {"last_day": "22/02/2027"},
    ],
)
def test_each_wrong_field_gives_the_same_words_and_keeps_what_was_typed(newcomer, person, typed):
    answer = newcomer.post(ATTACH, proof(**typed))
    page = read(answer)
    assert page.says(WRONG)
    assert page.form_to("").fields.items() >= proof(**typed).items()
    person.refresh_from_db()
    assert person.account_id is None


def test_all_wrong_proofs_give_one_page(enter, person):
    pages = set()
    for typed in ({"foreigner_number": "7503051081"}, {"born_on": "15/03/1985"}, {"last_day": "22/02/2027"}):
        browser = enter(Applicant(people.account(), None))
        pages.add(read(browser.post(ATTACH, proof(**typed))).text)
    assert len(pages) == 1


def test_a_person_who_has_an_account_is_told_nothing_else_than_a_wrong_proof(newcomer, person):
    people.applicant(person)
    assert read(newcomer.post(ATTACH, proof())).says(WRONG)


def test_an_unknown_day_of_birth_is_typed_as_printed(newcomer):
    found = people.person(foreigner_number="7503051080", born_day=None, born_month=None)
    permit(found, number="CST010203040")
    newcomer.post(ATTACH, proof(born_on="00/00/1985"))
    found.refresh_from_db()
    assert found.account_id


def test_wrong_proofs_are_limited(newcomer, person):
    for _ in range(PROOFS.attempts):
        assert read(newcomer.post(ATTACH, proof(last_day="22/02/2027"))).says(WRONG)
    assert read(newcomer.post(ATTACH, proof())).says("Trop d'essais. Attendez")
    person.refresh_from_db()
    assert person.account_id is None


def test_the_limit_ends(newcomer, person, frozen):
    for _ in range(PROOFS.attempts + 1):
        newcomer.post(ATTACH, proof(last_day="22/02/2027"))
    frozen.move_to(NOON + PROOFS.window)
    newcomer.post(ATTACH, proof())
    person.refresh_from_db()
    assert person.account_id


def test_strangers_who_guess_do_not_keep_the_owner_of_the_number_out(enter, newcomer, person):
    for _ in range(8):
        stranger = enter(Applicant(people.account(), None))
        for _ in range(PROOFS.attempts):
            stranger.post(ATTACH, proof(born_on="15/03/1985"))
    newcomer.post(ATTACH, proof())
    person.refresh_from_db()
    assert person.account_id


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("foreigner_number", "750305108", "Le numéro étranger a dix chiffres."),
        ("foreigner_number", "٧٥٠٣٠٥١٠٨٠", "Le numéro étranger a dix chiffres."),
        ("born_on", "mars 1985", "Écrivez la date comme sur votre titre"),
        ("last_day", "31/02/2027", "Cette date n'existe pas dans le calendrier."),
        ("permit_number", "", "Ce champ est obligatoire."),
    ],
)
def test_what_cannot_be_read_is_told_next_to_its_field_and_is_no_guess(newcomer, person, field, typed, says):
    for _ in range(PROOFS.attempts + 1):
        assert read(newcomer.post(ATTACH, proof(**{field: typed}))).says(says)
    newcomer.post(ATTACH, proof())
    person.refresh_from_db()
    assert person.account_id


def test_an_account_is_attached_once(newcomer, person):
    newcomer.post(ATTACH, proof())
    assert newcomer.post(ATTACH, proof()).url == reverse("portal:space")
