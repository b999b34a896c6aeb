"""The only reader of the time of day.

A demonstration may play another day: SEJOUR_TODAY=2027-01-15, heard only where SEJOUR_DEMO is set. The
hour goes on as it is; no real platform can be made to believe that it is another day.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


@cache
def _away() -> timedelta:
    """Return how far from the real day a demonstration plays; read once, so that time never goes back."""
    chosen = os.environ.get("SEJOUR_TODAY")
    demo = os.environ.get("SEJOUR_DEMO", "").lower() in {"1", "true", "yes"}
    if not (chosen and demo):
        return timedelta()
    return date.fromisoformat(chosen) - datetime.now(PARIS).date()


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC) + _away()


def today() -> date:
    """Return the day in mainland France."""
    return day_of(now(), PARIS)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the local day of an instant: a day ends at midnight where the person lives (P-9)."""
    return at.astimezone(zone).date()
