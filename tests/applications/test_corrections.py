"""An identity wrongly written: said by its person, put right by an agent, both values kept (ACC-21)."""

import pytest
from django.db import IntegrityError, transaction

from sejour.applications import services
from sejour.applications.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    NothingToCorrect,
    ReasonsNeeded,
    ReasonsTooLong,
    ValueRefused,
)
from sejour.applications.identity_values import in_words, value_of
from sejour.applications.models import CorrectionRequest
from sejour.applications.petitions import corrections_asked
from sejour.applications.purposes import CorrectedField
from sejour.core import journal
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.notifications.models import Message
from tests.factories import people
from tests.factories.applications import AGENT, holder
from tests.factories.days import NOON
from tests.factories.jobs import run_jobs
from tests.factories.petitions import correction_asked, proof

pytestmark = pytest.mark.django_db
NIGER = "99337"
ANSWER = {"actor": AGENT, "at": NOON}


@pytest.fixture
def person() -> Person:
    return holder().person


def accept(correction: CorrectionRequest) -> CorrectionRequest:
    return services.accept_correction(correction_id=correction.pk, **ANSWER)


def refuse(correction: CorrectionRequest, answer: str = "L'acte dit Diallo.") -> CorrectionRequest:
    return services.refuse_correction(correction_id=correction.pk, answer=answer, **ANSWER)


# What is refused ------------------------------------------------------------------------------


def test_the_same_piece_is_not_asked_for_twice_while_it_waits(person):
    first = correction_asked(person)
    with pytest.raises(AlreadyAsked):
        correction_asked(person, value="Jalo")
    correction_asked(person, CorrectedField.GIVEN_NAMES, "Amina")
    refuse(first)
    assert correction_asked(person, value="Jalo")


def test_what_is_written_already_is_no_correction(person):
    with pytest.raises(NothingToCorrect):
        correction_asked(person, value=" Diallo ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("family_name", ""),
        ("family_name", " '-'"),
        ("family_name", "محمد"),
        ("family_name", "a" * 121),
        ("given_names", "Amina王"),
        ("native_name", "م" * 241),
        ("sex", "X"),
        ("sex", "féminin"),
        ("birth_country", "00000"),
        ("birth_country", "Niger"),
        ("nationality", ""),
        ("born", "14/03/1985"),
        ("born", "1985-02-30"),
        ("born", "1985-13-01"),
        ("born", "0000-01-01"),
        ("born", "１９８５-03-14"),
        ("born", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused(person, field, value):
    with pytest.raises(ValueRefused):
        correction_asked(person, field, value)
    assert not CorrectionRequest.objects.exists()


def test_a_word_has_a_length(person):
    with pytest.raises(ReasonsTooLong):
        correction_asked(person, reasons="a" * 2001)


def test_an_unknown_request_is_not_found():
    with pytest.raises(NotFound):
        services.accept_correction(correction_id=1, **ANSWER)


def test_the_first_answer_is_kept(person):
    correction = correction_asked(person)
    refuse(correction)
    with pytest.raises(AlreadyAnswered):
        accept(correction)
    person.refresh_from_db()
    assert person.family_name == "Diallo"


def test_a_refusal_says_why(person):
    with pytest.raises(ReasonsNeeded):
        refuse(correction_asked(person), "")


# What it does ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("family_name", "N’Diaye-O'Brien", "N’Diaye-O'Brien"),
        ("given_names", "", "non renseigné"),
        ("usage_name", "Traoré", "Traoré"),
        ("native_name", "أميناتا", "أميناتا"),
        ("sex", "M", "masculin"),
        ("sex", "", "non renseigné"),
        ("born", "1985-00-00", "00/00/1985"),
        ("birth_country", NIGER, "Niger"),
        ("nationality", NIGER, "nigérien"),
    ],
)
def test_each_piece_of_identity_is_put_right(person, field, value, said):
    accept(correction_asked(person, field, value))
    person.refresh_from_db()
    assert value_of(person, CorrectedField(field)) == value
    assert in_words(CorrectedField(field), value).lower() == said.lower()


def test_acc_21_a_name_that_is_corrected_is_found_by_its_new_spelling(person):
    accept(correction_asked(person, value="Dialo"))
    person.refresh_from_db()
    assert person.search_name.startswith("DIALO")


def test_asking_changes_nothing_and_a_refusal_neither(person):
    refuse(correction_asked(person))
    person.refresh_from_db()
    assert person.family_name == "Diallo"


def test_both_values_are_kept_and_the_replaced_one_is_that_of_the_register(person):
    correction = correction_asked(person)
    Person.objects.filter(pk=person.pk).update(family_name="Dialllo")
    accept(correction)
    kept = CorrectionRequest.objects.get()
    assert (kept.value_before, kept.value_asked) == ("Dialllo", "Dialo")


def test_a_register_that_was_put_right_meanwhile_is_no_obstacle(person):
    correction = correction_asked(person)
    Person.objects.filter(pk=person.pk).update(family_name="Dialo")
    assert accept(correction).value_before == "Diallo"


def test_the_journal_tells_who_and_what_piece_and_no_name(person):
    accept(correction_asked(person, evidence=proof(person)))
    lines = journal.lines_of(journal.stream_of("person", person.pk))
    assert [line.verb for line in lines][-3:] == [
        "correction_asked",
        "identity_corrected",
        "correction_accepted",
    ]
    assert "Dialo" not in str([line.details for line in lines])


def test_the_person_is_told_and_no_letter_bears_a_name(person, frozen):
    accept(correction_asked(person))
    refuse(correction_asked(person, CorrectedField.SEX, "M"), "Le passeport dit F.")
    run_jobs("notices")
    letter = Message.objects.get(notice="correction_accepted")
    assert "nom de naissance" in letter.text
    assert "Dialo" not in letter.text
    assert "Le passeport dit F." in Message.objects.get(notice="correction_refused").text


@pytest.mark.parametrize("name", ["O'; DROP TABLE--", "A{{ b }}", "X<b>", "\u202eolleH", "A\tB"])
def test_a_strange_name_is_kept_without_what_nobody_sees(person, name):
    kept = correction_asked(person, value=name).value_asked
    assert "\u202e" not in kept
    assert "\t" not in kept
    assert corrections_asked(person)[0].asked == kept


def test_a_request_is_of_its_person_alone(person):
    correction_asked(person)
    assert corrections_asked(people.person()) == []


def test_the_database_refuses_a_correction_of_nothing(person):
    correction = correction_asked(person)
    with (
        pytest.raises(IntegrityError, match="correction_request_asks_for_a_change"),
        transaction.atomic(),
    ):
        CorrectionRequest.objects.filter(pk=correction.pk).update(value_asked="Diallo")
