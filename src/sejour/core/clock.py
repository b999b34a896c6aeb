"""The only reader of the time of day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in mainland France."""
    return day_of(now(), PARIS)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the local day of an instant: a day ends at midnight where the person lives (P-9)."""
    return at.astimezone(zone).date()
