"""What must hold, and what must never happen, whatever the facts."""

import json
import re
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from sejour.law.tables import RULES
from tests.law import naive, strategies
from tests.law.asked import answer

FRENCH = re.compile(
    r"\b(le|la|les|un|une|des?|du|votre|vous|ce|cette|aucune?|sans|sous|pour|il|elle|au|à|l')\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(the|is|are|of|and|your|not|for|with|days?|months?)\b", re.IGNORECASE)
SURE = {"high": 0, "medium": 1, "low": 2}
JARGON = re.compile(r"annexe|alinéa|article|R\.\d|L\.\d|téléservice|politique|\bADF\b|\bAPI\b|\bADL\b")


def in_time_first(found):
    """Return how good a deposit status is: the lower, the better."""
    return ("too_early", "in_time", "late", "late_entry_conditions").index(found["status"])


def covered(found, until):
    """Return the days up to `until` that the documents of an answer cover."""
    return {
        day
        for period in found["periods"]
        for day in naive.days(date.fromisoformat(period["from"]), date.fromisoformat(period["until"]))
        if day <= until
    }


@given(strategies.ASKED)
def test_every_reason_is_a_french_sentence_under_a_known_rule(asked):
    question, facts = asked
    found = answer(question, **facts)
    assert found["rules"]
    for cited in found["rules"]:
        because = cited["because"]
        assert cited["article"] == RULES[cited["id"]].article
        assert because[0].isupper() or because[0].isdigit()
        assert because.endswith(".")
        assert FRENCH.search(because)
        assert not ENGLISH.search(because)
        assert not JARGON.search(because)
        assert len(because) <= 200


@given(strategies.ASKED)
def test_no_reason_is_given_twice(asked):
    question, facts = asked
    sentences = [cited["because"] for cited in answer(question, **facts)["rules"]]
    assert len(sentences) == len(set(sentences))


@given(strategies.ASKED)
def test_an_answer_is_never_surer_than_its_rules(asked):
    question, facts = asked
    found = answer(question, **facts)
    weakest = max((RULES[cited["id"]].certainty.value for cited in found["rules"]), key=SURE.__getitem__)
    assert SURE[found.get("certainty", "high")] >= SURE[weakest]
    assert found.get("certainty") != "high"


@given(strategies.ASKED, st.randoms())
def test_the_order_of_facts_never_changes_an_answer(asked, random):
    question, facts = asked
    names = list(facts)
    random.shuffle(names)
    shuffled = {name: facts[name] for name in names}
    for name in ("piece_requests", "missing", "requests", "documents", "pending"):
        if name in shuffled:
            shuffled[name] = random.sample(facts[name], len(facts[name]))
    assert answer(question, **shuffled) == answer(question, **facts)


@given(strategies.ASKED)
def test_the_same_facts_always_have_the_same_answer_written_in_json(asked):
    question, facts = asked
    found = answer(question, **facts)
    assert json.loads(json.dumps(found)) == found == answer(question, **facts)


@given(strategies.ASKED)
def test_a_fact_left_out_and_a_fact_told_null_are_the_same(asked):
    question, facts = asked
    names = {
        "deposit-window": ["held_kind", "as_of"],
        "deposit-status": ["held_kind", "first_failed_attempt_on", "force_majeure"],
        "grace": ["decided_on", "departement"],
        "provisional-documents": ["complete_on", "held_allowed_work", "work_permit", "decided_on"],
        "attestation-decision-favorable": ["granted_allows_work", "handed_over_on"],
        "implicit-refusal": ["blue_card_of_other_state", "received_by_first_office_on"],
        "receipt": ["departement"],
        "appeal": ["receipt_complete", "administrative_appeal_received_on", "overseas", "departement"],
        "closing": ["reasons_written"],
        "employer-check": ["departement", "request_received_on", "student"],
        "health-cover": ["removal_final"],
        "body-acceptance": ["work_mention", "renewal", "valid_until"],
        "fees": ["late", "regularisation"],
        "renewal-limit": ["exempt_from_integration_contract", "as_of"],
        "integration": ["civic_exam_score", "french_level", "age_over_65"],
        "commission": ["meets_conditions", "departement", "referred_on"],
        "retention": ["updated_on"],
        "address-change": ["pending_application"],
    }.get(question, ["as_of"])
    told = {**dict.fromkeys(names), **facts}
    assert answer(question, **told) == answer(question, **facts)


@given(strategies.deposit_window(), st.integers(0, 400))
def test_windows_move_with_the_end_of_the_document(facts, more):
    later = date.fromisoformat(facts["held_until"]) + timedelta(more)
    first = answer("deposit-window", **facts)
    second = answer("deposit-window", **{**facts, "held_until": later.isoformat()})
    assume(first["opens"] is not None)
    assert first["opens"] <= second["opens"]
    assert first["closes"] <= second["closes"]
    assert first["opens"] <= first["closes"] <= facts["held_until"]


@given(strategies.deposit_status(), st.integers(1, 300))
def test_filing_later_never_gains_a_better_standing(facts, more):
    facts.pop("article", None)  # annex 9 may put a permit online between the two days
    facts.setdefault("online", True)
    later = (date.fromisoformat(facts["filed_on"]) + timedelta(more)).isoformat()
    first, second = (
        answer("deposit-status", **{**facts, "filed_on": day}) for day in (facts["filed_on"], later)
    )
    if "first_failed_attempt_on" not in facts:
        assert in_time_first(first) <= in_time_first(second)
    assert first["late_fee"] <= second["late_fee"]
    assert first["extension_of_right"] >= second["extension_of_right"]


@given(strategies.grace(), st.integers(1, 120))
def test_filing_later_never_gains_days_of_grace(facts, more):
    facts.pop("decided_on", None)
    later = (date.fromisoformat(facts["filed_on"]) + timedelta(more)).isoformat()
    first, second = (answer("grace", **{**facts, "filed_on": day}) for day in (facts["filed_on"], later))
    assert first["stay"] >= second["stay"]
    assert second["until"] in {first["until"], None}


@given(strategies.provisional_documents(), st.integers(1, 200))
def test_filing_later_never_gains_covered_days(facts, more):
    facts.setdefault("online", True)
    for name in ("decided_on", "referred_on", "complete_on"):
        facts.pop(name, None)
    assume(facts["category"] != "commission")
    days = date.fromisoformat(facts["filed_on"]), date.fromisoformat(facts["filed_on"]) + timedelta(more)
    as_of = days[1] + timedelta(800)
    first, second = (
        answer(
            "provisional-documents",
            **{
                **facts,
                "filed_on": day.isoformat(),
                "complete_on": day.isoformat(),
                "as_of": as_of.isoformat(),
            },
        )
        for day in days
    )
    assert first["of_right"] >= second["of_right"]
    assert covered(first, as_of) >= covered(second, as_of)


@given(strategies.provisional_documents())
def test_documents_follow_each_other_and_cover_every_day_to_the_day_asked(facts):
    found = answer("provisional-documents", **facts)
    until = min(date.fromisoformat(facts[name]) for name in ("as_of", "decided_on") if name in facts)
    periods = [tuple(map(date.fromisoformat, period.values())) for period in found["periods"]]
    assert all(first_day <= last_day for first_day, last_day in periods)
    assert all(first_day <= until for first_day, _ in periods)
    for (_, last_day), (first_day, _) in zip(periods, periods[1:], strict=False):
        assert first_day == naive.walk(last_day, 1)
    if periods:
        assert covered(found, until) == set(naive.days(periods[0][0], until))


MONTHS = {"attestation_prolongation": (3, 3), "recepisse": (6, 3)}


def naive_documents(facts, kind):
    """Return the documents owed, day by day: each ends on the eve of the same number some months later."""
    last = min(date.fromisoformat(facts[name]) for name in ("as_of", "decided_on") if name in facts)
    begins = facts.get("complete_on")
    first, following = MONTHS[kind]
    if facts["category"] == "commission":
        begins, first, following = facts["referred_on"], 3, 3
    elif facts["category"] in {"refugee", "subsidiary_protection"} and kind == "attestation_prolongation":
        begins, first, following = facts["filed_on"], 6, 6
    elif facts["category"] == "renewal" and kind == "attestation_prolongation":
        begins = max(begins, naive.walk(date.fromisoformat(facts["held_until"]), 1).isoformat())
    day, months, found = date.fromisoformat(begins), first, []
    while day <= last:
        end = naive.walk(naive.months_later(day, months), -1)
        found.append({"from": day.isoformat(), "until": end.isoformat()})
        day, months = naive.walk(end, 1), following
    return found


@given(strategies.provisional_documents())
def test_documents_of_right_are_those_of_a_naive_calendar(facts):
    found = answer("provisional-documents", **facts)
    assert found["periods"] == (naive_documents(facts, found["kind"]) if found["of_right"] else [])


@given(strategies.provisional_documents())
def test_what_is_not_of_right_is_never_owed(facts):
    found = answer("provisional-documents", **facts)
    assert found["of_right"] or not found["periods"]


@given(strategies.provisional_documents())
def test_a_document_never_begins_before_it_is_owed(facts):
    found = answer("provisional-documents", **facts)
    owed_from = facts["referred_on"] if facts["category"] == "commission" else facts["filed_on"]
    if found["kind"] == "attestation_prolongation" and facts["category"] == "renewal":
        owed_from = max(owed_from, naive.walk(date.fromisoformat(facts["held_until"]), 1).isoformat())
    assert all(period["from"] >= owed_from for period in found["periods"])


@given(strategies.implicit_refusal())
def test_suspended_days_are_a_set_of_days(facts):
    facts["piece_requests"] = [r for r in facts["piece_requests"] if r.get("indispensable")]
    without = answer("implicit-refusal", **{**facts, "piece_requests": []})
    end = date.fromisoformat(without["on"])
    suspended = set()
    for request in sorted(facts["piece_requests"], key=lambda r: r["asked_on"]):
        if date.fromisoformat(request["asked_on"]) <= naive.walk(end, len(suspended)):
            until = min(request.get("received_on", request["due_on"]), request["due_on"])
            start = naive.walk(date.fromisoformat(request["asked_on"]), 1)
            suspended |= set(naive.days(start, date.fromisoformat(until)))
    found = answer("implicit-refusal", **facts)
    assert found["suspended_days"] == len(suspended)
    assert found["on"] == naive.walk(end, len(suspended)).isoformat()


@given(strategies.implicit_refusal())
def test_answering_sooner_never_delays_the_refusal(facts):
    assume(facts["piece_requests"])
    sooner = [{**r, "received_on": r["asked_on"]} for r in facts["piece_requests"]]
    first = answer("implicit-refusal", **{**facts, "piece_requests": sooner})
    second = answer("implicit-refusal", **facts)
    assert first["on"] <= second["on"]
    assert first["suspended_days"] == 0


@given(strategies.receipt())
def test_the_registration_receipt_comes_first_and_both_on_working_days(facts):
    found = answer("receipt", **facts)
    assert facts["received_on"] < found["registration_by"] < found["full_receipt_by"]
    assert all(date.fromisoformat(found[key]).weekday() < 5 for key in ("registration_by", "full_receipt_by"))


@given(strategies.appeal(), st.integers(0, 300))
def test_a_later_decision_never_has_an_earlier_limit(facts, more):
    for name in ("administrative_appeal_received_on", "reasons_asked_on", "reasons_given_on"):
        facts.pop(name, None)
    later = (date.fromisoformat(facts["date"]) + timedelta(more)).isoformat()
    first, second = (answer("appeal", **{**facts, "date": day}) for day in (facts["date"], later))
    assume(first["until"] is not None)
    assert first["until"] <= second["until"]


@given(strategies.appeal())
def test_a_limit_ends_on_a_working_day_after_the_decision(facts):
    found = answer("appeal", **facts)
    if found["until"] is not None:
        assert found["until"] > facts["date"]
        assert date.fromisoformat(found["until"]).weekday() < 5
        assert found["opposable"]


@given(strategies.appeal())
def test_without_a_limit_either_none_is_opposable_or_reasons_are_awaited(facts):
    found = answer("appeal", **facts)
    if found["until"] is None:
        assert facts["decision"] == "implicit"
        awaited = found["reasons_due_on"] is not None and "reasons_given_on" not in facts
        assert awaited or not found["opposable"]


@given(strategies.appeal())
def test_what_a_person_does_never_shortens_the_limit(facts):
    without = {
        name: value
        for name, value in facts.items()
        if name not in {"administrative_appeal_received_on", "reasons_asked_on", "reasons_given_on"}
    }
    alone, found = answer("appeal", **without), answer("appeal", **facts)
    assume(None not in (alone["until"], found["until"]))
    assert alone["until"] <= found["until"]


@given(strategies.closing())
def test_a_closing_is_allowed_only_behind_every_guard(facts):
    found = answer("closing", **facts)
    grave = [p["piece"] for p in facts["missing"] if p.get("required_by_text") and p.get("indispensable")]
    assert found["challengeable"] is not bool(grave)
    if found["allowed"]:
        assert not found["challengeable"]
        assert facts["reasons_written"]
        asked = [r for r in facts["requests"] if set(r.get("pieces", [])) & set(grave)]
        assert any(r["due_on"] < facts["on"] for r in asked)
        assert not answer("closing", **{**facts, "reasons_written": False})["allowed"]
        assert not answer("closing", **{**facts, "requests": []})["allowed"]


@given(strategies.work_proof(), st.data())
def test_one_more_paper_never_takes_the_proof_away(facts, data):
    paper = data.draw(strategies.paper(date.fromisoformat(facts["on"])))
    more = {**facts, "documents": [*facts["documents"], paper]}
    assert answer("work-proof", **facts)["allowed"] <= answer("work-proof", **more)["allowed"]


@given(strategies.work_proof())
def test_the_proof_is_a_paper_that_says_so_and_runs_or_is_kept_for_three_months(facts):
    found = answer("work-proof", **facts)
    if found["allowed"]:
        proofs = [p for p in facts["documents"] if p["kind"] == found["document"] and p.get("work_mention")]
        assert any(p["from"] <= facts["on"] <= last_day_of_proof(p, found) for p in proofs)
        assert found["document"] not in {"attestation_depot", "dcem"}
    else:
        assert found["document"] is None


def last_day_of_proof(paper, found):
    """Return the last day on which a paper may prove a right, the months of L.433-3 counted where cited."""
    kept = any(cited["id"] == "R-GRA-01" for cited in found["rules"])
    months = 3 if kept else 0
    return naive.months_later(date.fromisoformat(paper.get("until", "9000-01-01")), months).isoformat()


@given(strategies.work_proof())
def test_the_right_to_work_is_the_union_of_what_the_papers_prove(facts):
    papers = facts["documents"]
    filings = [paper for paper in papers if paper["kind"] == "attestation_depot"]
    alone = [[paper] for paper in papers]
    beside = [[paper, filing] for paper in papers for filing in filings]
    proved = (answer("work-proof", on=facts["on"], documents=some)["allowed"] for some in alone + beside)
    assert answer("work-proof", **facts)["allowed"] is any(proved)


@given(strategies.body_acceptance())
def test_a_paper_that_says_more_is_never_less_accepted(facts):
    found = answer("body-acceptance", **facts)["accepted"]
    for better in ({"work_mention": True}, {"renewal": True}, {"valid_until": None}):
        assert found <= answer("body-acceptance", **{**facts, **better})["accepted"]


@given(strategies.fees())
def test_a_price_is_the_sum_of_its_parts(facts):
    found = answer("fees", **facts)
    if found["total"] is None:
        assert found["tax"] is found["due_at_filing"] is None
        return
    parts = [found[name] for name in ("tax", "stamp", "late", "regularisation")]
    assert found["total"] == sum(parts)
    assert all(part >= 0 for part in parts)
    assert (found["due_at_filing"] > 0) is (found["regularisation"] > 0)
    assert found["due_at_filing"] <= found["regularisation"]
    alone = answer("fees", **{**facts, "late": False, "regularisation": False})
    assert alone["total"] == found["total"] - found["late"] - found["regularisation"]


@given(strategies.re_entry(), st.integers(0, 300))
def test_coming_back_later_is_never_easier(facts, more):
    order = ["yes", "return_visa", "entry_visa"]
    later = (date.fromisoformat(facts["on"]) + timedelta(more)).isoformat()
    first, second = (answer("re-entry", **{**facts, "on": day})["answer"] for day in (facts["on"], later))
    assert order.index(first) <= order.index(second)


@given(strategies.renewal_limit())
def test_one_more_renewal_leaves_one_less(facts):
    more = {**facts, "renewals_same_mention": facts["renewals_same_mention"] + 1}
    first, second = (answer("renewal-limit", **each) for each in (facts, more))
    assert first["allowed"] >= second["allowed"]
    if first["left"] is not None:
        assert second["left"] == max(first["left"] - 1, 0)


@given(strategies.integration())
def test_proving_more_never_lacks_more(facts):
    found = set(answer("integration", **facts)["missing"])
    for better in ({"civic_exam_score": 40}, {"french_level": "C2"}, {"first_of_its_kind": False}):
        assert set(answer("integration", **{**facts, **better})["missing"]) <= found
    for waived in ({"age_over_65": True}, {"exempt_from_integration_contract": True}):
        assert set(answer("integration", **{**facts, **waived})["missing"]) <= found


@given(strategies.habitual_residence(), st.integers(0, 12))
def test_more_months_in_france_never_make_residence_less_habitual(facts, months):
    more = {year: max(spent, months) for year, spent in facts["months_in_france"].items()}
    first = answer("habitual-residence", **facts)["met"]
    second = answer("habitual-residence", **{**facts, "months_in_france": more})["met"]
    if first is not False:
        assert second is first


@given(strategies.commission())
def test_days_of_the_commission_are_known_only_where_it_is_consulted(facts):
    found = answer("commission", **facts)
    known = found["required"] and "referred_on" in facts
    assert (found["meeting_by"] is not None) is (found["opinion_deemed_on"] is not None) is known
    assert (found["provisional_document_months"] is not None) is found["required"]


@given(strategies.employer_check())
def test_a_check_is_asked_for_before_the_hire_and_answered_after_the_request(facts):
    found = answer("employer-check", **facts)
    assert (found["ask_by"] is not None) is found["required"]
    if found["required"]:
        assert found["ask_by"] < facts["hire_on"]
    if found["deemed_done_after"] is not None:
        assert found["deemed_done_after"] > facts["request_received_on"]


@given(strategies.retention(), st.integers(1, 900))
def test_an_update_never_brings_the_erasure_forward(facts, more):
    facts.pop("updated_on", None)
    updated_on = (date.fromisoformat(facts["permit_expired_on"]) + timedelta(more)).isoformat()
    first = answer("retention", **facts)["erase_on"]
    assert first <= answer("retention", **facts, updated_on=updated_on)["erase_on"]
