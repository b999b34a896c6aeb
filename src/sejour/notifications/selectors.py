"""Questions about messages."""

from datetime import datetime, timedelta

from sejour.identity.models import Person
from sejour.notifications.models import Message, MessageState

FORGOTTEN_AFTER = timedelta(days=4)


SHOWN = 200


def messages_of(person: Person, *, most: int | None = SHOWN) -> list[Message]:
    """Return the messages sent to a person, newest first, those with a sign-in link left out.

    `most`: None for all of them.
    """
    return list(Message.objects.filter(person=person, is_secret=False).order_by("-created_at")[:most])


def forgotten(*, at: datetime) -> list[int]:
    """Return messages that have waited longer than any job tries."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, created_at__lt=at - FORGOTTEN_AFTER)
    return list(waiting.order_by("id").values_list("id", flat=True)[:500])


def undelivered() -> int:
    """Count the messages that could not be delivered."""
    return Message.objects.filter(state=MessageState.FAILED).count()
