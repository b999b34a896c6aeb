"""Questions asked by name; worked cases checked."""

import json
from datetime import date

import pytest

from sejour.law.asking import QUESTIONS, ask, check
from sejour.law.facts import FactError
from tests.law.asked import TODAY, answer, refused

KEYS = {
    "deposit-window": ["opens", "closes"],
    "deposit-status": ["status", "late_fee", "extension_of_right"],
    "grace": ["from", "until", "stay", "work", "social"],
    "provisional-documents": ["kind", "of_right", "periods", "work", "mention"],
    "attestation-decision-favorable": ["from", "until", "stay", "work"],
    "implicit-refusal": ["on", "suspended_days", "challengeable"],
    "receipt": ["registration_by", "full_receipt_by"],
}
FACTS = {
    "deposit-window": {"held_until": "2026-12-31", "article": "L.421-1"},
    "deposit-status": {"held_until": "2026-12-31", "online": True, "filed_on": "2026-12-01"},
    "grace": {"held_kind": "carte_resident", "held_until": "2026-12-31", "filed_on": "2027-01-02"},
    "provisional-documents": {"category": "refugee", "online": True, "filed_on": "2026-09-20"},
    "attestation-decision-favorable": {"decided_on": "2027-02-01"},
    "implicit-refusal": {"article": "L.423-1", "filed_on": "2026-09-15"},
    "receipt": {"received_on": "2026-10-31"},
}
IN_DOUBT = {"deposit-window", "deposit-status", "grace"}
CASE = {
    "id": "EX",
    "question": "receipt",
    "facts": FACTS["receipt"],
    "expect": {"registration_by": "2026-11-02"},
}


@pytest.mark.parametrize("question", KEYS)
def test_an_answer_has_the_keys_of_the_contract_and_its_rules(question):
    found = answer(question, **FACTS[question])
    more = ["certainty"] if question in IN_DOUBT else []
    assert list(found) == [*KEYS[question], "rules", *more]
    assert all(list(rule) == ["id", "article", "because"] for rule in found["rules"])


@pytest.mark.parametrize("question", KEYS)
def test_an_answer_is_made_of_plain_json(question):
    found = answer(question, **FACTS[question])
    assert json.loads(json.dumps(found)) == found
    assert {type(value) for value in found.values()} <= {str, int, bool, list, type(None)}


def test_the_questions_are_those_of_the_contract():
    assert list(QUESTIONS) == list(KEYS)
    assert all(question.title.endswith("?") for question in QUESTIONS.values())


@pytest.mark.parametrize("question", ["fees of the moon", "", None, 3, [], {}, float("nan")])
def test_an_unknown_question_is_named_with_those_that_are_known(question):
    with pytest.raises(FactError) as caught:
        ask(question, {}, today=TODAY)
    assert caught.value.fact == "question"
    assert "deposit-window" in caught.value.problem


@pytest.mark.parametrize("facts", [None, [], "facts", 3, True])
def test_facts_are_an_object(facts):
    with pytest.raises(FactError) as caught:
        ask("receipt", facts, today=TODAY)
    assert caught.value.fact == "facts"


def test_the_law_is_read_today_unless_another_day_is_told():
    facts = {"held_until": "2024-12-31", "article": "L.426-1"}
    now = ask("deposit-window", facts, today=date(2024, 7, 4))
    told = ask("deposit-window", {**facts, "as_of": "2024-07-03"}, today=date(2024, 7, 4))
    assert (now["closes"], told["closes"]) == ("2024-11-01", "2024-12-31")


def test_the_day_on_which_the_law_is_read_may_be_null():
    assert answer("deposit-window", **FACTS["deposit-window"], as_of=None)["closes"] == "2026-12-31"


@pytest.mark.parametrize("as_of", ["2026-02-30", "today", 3, [], "1800-01-01"])
def test_a_day_on_which_the_law_cannot_be_read_is_named(as_of):
    assert refused("receipt", **FACTS["receipt"], as_of=as_of).fact == "as_of"


def test_asking_leaves_the_facts_as_they_are():
    facts = {**FACTS["receipt"], "as_of": "2026-11-01"}
    before = dict(facts)
    ask("receipt", facts, today=TODAY)
    assert facts == before


def test_an_answer_belongs_to_who_asked():
    answer("receipt", **FACTS["receipt"])["rules"].clear()
    assert answer("receipt", **FACTS["receipt"])["rules"]


def failures(*cases):
    """Check cases; return the failures as they are printed."""
    return [str(failure) for failure in check(cases, today=TODAY) if failure is not None]


def test_a_case_that_holds_is_no_failure():
    assert list(check([CASE], today=TODAY)) == [None]


def test_only_the_keys_that_are_expected_are_compared():
    assert failures({**CASE, "expect": {}}) == []


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        (
            {**CASE, "expect": {"registration_by": "2026-11-03"}},
            "EX: registration_by should be '2026-11-03', is '2026-11-02'",
        ),
        ({**CASE, "expect": {"colour": "red"}}, "EX: colour should be 'red', is 'no such key'"),
        (
            {**CASE, "expect": {"colour": None, "registration_by": None}},
            "EX: colour should be None, is 'no such key'; registration_by should be None, is '2026-11-02'",
        ),
        ({**CASE, "facts": {}}, "EX: received_on: this fact is needed for the answer"),
        ({"id": "EX", "facts": {}, "expect": {}}, "EX: this case has no question"),
        ({"question": "receipt", "expect": {}}, "?: this case has no facts"),
        ({**CASE, "expect": []}, "EX: expect is an object of answer keys"),
        ({}, "?: this case has no question"),
        ([], "?: a case is an object"),
        (None, "?: a case is an object"),
    ],
)
def test_a_case_that_does_not_hold_says_why(case, failure):
    assert failures(case) == [failure]


def test_one_result_is_given_for_each_case():
    assert [failure is None for failure in check([CASE, {}, CASE], today=TODAY)] == [True, False, True]
