"""`re-entry`: L.414-2, R.431-8, and the pages of the prefectures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused

ENOUGH = ["attestation_prolongation_renewal", "recepisse_renewal", "attestation_decision_favorable", "permit"]
OF_FIRST = ["attestation_prolongation_first", "recepisse_first"]


def verdict(document, **facts):
    """Return whether the traveller comes back, and how."""
    return answer("re-entry", document=document, **facts)["answer"]


@pytest.mark.parametrize("document", ENOUGH)
def test_r_trv_02_some_documents_are_enough_whatever_the_days(document):
    found = answer("re-entry", document=document)
    assert (found["answer"], ids(found)) == ("yes", ["R-TRV-02"])


@pytest.mark.parametrize("document", ENOUGH[:-1])
def test_r_trv_02_however_long_ago_the_permit_expired(document):
    assert verdict(document, expired_on="2020-01-01", on="2027-01-01") == "yes"


@pytest.mark.parametrize("document", OF_FIRST)
@pytest.mark.parametrize("days", [{}, {"expired_on": "2020-01-01", "on": "2027-01-01"}])
def test_r_trv_03_the_document_of_a_first_application_needs_a_return_visa(document, days):
    found = answer("re-entry", document=document, **days)
    assert (found["answer"], ids(found)) == ("return_visa", ["R-TRV-03"])


@pytest.mark.parametrize("document", ["expired_permit", "attestation_depot", "permit"])
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-31", "yes"),  # the last day of the permit
        ("2027-01-01", "return_visa"),
        ("2027-06-30", "return_visa"),  # six months
        ("2027-07-01", "entry_visa"),
    ],
)
def test_r_trv_03_six_months_after_the_permit_a_new_entry_visa_is_needed(document, on, expected):
    assert verdict(document, expired_on="2026-12-31", on=on) == expected


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(-5, 250))
def test_six_months_are_pages_of_the_calendar(expired_on, wait):
    on = naive.walk(expired_on, wait)
    if on <= expired_on:
        expected = "yes"
    else:
        expected = "return_visa" if on <= naive.months_later(expired_on, 6) else "entry_visa"
    assert verdict("expired_permit", expired_on=expired_on.isoformat(), on=on.isoformat()) == expected


def test_r_trv_03_an_attestation_de_depot_without_any_permit_needs_a_return_visa():
    found = answer("re-entry", document="attestation_depot")
    assert (found["answer"], ids(found)) == ("return_visa", ["R-TRV-03", "R-TRV-03"])


@pytest.mark.parametrize(("on", "warned"), [("2027-03-31", True), ("2027-04-01", False)])
def test_r_trv_04_nobody_travels_on_the_grace_alone(on, warned):
    found = answer("re-entry", document="expired_permit", expired_on="2026-12-31", on=on)
    assert ("R-TRV-04" in ids(found)) is warned
    assert found.get("certainty", "high") == ("medium" if warned else "high")


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({}, "document"),
        ({"document": "passport"}, "document"),
        ({"document": "expired_permit", "on": "2027-01-01"}, "expired_on"),
        ({"document": "expired_permit", "expired_on": "2027-01-01"}, "on"),
        ({"document": "attestation_depot", "expired_on": "2027-01-01"}, "on"),
        ({"document": "permit", "expired_on": "2027-01-01"}, "on"),
    ],
)
def test_what_the_answer_depends_on_is_needed(facts, fact):
    assert refused("re-entry", **facts).fact == fact
