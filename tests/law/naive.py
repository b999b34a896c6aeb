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
