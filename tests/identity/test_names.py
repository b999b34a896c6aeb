"""Names as people bear them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.identity.models import Person
from sejour.identity.names import folded, given_names


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Nguyễn", "NGUYEN"),
        ("N'Diaye", "N DIAYE"),
        ("N’Diaye", "N DIAYE"),
        ("Jean-Baptiste", "JEAN BAPTISTE"),
        ("  El   Amrani ", "EL AMRANI"),
        ("Öztürk", "OZTURK"),
        ("محمد", "محمد"),
        ("Ł", "Ł"),
        ("", ""),
        ("%_\\", ""),
    ],
)
def test_a_name_is_folded_for_search(name, plain):
    assert folded(name) == plain


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_case_and_spaces_never_tell_two_names_apart(text):
    assert folded(f"  {text.lower()} ") == folded(text.lower())


@pytest.mark.parametrize("printed", ["", "-", "XXX", "xxx", " SP ", "Sans Prenom", "SANS PRENOM"])
def test_what_registers_print_for_no_given_name_is_no_name(printed):
    assert given_names(printed) == ""


@pytest.mark.parametrize(
    ("printed", "names"), [("Awa  Marie", "Awa Marie"), (" Xi ", "Xi"), ("Xxxx", "Xxxx")]
)
def test_given_names_are_kept(printed, names):
    assert given_names(printed) == names


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"family_name": "Diallo", "given_names": "Awa"}, "Awa DIALLO"),
        ({"family_name": "Diallo", "given_names": ""}, "DIALLO"),
        ({"family_name": "Diallo", "given_names": "Awa", "usage_name": "Martin"}, "Awa DIALLO (MARTIN)"),
        ({"family_name": "Diallo", "given_names": "Awa", "usage_name": "diallo"}, "Awa DIALLO"),
        ({"family_name": "Straße", "given_names": "Ida"}, "Ida STRASSE"),
    ],
)
def test_a_full_name_shows_each_name_once(fields, shown):
    assert Person(**fields).full_name == shown


@pytest.mark.parametrize(
    ("born", "text", "known"),
    [
        ((1985, 3, 14), "14/03/1985", True),
        ((1985, 3, None), "00/03/1985", False),
        ((None, None, None), "", False),
    ],
)
def test_a_date_of_birth_is_printed_with_zeros_for_what_is_unknown(born, text, known):
    year, month, day = born
    person = Person(born_year=year, born_month=month, born_day=day)
    assert person.born_on_text == text
    assert (person.birth_date is not None) == known
    if year:
        assert person.was_born_on(year, month or 0, day or 0)
        assert not person.was_born_on(year, month or 0, (day or 0) + 1)
