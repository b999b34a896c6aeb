"""Numbers of events: given once the acts that wrote them are committed, without a hole."""

from django.db import connection, transaction

from sejour.bodies.models import Channel

_NUMBER = """
WITH waiting AS (
    SELECT id, row_number() OVER (ORDER BY id) + %(last)s AS number
    FROM bodies_event WHERE channel_id = %(channel)s AND number IS NULL
)
UPDATE bodies_event SET number = waiting.number FROM waiting WHERE bodies_event.id = waiting.id
"""


@transaction.atomic
def number_events(channel_id: int) -> None:
    """Number the events of a channel that have none.

    An act that is not committed yet is not seen: its events come after, with higher numbers. Those of one
    subscription are written under its lock, so that they are numbered in their order.
    """
    channel = Channel.objects.select_for_update().get(pk=channel_id)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, {"channel": channel_id, "last": channel.last_number})
        if cursor.rowcount:
            channel.last_number += cursor.rowcount
            channel.save(update_fields=["last_number"])
