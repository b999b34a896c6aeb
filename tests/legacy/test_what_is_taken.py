"""What a line says, in our words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.identity.models import Person
from sejour.identity.services.people import search_name
from sejour.law.tables.articles import ARTICLES
from sejour.legacy import values
from sejour.legacy.values import KINDS, is_usable_email
from sejour.permits.models import Permit
from tests.legacy.extracts import ON, another, line, outcome_of, take

pytestmark = pytest.mark.django_db


def permit_of(**changes):
    take(line(**changes))
    return Permit.objects.get()


def person_of(**changes):
    take(line(**changes))
    return Person.objects.get()


def test_a_person_is_entered_with_everything_that_the_line_says():
    person = person_of(
        nom_usage="BALDÉ",
        complement="chez M. Ba",
        commune_naissance="",
        langue="FR",
        prenoms=" Aminata  Aïssatou",
    )
    assert {
        name: getattr(person, name)
        for name in (
            "foreigner_number",
            "family_name",
            "usage_name",
            "given_names",
            "sex",
            "born_on_text",
            "birth_country",
            "nationality",
            "address",
            "address_complement",
            "postal_code",
            "city",
            "departement",
            "prefecture_id",
            "email",
            "phone",
            "language",
            "contact_as_of",
            "search_name",
        )
    } == {
        "foreigner_number": "7500000001",
        "family_name": "DIALLO",
        "usage_name": "BALDÉ",
        "given_names": "Aminata Aïssatou",
        "sex": "F",
        "born_on_text": "14/03/1985",
        "birth_country": "99341",
        "nationality": "99341",
        "address": "12 rue des Lilas",
        "address_complement": "chez M. Ba",
        "postal_code": "75011",
        "city": "Paris",
        "departement": "75",
        "prefecture_id": "75",
        "email": "aminata@exemple.invalid",
        "phone": "+33612345678",
        "language": "fr",
        "contact_as_of": ON,
        "search_name": "DIALLO BALDE AMINATA AISSATOU",
    }


def test_a_permit_is_entered_with_everything_that_the_line_says():
    permit = permit_of()
    assert (permit.number, permit.kind, permit.article, permit.work, permit.years) == (
        "CST010000001",
        "carte_temporaire",
        "L.423-1",
        "full",
        1,
    )
    assert (permit.first_day, permit.last_day) == (date(2026, 2, 2), date(2027, 2, 1))
    assert (permit.known_on, permit.handed_over_on) == (ON, date(2026, 2, 12))


@pytest.mark.parametrize(("written", "kind"), KINDS.items())
def test_each_type_has_its_kind(written, kind):
    assert permit_of(type_titre=written).kind == kind


@pytest.mark.parametrize("article", sorted(ARTICLES.long_term_union))
def test_a_resident_card_on_a_ground_of_the_union_is_a_long_term_resident_card(article):
    assert permit_of(type_titre="CR", article=article).kind == "carte_resident_longue_duree_ue"


def test_a_ground_of_the_union_changes_no_other_card():
    assert permit_of(type_titre="CSP", article="L.421-12").kind == "carte_pluriannuelle"


@pytest.mark.parametrize(("written", "work"), [("oui", "full"), ("non", "none"), ("964h", "limited")])
def test_each_right_to_work_has_its_word(written, work):
    assert permit_of(autorise_travail=written).work == work


@pytest.mark.parametrize("written", ["L. 423-1", "l.423-1", "L423-1"])
def test_an_article_has_one_spelling(written):
    assert permit_of(article=written).article == "L.423-1"


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("02/02/2026", "01/02/2027", 1),
        ("02/02/2026", "31/01/2027", 0),
        ("29/02/2024", "26/02/2025", 0),
        ("29/02/2024", "27/02/2025", 1),
        ("01/03/2017", "28/02/2027", 10),
    ],
)
def test_years_are_whole_years(first, last, years):
    assert permit_of(date_debut=first, date_fin=last).years == years


@pytest.mark.parametrize(
    ("nom", "prenoms", "names"),
    [
        ("SURYANTO", "", ("SURYANTO", "")),
        ("SURYANTO", "XXX", ("SURYANTO", "")),
        ("SURYANTO", "SP", ("SURYANTO", "")),
        ("SURYANTO", "-", ("SURYANTO", "")),
        ("", "Suryanto", ("Suryanto", "")),
        ("عبد الله محمد", "آدم", ("عبد الله محمد", "آدم")),
        ("O’NEILL-D'ARC", "Zoé", ("O’NEILL-D'ARC", "Zoé")),
    ],
)
def test_people_bear_one_name_or_many(nom, prenoms, names):
    person = person_of(nom=nom, prenoms=prenoms)
    assert (person.family_name, person.given_names) == names


@pytest.mark.parametrize(
    ("written", "born"),
    [("00/00/1992", (1992, None, None)), ("00/11/1985", (1985, 11, None)), ("15/00/1985", (1985, None, 15))],
)
def test_an_unknown_day_of_birth_stays_unknown(written, born):
    person = person_of(date_naissance=written)
    assert (person.born_year, person.born_month, person.born_day) == born


def test_several_permits_of_one_person_come_in_any_order():
    done = take(
        line(numero_titre="B", date_debut="02/02/2026", date_fin="01/02/2027"),
        another(1),
        line(numero_titre="A", date_debut="02/02/2025", date_fin="01/02/2026"),
    )
    assert outcome_of(done) == {"taken": 3}
    assert (Person.objects.count(), Permit.objects.count()) == (2, 3)


def test_the_first_line_of_a_person_says_how_to_reach_them():
    take(line(numero_titre="B", commune="Lyon"), line(numero_titre="A", commune="Paris"))
    assert Person.objects.get().city == "Lyon"


def test_the_same_line_twice_counts_once():
    assert outcome_of(take(line(), another(1), line())) == {"taken": 2, "duplicates": 1}


@pytest.mark.parametrize(
    "spelling",
    [
        {"nom": "diallo"},
        {"nom": "DIALLÓ"},
        {"prenoms": "AMINATA"},
        {"prenoms": ""},
        {"date_naissance": "00/03/1985"},
    ],
)
def test_two_spellings_of_one_person_are_no_conflict(spelling):
    done = take(line(), line(numero_titre="B", **spelling))
    assert outcome_of(done) == {"taken": 2}
    assert Person.objects.get().family_name == "DIALLO"


def test_a_hyphen_makes_no_other_person():
    assert outcome_of(take(line(nom="BEN-ALI"), line(nom="BEN ALI", numero_titre="B"))) == {"taken": 2}


def test_a_backslash_a_quote_and_a_tab_go_through_unharmed():
    take(line(adresse='12 "bis"\\N rue \\x41', complement="chez\tM. Ba"))
    person = Person.objects.get()
    assert (person.address, person.address_complement) == ('12 "bis"\\N rue \\x41', "chez M. Ba")


@pytest.mark.parametrize(
    "address",
    ["a@b.fr", "a.b+c@exemple.co.uk", "o'neill@exemple.fr", "usager1@exemple.invalid", "é@exemple.fr"],
)
def test_an_address_that_may_work_is_usable(address):
    assert is_usable_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "inconnu",
        "a@",
        "@b.fr",
        "usager at exemple",
        "a@b..fr",
        "a@b",
        "a b@c.fr",
        "a@b.fr, c@d.fr",
        "a..b@c.fr",
    ],
)
def test_an_address_that_cannot_work_is_not(address):
    assert not is_usable_email(address)


@given(*[st.text(max_size=20)] * 3)
def test_the_name_to_search_is_that_of_a_person_registered_by_hand(family, usage, given_names):
    by_hand = Person(family_name=family, usage_name=usage, given_names=given_names)
    assert values.search_name(family, usage, given_names) == search_name(by_hand)
