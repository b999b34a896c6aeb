"""Days and instants as programs read them, nothing for the unknown."""

from datetime import UTC, date, datetime
from typing import Any

Data = dict[str, Any]


def day(value: date | None) -> str:
    """Return a day in ISO 8601."""
    return value.isoformat() if value else ""


def instant(value: datetime | None) -> str:
    """Return an instant in ISO 8601, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""
