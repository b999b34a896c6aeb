"""Questions asked by name; worked cases checked."""

import json
from datetime import date

import pytest

from sejour.law.asking import QUESTIONS, ask, check
from sejour.law.facts import FactError, names_of
from tests.law.asked import TODAY, answer, refused

# The table of the contract: each question, and the keys of its answer.
KEYS = {
    "deposit-window": ["opens", "closes"],
    "first-application-deadline": ["closes"],
    "deposit-status": ["status", "late_fee", "extension_of_right"],
    "grace": ["from", "until", "stay", "work", "social"],
    "provisional-documents": ["kind", "of_right", "periods", "work", "mention"],
    "attestation-decision-favorable": ["from", "until", "stay", "work"],
    "implicit-refusal": ["on", "suspended_days", "challengeable"],
    "appeal": ["until", "extendable", "opposable", "reasons_due_on"],
    "receipt": ["registration_by", "full_receipt_by"],
    "closing": ["allowed", "challengeable"],
    "employer-check": ["required", "ask_by", "deemed_done_after"],
    "work-proof": ["allowed", "document"],
    "health-cover": ["kept_until"],
    "body-acceptance": ["accepted"],
    "fees": ["tax", "stamp", "late", "regularisation", "total", "due_at_filing"],
    "re-entry": ["answer"],
    "renewal-limit": ["allowed", "left"],
    "integration": ["met", "missing"],
    "commission": ["required", "meeting_by", "opinion_deemed_on", "provisional_document_months"],
    "hearing": ["required"],
    "habitual-residence": ["met"],
    "retention": ["erase_on"],
    "address-change": ["declare_by", "may_be_recorded_now"],
    "card-due": ["by"],
    "simultaneous-applications": ["allowed"],
}
# The same table: the facts of each question, `as_of` left out.
FACT_NAMES = {
    "deposit-window": "held_until online article held_kind",
    "first-application-deadline": "basis date",
    "deposit-status": "held_until online article filed_on held_kind first_failed_attempt_on force_majeure",
    "grace": "held_kind held_years held_until filed_on decided_on departement",
    "provisional-documents": "category article online filed_on complete_on held_until held_allowed_work "
    "holds_long_stay_visa work_permit referred_on decided_on",
    "attestation-decision-favorable": "decided_on granted_allows_work handed_over_on",
    "implicit-refusal": "article filed_on complete_on piece_requests blue_card_of_other_state "
    "received_by_first_office_on",
    "appeal": "decision date receipt_complete administrative_appeal_received_on reasons_asked_on "
    "reasons_given_on overseas abroad departement",
    "receipt": "received_on departement",
    "closing": "on missing requests reasons_written",
    "employer-check": "hire_on departement france_travail_registered request_received_on student",
    "work-proof": "on documents",
    "health-cover": "document_expired_on removal_final",
    "body-acceptance": "body document work_mention renewal valid_until requested_on",
    "fees": "procedure article decided_on late regularisation",
    "re-entry": "document expired_on on",
    "renewal-limit": "article renewals_same_mention exempt_from_integration_contract",
    "integration": "asked first_of_its_kind filed_on civic_exam_score french_level age_over_65 "
    "exempt_from_integration_contract",
    "commission": "article meets_conditions act departement referred_on",
    "hearing": "act",
    "habitual-residence": "filed_on months_in_france",
    "retention": "kind permit_expired_on logged_on updated_on",
    "address-change": "moved_on permit_years pending_application",
    "card-due": "status date",
    "simultaneous-applications": "pending asked",
}
FACTS = {
    "deposit-window": {"held_until": "2026-12-31", "article": "L.421-1"},
    "first-application-deadline": {"basis": "entry", "date": "2026-09-03"},
    "deposit-status": {"held_until": "2026-12-31", "online": True, "filed_on": "2026-12-01"},
    "grace": {"held_kind": "carte_resident", "held_until": "2026-12-31", "filed_on": "2027-01-02"},
    "provisional-documents": {"category": "refugee", "online": True, "filed_on": "2026-09-20"},
    "attestation-decision-favorable": {"decided_on": "2027-02-01"},
    "implicit-refusal": {"article": "L.423-1", "filed_on": "2026-09-15"},
    "appeal": {"decision": "refusal_with_removal", "date": "2026-06-12"},
    "receipt": {"received_on": "2026-10-31"},
    "closing": {"missing": []},
    "employer-check": {"hire_on": "2026-11-12"},
    "work-proof": {"documents": []},
    "health-cover": {"document_expired_on": "2026-08-31"},
    "body-acceptance": {"body": "health_insurance", "document": "recepisse"},
    "fees": {"procedure": "first", "article": "L.421-1", "decided_on": "2026-06-15"},
    "re-entry": {"document": "attestation_depot"},
    "renewal-limit": {"article": "L.423-7", "renewals_same_mention": 1},
    "integration": {"asked": "carte_resident", "first_of_its_kind": True, "filed_on": "2026-02-10"},
    "commission": {"article": "L.423-7", "act": "refuse_carte_temporaire"},
    "hearing": {"act": "withdrawal"},
    "habitual-residence": {"filed_on": "2026-12-15", "months_in_france": {}},
    "retention": {"kind": "access_log", "logged_on": "2026-12-15"},
    "address-change": {"moved_on": "2026-09-01", "permit_years": 4},
    "card-due": {"status": "refugee", "date": "2026-09-10"},
    "simultaneous-applications": {"pending": [], "asked": "L.423-1"},
}
IN_DOUBT = {
    "deposit-window": "medium",
    "deposit-status": "medium",
    "grace": "medium",
    "appeal": "medium",
    "health-cover": "medium",
    "body-acceptance": "low",
    "habitual-residence": "medium",
}
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
    assert found.get("certainty") == IN_DOUBT.get(question)
    assert all(list(rule) == ["id", "article", "because"] for rule in found["rules"])


@pytest.mark.parametrize("question", KEYS)
def test_an_answer_is_made_of_plain_json(question):
    found = answer(question, **FACTS[question])
    assert json.loads(json.dumps(found)) == found
    assert {type(value) for value in found.values()} <= {str, int, bool, list, type(None)}


def test_the_questions_are_those_of_the_contract():
    assert list(QUESTIONS) == list(KEYS)
    assert all(question.title.endswith("?") for question in QUESTIONS.values())


@pytest.mark.parametrize("question", FACT_NAMES)
def test_the_facts_are_those_of_the_contract(question):
    assert names_of(QUESTIONS[question].facts) == set(FACT_NAMES[question].split())


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
