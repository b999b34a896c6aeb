"""Enter in the journal what was done about a person who is followed."""

from datetime import datetime
from typing import Any

from sejour.bodies.models import Subscription
from sejour.bodies.services.register import write
from sejour.core import journal
from sejour.core.actors import Actor


def record(subscription: Subscription, verb: str, actor: Actor, at: datetime, **details: Any) -> None:
    """Enter an act in the journal of the person, or in that of the body for a made-up one."""
    known = {"subscription": str(subscription.public_id), "purpose": subscription.purpose, **details}
    if subscription.person_id is None:
        write(subscription.channel.body, verb, actor, at, **known)
        return
    stream = journal.stream_of("person", subscription.person_id)
    journal.append(stream=stream, verb=verb, actor=actor, at=at, **known)
