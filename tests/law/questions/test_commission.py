"""`commission`: L.432-13, L.432-15, R.432-9, R.432-11."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.articles import (
    COMMISSION_CARTE_RESIDENT,
    COMMISSION_CARTE_TEMPORAIRE,
    COMMISSION_WITHDRAWAL,
)
from tests.law.asked import answer, ids, refused, some

KEYS = "required meeting_by opinion_deemed_on provisional_document_months"
NOT_REQUIRED = {**dict.fromkeys(KEYS.split()), "required": False}
SPOUSE = {"article": "L.423-7", "meets_conditions": True, "act": "refuse_carte_temporaire"}
LISTS = {
    "refuse_carte_temporaire": COMMISSION_CARTE_TEMPORAIRE,
    "refuse_carte_resident": COMMISSION_CARTE_RESIDENT,
}


@pytest.mark.parametrize(("act", "article"), [(act, article) for act in LISTS for article in LISTS[act]])
def test_l432_13_before_a_refusal_to_who_meets_the_conditions(act, article):
    assert answer("commission", act=act, article=article, meets_conditions=True)["required"] is True
    for meets in (False, None):
        found = answer(
            "commission", act=act, article=article, meets_conditions=meets, referred_on="2026-10-05"
        )
        assert some(KEYS, found) == NOT_REQUIRED


@pytest.mark.parametrize("article", COMMISSION_WITHDRAWAL)
@pytest.mark.parametrize("meets", [True, False])
def test_l432_13_before_a_withdrawal_whatever_is_met(article, meets):
    assert answer("commission", act="withdraw", article=article, meets_conditions=meets)["required"] is True


def test_l412_10_before_refusing_a_carte_de_resident_for_breach_of_the_contract():
    assert answer("commission", act="refuse_carte_resident", article="L.412-10")["required"] is True


@pytest.mark.parametrize(
    ("act", "article"),
    [
        ("refuse_carte_temporaire", "L.421-1"),
        ("refuse_carte_temporaire", "L.422-1"),
        ("refuse_carte_temporaire", "L.426-1"),
        ("refuse_carte_temporaire", "L.412-10"),
        ("refuse_carte_resident", "L.423-7"),
        ("refuse_carte_resident", "L.423-6"),
        ("withdraw", "L.423-7"),
    ],
)
def test_other_acts_need_no_opinion(act, article):
    found = answer("commission", act=act, article=article, meets_conditions=True, referred_on="2026-10-05")
    assert some(KEYS, found) == NOT_REQUIRED


@pytest.mark.parametrize("meets", [True, False])
def test_l435_1_exceptional_admission_depends_on_ten_years_in_france(meets):
    found = answer("commission", act="refuse_carte_temporaire", article="L.435-1", meets_conditions=meets)
    assert some("required certainty", found) == {"required": meets, "certainty": "medium"}


@pytest.mark.parametrize("departement", ["973", "976"])
def test_r441_4_not_in_guyane_nor_in_mayotte(departement):
    found = answer("commission", **SPOUSE, departement=departement, referred_on="2026-10-05")
    assert some(KEYS, found) == NOT_REQUIRED


@pytest.mark.parametrize("departement", [None, "75", "971", "972", "974", "977", "978"])
def test_everywhere_else_it_is_consulted(departement):
    assert answer("commission", **SPOUSE, departement=departement)["required"] is True


@pytest.mark.parametrize(
    ("referred_on", "by"),
    [("2026-10-05", "2027-01-05"), ("2026-11-30", "2027-02-28"), ("2026-05-14", "2026-08-14")],
)
def test_l432_15_it_meets_within_three_months_then_its_opinion_is_deemed_given(referred_on, by):
    found = answer("commission", **SPOUSE, referred_on=referred_on)
    assert some(KEYS, found) == {
        "required": True,
        "meeting_by": by,
        "opinion_deemed_on": by,
        "provisional_document_months": 3,
    }
    assert ids(found) == ["R-COM-02", "R-COM-03", "R-COM-01"]


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_months_are_pages_of_the_calendar(referred_on):
    found = answer("commission", **SPOUSE, referred_on=referred_on.isoformat())
    assert found["meeting_by"] == found["opinion_deemed_on"] == naive.months_later(referred_on, 3).isoformat()


def test_before_the_referral_no_day_is_known():
    assert some(KEYS, answer("commission", **SPOUSE)) == {
        "required": True,
        "meeting_by": None,
        "opinion_deemed_on": None,
        "provisional_document_months": 3,
    }


@pytest.mark.parametrize(
    ("facts", "fact"), [({"act": "withdraw"}, "article"), ({"article": "L.423-7"}, "act"), ({}, "article")]
)
def test_the_act_and_the_article_are_needed(facts, fact):
    assert refused("commission", **facts).fact == fact


@pytest.mark.parametrize(
    ("meets", "sentence"),
    [(True, "Vous remplissez les conditions"), (False, "La commission n'est consultée que si vous")],
)
def test_the_person_is_told_what_the_consultation_hangs_on(meets, sentence):
    found = answer("commission", **{**SPOUSE, "meets_conditions": meets})
    assert found["rules"][0]["because"].startswith(sentence)
