"""Quotas: so many questions a minute and a day, counted by one statement each, whoever asks at once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from sejour.bodies.errors import QuotaExceeded
from sejour.bodies.models import Channel
from sejour.core.clock import PARIS

_COUNT = """
INSERT INTO bodies_usage (channel_id, span, begun_at, asked)
SELECT %(channel)s, %(span)s, %(begun_at)s, %(asked)s WHERE %(asked)s <= %(most)s
ON CONFLICT (channel_id, span, begun_at) DO UPDATE SET asked = bodies_usage.asked + excluded.asked
WHERE bodies_usage.asked + excluded.asked <= %(most)s
RETURNING asked
"""


@transaction.atomic
def take(*, channel: Channel, questions: int, at: datetime) -> None:
    """Count questions before they are answered. Raises QuotaExceeded, having counted none."""
    minute = at.replace(second=0, microsecond=0)
    midnight = at.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    _take(channel, "minute", minute, minute + timedelta(minutes=1), channel.body.a_minute, questions, at)
    _take(channel, "day", midnight, midnight + timedelta(days=1), channel.body.a_day, questions, at)


def _take(
    channel: Channel, span: str, begun_at: datetime, ends_at: datetime, most: int, asked: int, at: datetime
) -> None:
    values: dict[str, Any] = {
        "channel": channel.pk,
        "span": span,
        "begun_at": begun_at,
        "asked": asked,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        if cursor.fetchone() is None:
            raise QuotaExceeded(seconds=int((ends_at - at).total_seconds()) + 1)
