"""Editions of the law: what a change replaces, where it is read, and for how long."""

import threading
from datetime import date

import pytest

from sejour.law.acts import article_of, articles_of
from sejour.law.articles import is_long_term_union, protection_of
from sejour.law.editions import (
    Edition,
    InvalidTable,
    changeable_files,
    edition,
    file_names,
    load,
    once_an_edition,
    published_text,
    put_in_force,
    reading,
    resolved,
)
from sejour.law.kinds import Category
from sejour.law.tables import GRACE_DEPARTEMENTS, PARAMETERS, WORK_PROOFS, parameter
from sejour.law.wording import limits_of_work

DAY = date(2026, 11, 23)
GRACE = published_text("grace").replace("departements = []", 'departements = ["93"]')
HOURS = published_text("parameters").replace("value = 964", "value = 1000")


@pytest.fixture(autouse=True)
def _the_published_law():
    """Read it before and after."""
    put_in_force(Edition())
    yield
    put_in_force(Edition())


def test_the_published_law_is_read_unless_something_replaced_it():
    assert edition().number == 0
    assert "93" not in GRACE_DEPARTEMENTS
    with reading(Edition(1, {"grace": GRACE})):
        assert "93" in GRACE_DEPARTEMENTS
        assert list(GRACE_DEPARTEMENTS) == ["93"]
        assert parameter("grace_months", DAY) == 3
    assert "93" not in GRACE_DEPARTEMENTS


def test_what_is_in_force_is_read_by_the_whole_process():
    put_in_force(Edition(1, {"parameters": HOURS}))
    found = []
    thread = threading.Thread(target=lambda: found.append(limits_of_work(DAY)))
    thread.start()
    thread.join()
    assert found == ["(pour un étudiant : 1000 heures par an)"]


def test_what_is_read_for_a_while_is_read_by_nobody_else():
    found = []
    with reading(Edition(1, {"parameters": HOURS})):
        thread = threading.Thread(target=lambda: found.append(limits_of_work(DAY)))
        thread.start()
        thread.join()
        assert limits_of_work(DAY) == "(pour un étudiant : 1000 heures par an)"
    assert found == ["(pour un étudiant : 964 heures par an)"]


def test_an_empty_text_is_the_published_file():
    assert Edition(2, {"grace": ""}).text_of("grace") == published_text("grace")


def test_a_table_behaves_as_what_it_stands_for():
    assert len(PARAMETERS) == len(resolved(PARAMETERS))
    assert repr(GRACE_DEPARTEMENTS) == "frozenset()"
    assert frozenset() == GRACE_DEPARTEMENTS
    assert hash(GRACE_DEPARTEMENTS) == hash(frozenset())
    assert WORK_PROOFS[0] == next(iter(WORK_PROOFS))
    assert resolved("a text") == "a text"


def test_a_text_that_is_wrong_is_found_before_it_is_used():
    for text in ("rule = ", 'rule = "R-GRA-04"\nfrom = 2021-05-01\ndepartements = ["0"]'):
        with pytest.raises(InvalidTable, match=r"^grace\.toml: "):
            Edition(1, {"grace": text}).check()
    Edition(1, {"grace": GRACE}).check()


def test_rules_and_holidays_are_changed_with_the_code_alone():
    assert set(file_names()) - set(changeable_files()) == {
        "holidays",
        "refusal_grounds",
        "reminders",
        "rules",
        "situation",
    }


def test_what_is_kept_is_kept_for_its_edition():
    asked = []

    @once_an_edition
    def departements():
        asked.append(edition().number)
        return load("grace")["departements"]

    other = Edition(1, {"grace": GRACE})
    assert departements() == departements() == []
    with reading(other):
        assert departements() == departements() == ["93"]
    assert asked == [0, 1]


def test_acts_and_documents_rest_on_articles():
    assert articles_of("filed", DAY) == ("R.431-2", "R.431-5")
    assert articles_of("assigned", DAY) == ()
    assert article_of("implicit_refusal", DAY) == "R.*432-1, R.432-2"
    with pytest.raises(KeyError):
        article_of("assigned", DAY)


def test_an_article_says_who_asks_and_what_is_held():
    assert protection_of("L.424-1") is Category.REFUGEE
    assert protection_of("L.424-9") is Category.SUBSIDIARY_PROTECTION
    assert protection_of("L.422-1") is None
    assert is_long_term_union("L.426-17")
    assert not is_long_term_union("L.426-1")
