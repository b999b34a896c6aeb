"""`first-application-deadline`: R.431-4, R.431-5, R.431-17, R.426-4, R.233-15."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
BIRTHS = st.dates(date(1990, 1, 1), date(2020, 12, 31))


def closes(basis, day):
    """Return the last day to file."""
    return answer("first-application-deadline", basis=basis, date=day)["closes"]


@pytest.mark.parametrize(
    ("basis", "day", "last_day"),
    [
        ("entry", "2026-09-03", "2026-11-03"),
        ("entry", "2026-12-31", "2027-02-28"),
        ("entry", "2026-09-11", "2026-11-11"),  # a holiday moves nothing
        ("entry", "2026-10-03", "2026-12-03"),
        ("long_stay_visa_validation", "2026-09-03", "2026-12-03"),
        ("long_stay_visa_validation", "2026-11-30", "2027-02-28"),
        ("eu_family", "2026-09-03", "2026-12-03"),
        ("eu_family", "2026-10-31", "2027-01-31"),  # a Sunday moves nothing
        ("long_term_resident_other_state", "2026-09-03", "2026-12-03"),
        ("lost_nationality", "2026-09-03", "2026-11-03"),
        ("young_adult_with_right", "2008-03-10", "2027-03-09"),
        ("young_adult_with_right", "2008-01-01", "2026-12-31"),
        ("young_adult_with_right", "2008-03-01", "2027-02-28"),
        ("young_adult_with_right", "2009-03-01", "2028-02-29"),
        ("young_adult", "2008-03-10", "2026-05-10"),
        ("young_adult", "2008-12-31", "2027-02-28"),
        ("young_adult", "2009-12-31", "2028-02-29"),
    ],
)
def test_each_basis_has_its_time(basis, day, last_day):
    assert closes(basis, day) == last_day


@pytest.mark.parametrize(
    ("basis", "last_day"), [("young_adult_with_right", "2027-02-27"), ("young_adult", "2026-04-28")]
)
def test_born_on_29_february_the_earlier_day_is_told_with_a_doubt(basis, last_day):
    found = answer("first-application-deadline", basis=basis, date="2008-02-29")
    assert (found["closes"], found["certainty"], ids(found)[-1]) == (last_day, "medium", "R-TIM-01")


@pytest.mark.parametrize("born_on", ["2008-02-28", "2008-03-01", "2009-02-28"])
def test_born_on_another_day_there_is_no_doubt(born_on):
    assert "certainty" not in answer("first-application-deadline", basis="young_adult", date=born_on)


@pytest.mark.parametrize(
    ("basis", "rule"),
    [
        ("entry", "R-DEP-04"),
        ("long_term_resident_other_state", "R-DEP-04"),
        ("long_stay_visa_validation", "R-DEP-09"),
        ("eu_family", "R-DEP-12"),
        ("young_adult_with_right", "R-DEP-05"),
        ("young_adult", "R-DEP-06"),
        ("lost_nationality", "R-DEP-07"),
    ],
)
def test_each_basis_cites_its_rule(basis, rule):
    assert ids(answer("first-application-deadline", basis=basis, date="2008-03-10")) == [rule]


@pytest.mark.parametrize(
    ("basis", "said"),
    [("young_adult_with_right", "la veille de vos 19 ans"), ("young_adult", "vos 18 ans")],
)
def test_until_when_a_young_adult_files_is_said(basis, said):
    found = answer("first-application-deadline", basis=basis, date="2008-03-10")
    assert said in found["rules"][0]["because"]


@given(DAYS)
def test_months_are_pages_of_the_calendar(day):
    for basis, months in [
        ("entry", 2),
        ("lost_nationality", 2),
        ("long_stay_visa_validation", 3),
        ("eu_family", 3),
        ("long_term_resident_other_state", 3),
    ]:
        assert closes(basis, day.isoformat()) == naive.months_later(day, months).isoformat()


@given(BIRTHS)
def test_birthdays_are_counted_year_after_year(born_on):
    eve = naive.walk(naive.birthday(born_on, 19), -1)
    assert closes("young_adult_with_right", born_on.isoformat()) == eve.isoformat()
    after = naive.months_later(naive.birthday(born_on, 18), 2)
    assert closes("young_adult", born_on.isoformat()) == after.isoformat()


@pytest.mark.parametrize(
    ("facts", "fact"), [({"basis": "entry"}, "date"), ({"date": "2026-09-03"}, "basis"), ({}, "basis")]
)
def test_basis_and_day_are_needed(facts, fact):
    assert refused("first-application-deadline", **facts).fact == fact
