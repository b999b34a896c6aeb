"""Reminders before the end of a permit: INV-9."""

from datetime import date

import pytest

from sejour.law.kinds import PermitKind
from sejour.law.reminders import complement_steps, step_reached, steps

END = date(2026, 12, 31)


def planned(held_kind=PermitKind.CARTE_RESIDENT, *, online=True):
    """Return the reminders of a document that ends on 31 December 2026."""
    return steps(held_until=END, held_kind=held_kind, online=online)


def test_inv_9_online_from_the_opening_to_the_last_day():
    assert [(step.name, step.day.isoformat()) for step in planned()] == [
        ("opening", "2026-09-02"),
        ("90", "2026-10-02"),
        ("70", "2026-10-22"),
        ("61", "2026-10-31"),
        ("60", "2026-11-01"),
        ("30", "2026-12-01"),
        ("0", "2026-12-31"),
    ]


def test_at_the_prefecture_they_follow_the_window_of_two_months():
    found = planned(online=False)
    assert (found[0].day, found[-1].day) == (date(2026, 10, 31), END)
    assert all(found[0].day <= step.day <= END for step in found)


def test_where_no_window_applies_people_are_told_all_the_same():
    assert planned(PermitKind.DCEM, online=False)[1:] == planned()[1:]


@pytest.mark.parametrize("online", [True, False])
def test_reminders_go_from_first_to_last(online):
    days = [step.day for step in planned(online=online)]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 2), "opening"),
        (date(2026, 10, 31), "61"),
        (date(2026, 11, 1), "60"),
        (date(2026, 12, 31), "0"),
        (date(2027, 1, 1), None),
    ],
)
def test_the_last_reminder_whose_day_has_come_is_the_one_to_send(today, name):
    reached = step_reached(today, planned())
    assert (reached.name if reached else None) == name


@pytest.mark.parametrize(
    ("asked_on", "names"),
    [
        (date(2026, 11, 1), ["10", "3"]),
        (date(2026, 11, 20), ["10", "3"]),
        (date(2026, 11, 21), ["3"]),
        (date(2026, 11, 28), []),
    ],
)
def test_p_1_nobody_is_incomplete_without_having_been_reminded_while_there_was_time(asked_on, names):
    found = complement_steps(asked_on=asked_on, due_on=date(2026, 12, 1))
    assert [step.name for step in found] == names
    assert all(asked_on < step.day < date(2026, 12, 1) for step in found)
