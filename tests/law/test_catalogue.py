"""What each question asks for and answers, in words."""

import re

import pytest

from sejour.law.asking import QUESTIONS, catalogue
from sejour.law.catalogue import FactEntry, KeyEntry
from sejour.law.kinds import PermitKind
from sejour.law.reading import names_of
from tests.law.test_asking import FACT_NAMES, KEYS
from tests.law.test_properties import ENGLISH

ENTRIES = {entry.name: entry for entry in catalogue()}
EACH = pytest.mark.parametrize("question", ENTRIES)


def fact(question, name):
    """Return the entry of a fact."""
    (found,) = (entry for entry in ENTRIES[question].facts if entry.name == name)
    return found


def every_meaning():
    """Yield each meaning of the catalogue, with where it stands."""
    waiting = [(name, part) for name, entry in ENTRIES.items() for part in (*entry.facts, *entry.answer)]
    while waiting:
        where, part = waiting.pop()
        waiting += [(f"{where}.{part.name}", inner) for inner in getattr(part, "facts", ())]
        yield pytest.param(part.meaning, id=f"{where}.{part.name}")


def test_every_question_is_described():
    assert list(ENTRIES) == list(QUESTIONS) == list(KEYS)


@EACH
def test_its_title_is_a_question(question):
    assert ENTRIES[question].title == QUESTIONS[question].title


@EACH
def test_its_facts_are_those_of_the_contract_and_the_day_on_which_the_law_is_read(question):
    assert {entry.name for entry in ENTRIES[question].facts} == {*FACT_NAMES[question].split(), "as_of"}


@EACH
def test_its_answer_has_the_keys_of_the_contract(question):
    assert [entry.name for entry in ENTRIES[question].answer] == [*KEYS[question], "rules", "certainty"]


@pytest.mark.parametrize("meaning", list(every_meaning()))
def test_a_meaning_is_one_french_line(meaning):
    assert meaning[0].islower() or meaning.startswith("France")
    assert not meaning.endswith(".")
    assert len(meaning) <= 80
    assert not ENGLISH.search(meaning)


@pytest.mark.parametrize(
    ("question", "name", "kind"),
    [
        ("receipt", "received_on", "une date (AAAA-MM-JJ)"),
        ("grace", "decided_on", "une date (AAAA-MM-JJ)"),
        ("receipt", "departement", "un code de département, comme 75"),
        ("fees", "late", "vrai ou faux"),
        ("deposit-window", "online", "vrai ou faux"),
        ("address-change", "permit_years", "un nombre entier"),
        ("fees", "article", "un article, comme L.423-7"),
        ("hearing", "act", "un choix"),
        ("simultaneous-applications", "pending", "une liste, chaque élément : un article, comme L.423-7"),
        ("closing", "missing", "une liste, chaque élément : un objet"),
        ("habitual-residence", "months_in_france", "un nombre de mois par année"),
    ],
)
def test_a_fact_says_its_kind_in_words(question, name, kind):
    assert fact(question, name).kind == kind


@pytest.mark.parametrize(
    ("question", "name", "required"),
    [
        ("receipt", "received_on", True),
        ("receipt", "departement", False),
        ("grace", "held_until", False),
        ("closing", "missing", True),
        ("closing", "requests", False),
        ("work-proof", "documents", True),
        ("first-application-deadline", "date", True),
        ("receipt", "as_of", False),
    ],
)
def test_a_fact_says_whether_it_is_always_needed(question, name, required):
    assert fact(question, name).required is required


def test_a_choice_says_its_choices():
    assert fact("grace", "held_kind").choices == tuple(PermitKind)
    assert fact("receipt", "departement").choices == ()
    (missing,) = (key for key in ENTRIES["integration"].answer if key.name == "missing")
    assert missing == KeyEntry(
        "missing",
        "une liste, chaque élément : un choix",
        ("french_level", "civic_exam"),
        "ce qui manque : niveau de français, examen civique",
    )


def test_a_list_of_objects_says_the_facts_of_each():
    pieces = fact("closing", "missing").facts
    assert [entry.name for entry in pieces] == ["piece", "required_by_text", "indispensable"]
    assert pieces[0] == FactEntry(
        "piece", "un texte", True, (), "nom libre de la pièce, le même dans les demandes"
    )
    assert fact("simultaneous-applications", "pending").facts == ()


def test_periods_of_an_answer_are_told_with_their_two_ends():
    (periods,) = (key for key in ENTRIES["provisional-documents"].answer if key.name == "periods")
    assert periods.kind == "une liste, chaque élément : une période, de `from` à `until` compris"


@EACH
def test_what_is_always_needed_is_what_the_reader_requires(question):
    required = {entry.name for entry in ENTRIES[question].facts if entry.required}
    assert required <= names_of(QUESTIONS[question].facts)


def test_names_are_those_of_json():
    names = {part.name for entry in ENTRIES.values() for part in (*entry.facts, *entry.answer)}
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*[a-z0-9]", name) for name in names)


@EACH
def test_the_day_of_the_law_may_always_be_left_out(question):
    assert not fact(question, "as_of").required


def test_a_fact_that_may_be_left_out_is_said_by_what_it_is():
    assert fact("deposit-window", "held_until").kind == "une date (AAAA-MM-JJ)"
    assert fact("deposit-window", "online").kind == "vrai ou faux"
