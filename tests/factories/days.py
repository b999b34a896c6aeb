"""The day on which tests play, and those around it: the same whatever the day on which they run."""

from datetime import UTC, date, datetime, time, timedelta

# A Monday of winter: noon in Paris is eleven in UTC.
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def in_days(days: int) -> date:
    """Return a day so many days from today."""
    return TODAY + days * DAY


def at(day: date, hour: int = 11, minute: int = 0) -> datetime:
    """Return an instant of a day, in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)
