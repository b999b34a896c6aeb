"""Working days and public holidays, against published lists and an oracle that counts days one by one."""

from datetime import date, timedelta

import dateutil.easter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.law.calendars import easter
from sejour.law.tables import MAINLAND, ZONES, zone_of
from tests.law import naive

YEARS = range(2024, 2031)
DEPARTEMENTS = {
    "metropole": "75",
    "alsace-moselle": "67",
    "guadeloupe": "971",
    "martinique": "972",
    "guyane": "973",
    "la-reunion": "974",
    "mayotte": "976",
    "saint-pierre-et-miquelon": "975",
    "saint-barthelemy": "977",
    "saint-martin": "978",
    "wallis-et-futuna": "986",
    "polynesie-francaise": "987",
    "nouvelle-caledonie": "988",
}
# C. trav. L.3422-2 gives 27 May to Saint-Martin; the published libraries follow a decree that says 28 May.
ABOLITION_IN_SAINT_MARTIN = {date(year, 5, 27) for year in YEARS}
ABOLITION_BY_DECREE = {date(year, 5, 28) for year in YEARS}


def computed(departement: str) -> set[date]:
    """Return the public holidays that the law computes for a département."""
    zone = ZONES[departement]
    return {day for day in naive.days(date(2024, 1, 1), date(2030, 12, 31)) if zone.is_holiday(day)}


@pytest.mark.parametrize("year", range(1900, 2200))
def test_easter_is_the_sunday_after_the_full_moon_of_spring(year):
    assert easter(year) == naive.easter(year)


def test_easter_is_that_of_another_library_in_every_century_of_the_calendar():
    assert [year for year in range(1583, 4100) if easter(year) != dateutil.easter.easter(year)] == []


@pytest.mark.parametrize("zone", sorted(set(DEPARTEMENTS) - {"saint-martin"}))
def test_c_trav_l3133_1_holidays_are_those_of_the_published_list(zone):
    assert computed(DEPARTEMENTS[zone]) == set(naive.legal_holidays(zone))


def test_c_trav_l3422_2_the_abolition_day_of_saint_martin_is_27_may():
    published = set(naive.legal_holidays("saint-martin"))
    found = computed("978")
    assert found - published == ABOLITION_IN_SAINT_MARTIN
    assert published - found == ABOLITION_BY_DECREE


def test_the_published_list_is_tried_for_each_of_its_zones():
    assert set(naive.zones()) == set(DEPARTEMENTS)


@pytest.mark.parametrize("departement", ["57", "67", "68"])
def test_c_trav_l3134_13_alsace_and_moselle_have_two_days_more(departement):
    more = computed(departement) - computed("75")
    assert {day.year: None for day in more}.keys() == set(YEARS)
    assert {(day.month, day.day) for day in more if day.month == 12} == {(12, 26)}
    assert all(day + timedelta(3) in computed("75") for day in more if day.month < 12)


def test_every_departement_has_a_zone():
    mainland = {f"{number:02}" for number in range(1, 96) if number != 20} | {"2A", "2B"}
    overseas = {"971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988", "989"}
    assert set(ZONES) == mainland | overseas


def test_without_departement_mainland_holidays_apply():
    assert zone_of(None) is MAINLAND
    assert zone_of("974") is ZONES["974"]


@given(
    st.sampled_from(sorted(DEPARTEMENTS)),
    st.dates(date(2024, 1, 1), date(2030, 11, 30)),
    st.integers(1, 12),
)
def test_r_tim_06_working_days_are_counted_one_by_one(zone, day, number):
    holidays = set(naive.legal_holidays(zone))
    if zone == "saint-martin":
        holidays = holidays - ABOLITION_BY_DECREE | ABOLITION_IN_SAINT_MARTIN
    found = ZONES[DEPARTEMENTS[zone]].add_working_days(day, number)
    assert found == naive.nth_working_day(day, number, holidays)


@given(st.dates(date(2024, 1, 1), date(2030, 11, 30)))
def test_cpc_642_a_court_limit_moves_to_the_next_working_day(day):
    eve = naive.walk(day, -1)
    assert MAINLAND.working_day_from(day) == naive.nth_working_day(
        eve, 1, set(naive.legal_holidays("metropole"))
    )


@given(
    st.sampled_from(sorted(naive.OWN_DAYS)),
    st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    st.integers(-9, 9),
)
def test_r_tim_06_workable_days_are_counted_one_by_one_both_ways(departement, day, number):
    found = ZONES[departement].add_workable_days(day, number)
    assert found == naive.nth_workable_day(day, number, departement)


@pytest.mark.parametrize(
    ("day", "workable"),
    [("2026-10-30", True), ("2026-10-31", True), ("2026-11-01", False), ("2026-11-11", False)],
)
def test_a_saturday_is_workable_but_no_sunday_nor_holiday(day, workable):
    assert MAINLAND.is_workable_day(date.fromisoformat(day)) is workable


def test_no_working_day_counts_for_none():
    assert MAINLAND.add_working_days(date(2026, 10, 31), 0) == date(2026, 10, 31)


def test_a_saturday_is_no_working_day():
    assert [MAINLAND.is_working_day(date(2026, 10, day)) for day in (30, 31)] == [True, False]
