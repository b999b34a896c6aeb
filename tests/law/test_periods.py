"""Days, months and periods, against an oracle that counts days one by one."""

from datetime import date
from itertools import islice, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.law import periods
from sejour.law.periods import Period
from sejour.law.tables import MAINLAND
from tests.law import naive

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(-30, 30)
SPANS = st.lists(
    st.tuples(DAYS, st.integers(-5, 60)).map(lambda s: (s[0], naive.walk(s[0], s[1]))), max_size=6
)


@given(DAYS, st.integers(-400, 400))
def test_days_are_counted_without_the_day_of_the_event(day, number):
    assert periods.add_days(day, number) == naive.walk(day, number)


@given(DAYS, MONTHS)
def test_months_end_on_the_same_number_or_the_last_of_the_month(day, months):
    assert periods.add_months(day, months) == naive.months_later(day, months)


@given(DAYS, st.integers(0, 12), st.integers(0, 30), st.integers(0, 90))
def test_months_come_first_and_days_after(day, years, months, number):
    found = periods.add_period(day, years=years, months=months, days=number)
    assert found == naive.walk(naive.months_later(day, 12 * years + months), number)


@given(DAYS, st.integers(1, 24))
def test_a_period_of_months_ends_on_the_eve_of_the_same_number(first_day, months):
    found = periods.months_from(first_day, months)
    assert found == Period(first_day, naive.walk(naive.months_later(first_day, months), -1))


@given(DAYS, st.integers(1, 24), st.integers(1, 24), st.integers(1, 12))
def test_a_chain_leaves_no_day_between_its_periods(first_day, first, following, length):
    months = iter([first, *repeat(following, length)])
    found = list(periods.chain(first_day, months))
    covered = [day for period in found for day in naive.days(period.first_day, period.last_day)]
    assert covered == list(naive.days(first_day, found[-1].last_day))


@given(SPANS)
def test_days_of_several_spans_are_counted_once(spans):
    union = {day for start, end in spans for day in naive.days(naive.walk(start, 1), end)}
    assert periods.days_in_union(spans) == len(union)


@given(DAYS, st.integers(0, 4000))
def test_full_years_are_the_birthdays_reached(first_day, length):
    last_day = naive.walk(first_day, length)
    birthdays = (naive.months_later(first_day, 12 * age) for age in range(1, 13))
    reached = sum(birthday <= naive.walk(last_day, 1) for birthday in birthdays)
    assert periods.full_years(first_day, last_day) == reached


def test_a_card_of_ten_years_has_ten_full_years():
    assert periods.full_years(date(2017, 1, 1), date(2026, 12, 31)) == 10


def test_a_card_of_ten_years_less_a_day_has_nine():
    assert periods.full_years(date(2017, 1, 1), date(2026, 12, 30)) == 9


def test_a_period_holds_its_first_and_last_days():
    period = Period(date(2026, 9, 2), date(2026, 11, 1))
    inside = [day for day in naive.days(date(2026, 8, 1), date(2026, 12, 31)) if day in period]
    assert (inside[0], inside[-1], len(inside)) == (date(2026, 9, 2), date(2026, 11, 1), 61)


def test_a_period_of_one_day_exists():
    assert date(2026, 9, 2) in Period(date(2026, 9, 2), date(2026, 9, 2))


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 9, 2), date(2026, 9, 1))


def test_the_days_around_a_day():
    assert [periods.day_before(date(2028, 3, 1)), periods.day_after(date(2028, 2, 28))] == [
        date(2028, 2, 29),
        date(2028, 2, 29),
    ]


def test_a_chain_can_be_taken_piece_by_piece():
    found = list(islice(periods.chain(date(2027, 1, 16), repeat(3)), 2))
    assert found == [
        Period(date(2027, 1, 16), date(2027, 4, 15)),
        Period(date(2027, 4, 16), date(2027, 7, 15)),
    ]


def published(rule: str) -> list:
    """Return the published examples of a rule."""
    rows = [row for row in naive.vectors()["exemples_publies"] if row["regle"].startswith(rule)]
    assert rows
    return [pytest.param(row, id=row["id"]) for row in rows]


def length(written: str) -> dict[str, int]:
    """Read a length written in French, such as `1 mois 15 jours`."""
    words = written.split()
    names = {"mois": "months", "jours": "days"}
    return {names[unit]: int(number) for number, unit in zip(words[::2], words[1::2], strict=True)}


@pytest.mark.parametrize("row", published("delai_franc"))
def test_r_tim_03_a_delai_franc_counts_neither_its_first_nor_its_last_day(row):
    last_day = periods.last_day_franc(date.fromisoformat(row["fait"]), **length(row["duree"]))
    assert MAINLAND.working_day_from(last_day).isoformat() == row["dernier_jour"]


@pytest.mark.parametrize("row", published("cpc"))
def test_cpc_641_and_642(row):
    last_day = periods.add_period(date.fromisoformat(row["fait"]), **length(row["duree"]))
    assert MAINLAND.working_day_from(last_day).isoformat() == row["dernier_jour"]


@pytest.mark.parametrize("row", naive.vectors()["catala_dates_calc"])
def test_published_date_arithmetic_rounded_down_to_the_last_day_of_the_month(row):
    period = row["periode"]
    found = periods.add_period(
        date.fromisoformat(row["date"]),
        years=period["annees"],
        months=period["mois"],
        days=period["jours"],
    )
    assert found.isoformat() == (row["resultat"] or row["arrondi_bas"])


def test_all_published_vectors_are_tried():
    rules = {row["regle"] for row in naive.vectors()["exemples_publies"]}
    assert sum(map(len, (naive.vectors()[k] for k in ("exemples_publies", "catala_dates_calc")))) == 38
    assert rules == {
        "delai_franc_mois",
        "cpc_641_642_jours",
        "cpc_641_mois_puis_jours",
        "cpc_641_mois",
        "fenetre_renouvellement_120_60",
    }
