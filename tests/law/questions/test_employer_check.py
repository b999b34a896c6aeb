"""`employer-check`: C. trav. L.5221-8, L.5221-9, R.5221-41 to R.5221-45."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused, some

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
PLACES = st.none() | st.sampled_from(sorted(naive.OWN_DAYS))


@pytest.mark.parametrize(
    ("hire_on", "departement", "ask_by"),
    [
        ("2026-11-12", "75", "2026-11-09"),  # 11 November does not count
        ("2026-11-12", None, "2026-11-09"),
        ("2026-10-09", "75", "2026-10-07"),  # a Friday
        ("2026-10-12", "75", "2026-10-09"),  # a Monday: Saturday counts, Sunday does not
        ("2026-10-11", "75", "2026-10-09"),  # a Sunday
        ("2026-12-28", "75", "2026-12-24"),  # a Monday after Christmas, on a Friday
        ("2026-12-28", "67", "2026-12-23"),  # and 26 December in Alsace
        ("2027-12-21", "974", "2027-12-17"),  # 20 December in La Réunion, a Monday
    ],
)
def test_r5221_42_two_workable_days_before_the_hire(hire_on, departement, ask_by):
    found = answer("employer-check", hire_on=hire_on, departement=departement)
    assert some("required ask_by deemed_done_after", found) == {
        "required": True,
        "ask_by": ask_by,
        "deemed_done_after": None,
    }
    assert ids(found) == ["R-EMP-01", "R-EMP-03", "R-TIM-06"]


@pytest.mark.parametrize(
    ("received_on", "departement", "deemed"),
    [
        ("2026-11-09", "75", "2026-11-12"),
        ("2026-11-07", "75", "2026-11-10"),  # a Saturday
        ("2026-11-06", "75", "2026-11-09"),  # Saturday, then Monday
        ("2026-12-24", "75", "2026-12-28"),  # Christmas, then Saturday and Monday
        ("2026-12-24", "57", "2026-12-29"),
    ],
)
def test_r5221_42_without_an_answer_in_two_workable_days_it_is_deemed_done(received_on, departement, deemed):
    found = answer(
        "employer-check", hire_on="2027-01-15", departement=departement, request_received_on=received_on
    )
    assert found["deemed_done_after"] == deemed


@given(DAYS, st.integers(-30, 5), PLACES)
def test_workable_days_are_counted_one_by_one(hire_on, wait, departement):
    received_on = naive.walk(hire_on, wait)
    found = answer(
        "employer-check",
        hire_on=hire_on.isoformat(),
        request_received_on=received_on.isoformat(),
        departement=departement,
    )
    assert found["ask_by"] == naive.nth_workable_day(hire_on, -2, departement).isoformat()
    assert found["deemed_done_after"] == naive.nth_workable_day(received_on, 2, departement).isoformat()


@pytest.mark.parametrize(("received_on", "late"), [("2026-11-09", False), ("2026-11-10", True)])
def test_a_request_that_comes_too_late_is_told_so(received_on, late):
    found = answer("employer-check", hire_on="2026-11-12", request_received_on=received_on)
    assert any("trop tard" in rule["because"] for rule in found["rules"]) is late


@pytest.mark.parametrize("more", [{}, {"request_received_on": "2026-11-09"}, {"hire_on": "2026-12-28"}])
def test_r5221_43_who_is_registered_with_france_travail_needs_no_check(more):
    found = answer("employer-check", france_travail_registered=True, **more)
    assert some("required ask_by deemed_done_after", found) == {
        "required": False,
        "ask_by": None,
        "deemed_done_after": None,
    }
    assert ids(found) == ["R-EMP-04"]


@pytest.mark.parametrize("registered", [True, False])
def test_l5221_9_a_student_is_declared_in_all_cases(registered):
    found = answer("employer-check", hire_on="2026-11-12", student=True, france_travail_registered=registered)
    assert some("required ask_by", found) == {"required": True, "ask_by": "2026-11-09"}
    assert ids(found)[0] == "R-EMP-06"


def test_the_day_of_the_hire_is_needed_where_a_check_is():
    assert refused("employer-check").fact == "hire_on"
    assert refused("employer-check", student=True, france_travail_registered=True).fact == "hire_on"
