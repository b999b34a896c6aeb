"""The only reader of the time of day.

A demonstration may play ahead of the real time: SEJOUR_AHEAD, in seconds, heard only where SEJOUR_DEMO is
set (`sejour run --demo --today 2027-01-15` sets it for all its processes). No real platform can be made to
believe that it is another day.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


@cache
def _ahead() -> timedelta:
    """Return how far ahead a demonstration plays; read once, so that its time never goes back."""
    demo = os.environ.get("SEJOUR_DEMO", "").lower() in {"1", "true", "yes"}
    return timedelta(seconds=int(os.environ.get("SEJOUR_AHEAD") or 0) if demo else 0)


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC) + _ahead()


def today() -> date:
    """Return the day in mainland France."""
    return day_of(now(), PARIS)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the local day of an instant: a day ends at midnight where the person lives (P-9)."""
    return at.astimezone(zone).date()
