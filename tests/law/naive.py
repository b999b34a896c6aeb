"""An independent oracle: days counted one by one, sharing no code with the law."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
DAY = timedelta(1)


def walk(day: date, steps: int) -> date:
    """Take that many steps of one day, backwards if negative."""
    for _ in range(abs(steps)):
        day = day + DAY if steps > 0 else day - DAY
    return day


def days(first_day: date, last_day: date) -> Iterator[date]:
    """Yield each day from the first to the last, both included."""
    while first_day <= last_day:
        yield first_day
        first_day += DAY


def months_later(day: date, months: int) -> date:
    """Turn the calendar's pages one by one, then take the same number, or the nearest lower that exists."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while not _exists(year, month, number):
        number -= 1
    return date(year, month, number)


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


@cache
def legal_holidays(zone: str) -> dict[date, str]:
    """Return the public holidays of a zone that two published libraries agree on, 2024 to 2030."""
    with (DATA / "jours_feries_2024_2030.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["nature"] == "legal"]
    return {date.fromisoformat(row["date"]): row["nom"] for row in rows if row["zone"] == zone}


def zones() -> list[str]:
    """Return the zones of the published list."""
    with (DATA / "jours_feries_2024_2030.csv").open(encoding="utf-8") as lines:
        return sorted({row["zone"] for row in csv.DictReader(lines)})


def moon_after_equinox(year: int) -> date:
    """Return the ecclesiastical full moon of spring, by golden number and Lilian epact."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact
    if full_moon < 21:
        full_moon += 30
    return date(year, 3, 1) + timedelta(full_moon - 1)


@cache
def easter(year: int) -> date:
    """Return the Sunday after the full moon of spring."""
    day = moon_after_equinox(year) + DAY
    while day.strftime("%A") != "Sunday":
        day += DAY
    return day


# What each zone adds to the eleven days of everywhere: days of the year, and days from Easter.
OWN_DAYS = {
    "75": ("", ()),
    "67": ("12-26", (-2,)),
    "971": ("05-27", ()),
    "972": ("05-22", ()),
    "973": ("06-10", ()),
    "974": ("12-20", ()),
    "976": ("04-27", ()),
    "977": ("10-09", ()),
}
EVERYWHERE = "01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25"


def is_holiday(day: date, departement: str | None) -> bool:
    """Tell whether a day is a public holiday in a département, mainland if none is told."""
    fixed, movable = OWN_DAYS[departement or "75"]
    around_easter = {walk(easter(day.year), number) for number in (1, 39, 50, *movable)}
    return day.strftime("%m-%d") in f"{EVERYWHERE} {fixed}".split() or day in around_easter


def court_day(day: date, departement: str | None) -> date:
    """Return the day, or the next that is neither at the week-end nor a holiday."""
    while day.strftime("%A") in ("Saturday", "Sunday") or is_holiday(day, departement):
        day += DAY
    return day


def nth_workable_day(day: date, number: int, departement: str | None) -> date:
    """Return the n-th day after (before, if negative) that is neither a Sunday nor a holiday."""
    seen = 0
    while seen != abs(number):
        day = day + DAY if number > 0 else day - DAY
        seen += day.strftime("%A") != "Sunday" and not is_holiday(day, departement)
    return day


def birthday(born_on: date, age: int) -> date:
    """Return the day on which somebody reaches an age: 28 February if the 29th is missing."""
    return months_later(born_on, 12 * age)


def nth_working_day(day: date, number: int, holidays: set[date]) -> date:
    """Return the n-th day after `day` that is neither at the week-end nor a holiday."""
    seen = 0
    for step in count(1):
        candidate = walk(day, step)
        seen += candidate.strftime("%w") not in "06" and candidate not in holidays
        if seen == number:
            return candidate
    raise AssertionError


def vectors() -> dict[str, list[dict]]:
    """Return the published examples of time limits and of date arithmetic."""
    return json.loads((DATA / "dates_vecteurs.json").read_text("utf-8"))
