"""`health-cover`: CSS R.111-4."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, refused, some


def kept_until(expired_on, **facts):
    """Return the last day of cover."""
    return answer("health-cover", document_expired_on=expired_on, **facts)["kept_until"]


@pytest.mark.parametrize(
    ("expired_on", "six_months", "two_months"),
    [
        ("2026-08-31", "2027-02-28", "2026-10-31"),
        ("2027-08-31", "2028-02-29", "2027-10-31"),
        ("2026-01-15", "2026-07-15", "2026-03-15"),
        ("2026-12-31", "2027-06-30", "2027-02-28"),
        ("2026-11-14", "2027-05-14", "2027-01-14"),
        ("2026-03-31", "2026-09-30", "2026-05-31"),  # a Sunday moves nothing
    ],
)
def test_css_r111_4_six_months_or_two_where_a_removal_is_final(expired_on, six_months, two_months):
    assert kept_until(expired_on) == kept_until(expired_on, removal_final=False) == six_months
    assert kept_until(expired_on, removal_final=True) == two_months


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_months_are_pages_of_the_calendar(expired_on):
    assert kept_until(expired_on.isoformat()) == naive.months_later(expired_on, 6).isoformat()
    final = kept_until(expired_on.isoformat(), removal_final=True)
    assert final == naive.months_later(expired_on, 2).isoformat()


@pytest.mark.parametrize("removal_final", [True, False])
def test_another_reading_goes_to_the_end_of_the_calendar_month(removal_final):
    found = answer("health-cover", document_expired_on="2026-08-15", removal_final=removal_final)
    assert some("certainty", found) == {"certainty": "medium"}


def test_the_end_of_the_document_is_needed():
    assert refused("health-cover", removal_final=True).fact == "document_expired_on"
