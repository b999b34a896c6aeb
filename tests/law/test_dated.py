"""Values of the law that change with time."""

from datetime import date

import pytest

from sejour.law.dated import Dated

FEE = Dated.of("fee", [(date(2021, 5, 1), 180), (date(2026, 5, 1), 200), (date(2027, 1, 1), 250)])


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(1900, 1, 1), 180),
        (date(2021, 4, 30), 180),
        (date(2021, 5, 1), 180),
        (date(2026, 4, 30), 180),
        (date(2026, 5, 1), 200),
        (date(2026, 12, 31), 200),
        (date(2027, 1, 1), 250),
        (date(2199, 12, 31), 250),
    ],
)
def test_a_day_gets_the_value_in_force_and_the_first_one_before(day, value):
    assert FEE.on(day) == value


def test_a_dated_value_has_one_value_at_least():
    with pytest.raises(ValueError, match="fee has no value"):
        Dated.of("fee", [])


@pytest.mark.parametrize("second", [date(2021, 5, 1), date(2021, 4, 30)])
def test_first_days_go_up(second):
    with pytest.raises(ValueError, match="fee: the first days"):
        Dated.of("fee", [(date(2021, 5, 1), 180), (second, 200)])
