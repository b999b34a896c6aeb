"""A second extract: what is known stays, what is newer replaces, what was missing is filled in."""

from datetime import date

import pytest

from sejour.identity.models import Person
from sejour.legacy.models import Anomaly
from sejour.legacy.services import contests
from sejour.permits.models import Permit
from tests.factories.permits import permit as held
from tests.legacy.extracts import A_WEEK_EARLIER, A_WEEK_LATER, ON, another, line, outcome_of, take

pytestmark = pytest.mark.django_db

CONTACT = {
    "adresse": ("1 rue Pasteur", "address"),
    "complement": ("escalier B", "address_complement"),
    "code_postal": ("69003", "postal_code"),
    "commune": ("Lyon", "city"),
    "departement": ("69", "prefecture_id"),
    "courriel": ("autre@exemple.invalid", "email"),
    "telephone": ("+33699999999", "phone"),
    "langue": ("ar", "language"),
    "nom_usage": ("BALDE", "usage_name"),
    "nationalite": ("99350", "nationality"),
    "pays_naissance": ("99350", "birth_country"),
    "sexe": ("M", "sex"),
}


@pytest.fixture(autouse=True)
def known():
    """Import one person with one permit."""
    return take(line())


def test_the_same_line_is_known():
    assert outcome_of(take(line())) == {"known": 1}
    assert (Person.objects.count(), Permit.objects.count()) == (1, 1)


def test_the_same_line_twice_is_known_once():
    assert outcome_of(take(line(), line())) == {"known": 1, "duplicates": 1}


def test_a_permit_is_known_since_the_extract_that_brought_it():
    take(line(), on=A_WEEK_LATER)
    assert Permit.objects.get().known_on == ON


def test_a_new_permit_of_a_known_person_is_taken():
    assert outcome_of(take(line(numero_titre="B"), on=A_WEEK_LATER)) == {"taken": 1}
    assert list(Permit.objects.order_by("pk").values_list("known_on", flat=True)) == [ON, A_WEEK_LATER]


@pytest.mark.parametrize(("column", "change"), CONTACT.items(), ids=CONTACT)
def test_a_newer_extract_replaces_how_to_reach_a_person(column, change):
    value, field = change
    done = take(line(**{column: value}), on=A_WEEK_LATER)
    person = Person.objects.get()
    assert (getattr(person, field), person.contact_as_of) == (value, A_WEEK_LATER)
    assert outcome_of(done) == {"known": 1}


@pytest.mark.parametrize("on", [A_WEEK_EARLIER, ON], ids=["older", "of the same day"])
@pytest.mark.parametrize(("column", "change"), CONTACT.items(), ids=CONTACT)
def test_an_extract_that_is_no_newer_overwrites_nothing(column, change, on):
    value, field = change
    before = Person.objects.values().get()
    take(line(**{column: value}), on=on)
    assert getattr(Person.objects.get(), field) != value
    assert Person.objects.values().get() == before


def test_what_a_person_told_us_since_is_kept():
    Person.objects.update(email="moi@exemple.fr", contact_as_of=date(2026, 12, 1))
    take(line(), on=A_WEEK_LATER)
    assert Person.objects.get().email == "moi@exemple.fr"


def test_what_a_newer_extract_leaves_empty_is_kept():
    empty = dict.fromkeys(
        ("adresse", "complement", "code_postal", "commune", "courriel", "telephone", "langue"), ""
    )
    before = Person.objects.values().get()
    take(line(**empty, sexe="", nationalite=""), on=A_WEEK_LATER)
    assert Person.objects.values().get() == before | {"contact_as_of": A_WEEK_LATER}


def test_an_address_that_cannot_work_does_not_replace_one_that_may():
    take(line(courriel="a@"), on=A_WEEK_LATER)
    assert Person.objects.get().email == "aminata@exemple.invalid"
    assert Anomaly.objects.open().get().code == "unusable_email"


def test_a_departement_without_prefecture_leaves_a_person_to_theirs():
    take(line(departement="00"), on=A_WEEK_LATER)
    person = Person.objects.get()
    assert (person.prefecture_id, person.departement) == ("75", "75")


def test_a_new_name_in_use_is_found_by_search():
    take(line(nom_usage="BALDÉ"), on=A_WEEK_LATER)
    assert Person.objects.get().search_name == "DIALLO BALDE AMINATA"


def test_the_search_goes_on_by_the_known_spelling_when_an_extract_says_less():
    take(line(prenoms="", nom="diallo", nom_usage="BALDÉ"), on=A_WEEK_LATER)
    person = Person.objects.get()
    assert (person.search_name, person.given_names) == ("DIALLO BALDE AMINATA", "Aminata")


@pytest.mark.parametrize(
    "spelling",
    [
        {"nom": "Diallo"},
        {"nom": "DIALLÓ"},
        {"prenoms": "AMINATA"},
        {"prenoms": "-"},
        {"date_naissance": "00/00/1985"},
    ],
)
def test_another_spelling_of_a_known_person_is_that_person(spelling):
    done = take(line(numero_titre="B", **spelling), on=A_WEEK_LATER)
    assert outcome_of(done) == {"taken": 1}
    person = Person.objects.get()
    assert (person.family_name, person.given_names, person.born_day) == ("DIALLO", "Aminata", 14)


@pytest.mark.parametrize("on", [A_WEEK_EARLIER, ON, A_WEEK_LATER], ids=str)
def test_a_hand_over_may_come_later(on):
    take(another(1, remise_le=""))
    assert Anomaly.objects.open().get().code == "handover_not_recorded"
    done = take(another(1, remise_le="15/02/2026"), on=on)
    assert Permit.objects.get(person__foreigner_number="7600000001").handed_over_on == date(2026, 2, 15)
    assert (done.counts["hand_overs"], done.counts["closed_anomalies"]) == (1, 1)


def test_a_recorded_hand_over_is_never_changed_nor_forgotten():
    take(line(remise_le="20/03/2026"), on=A_WEEK_LATER)
    take(line(remise_le=""), on=date(2026, 12, 7))
    assert Permit.objects.get().handed_over_on == date(2026, 2, 12)
    assert not Anomaly.objects.exists()


def test_a_card_that_the_platform_handed_over_gets_its_number_from_the_register():
    person = Person.objects.get()
    card = held(person, last_day=date(2027, 2, 1))
    card.number = None
    card.save()
    Permit.objects.exclude(pk=card.pk).delete()
    assert outcome_of(take(line())) == {"known": 1}
    assert Permit.objects.get().number == "CST010000001"


def test_two_cards_alike_get_a_number_each():
    person = Person.objects.get()
    for _ in range(2):
        card = held(person, last_day=date(2028, 2, 1), years=1)
        card.number = None
        card.save()
    same = {"date_debut": "02/02/2027", "date_fin": "01/02/2028"}
    done = take(line(numero_titre="A", **same), line(numero_titre="B", **same), on=A_WEEK_LATER)
    assert outcome_of(done) == {"known": 2}
    assert set(Permit.objects.values_list("number", flat=True)) == {"CST010000001", "A", "B"}
    again = take(line(numero_titre="A", **same), line(numero_titre="B", **same), on=A_WEEK_LATER)
    assert outcome_of(again) == {"known": 2}


def test_any_number_of_lines_may_be_contested(monkeypatch):
    monkeypatch.setattr(contests, "PAGE", 2)
    spellings = [line(nom="diallo", numero_titre=f"A{n}") for n in range(5)]
    conflicts = [line(nom="TRAORE", numero_titre=f"B{n}") for n in range(5)]
    assert outcome_of(take(*spellings, *conflicts)) == {"taken": 5, "refused": 5}


def test_a_refused_line_of_a_known_person_changes_nothing():
    before = Person.objects.values().get()
    take(line(date_fin="01/02/2030", adresse="ailleurs"), on=A_WEEK_LATER)
    assert Person.objects.values().get() == before
