"""A body follows somebody with whom it says it has a link, until a day; the person sees it."""

from datetime import date, datetime

from django.db import transaction

from sejour.bodies.callers import Caller
from sejour.bodies.choices import Purpose
from sejour.bodies.errors import SubscriptionNotFound, SubscriptionTooLong
from sejour.bodies.models import Subscription
from sejour.bodies.people import Named
from sejour.bodies.services import quota
from sejour.bodies.services.ask import Asked, name_person, require_purpose
from sejour.bodies.services.follow import start_following
from sejour.bodies.services.record import record
from sejour.core.words import in_words
from sejour.law.periods import add_days

# A body renews: what it forgot about ends by itself.
LONGEST_DAYS = 366


def subscribe(
    *, caller: Caller, asked: Asked, purpose: Purpose, last_day: date, at: datetime
) -> Subscription:
    """Follow somebody until a day; who is followed already is followed until that day instead.

    Raises what `ask_rights` raises, and SubscriptionTooLong.
    """
    require_purpose(caller, purpose)
    quota.take(channel=caller.channel, questions=1, at=at)
    named = name_person(caller, asked, at)
    latest = add_days(named.local_day, LONGEST_DAYS)
    if not named.local_day <= last_day <= latest:
        raise SubscriptionTooLong(first=in_words(named.local_day), last=in_words(latest))
    return _follow(caller, named, purpose, last_day, at)


@transaction.atomic
def _follow(caller: Caller, named: Named, purpose: Purpose, last_day: date, at: datetime) -> Subscription:
    who = {"person": named.person, "made_up": named.made_up}
    same = Subscription.objects.filter(channel=caller.channel, purpose=purpose, ended_at=None, **who)
    # One that ended by itself stays as it was: a new one begins.
    same.filter(last_day__lt=named.local_day).update(ended_at=at)
    new = Subscription(channel=caller.channel, purpose=purpose, created_at=at, last_day=last_day, **who)
    start_following(new, named)
    # Of two requests at once, one writes the row and the other finds it.
    Subscription.objects.bulk_create([new], ignore_conflicts=True)
    same.update(last_day=last_day)
    found = same.get()
    record(found, "body_follows", caller.actor, at, last_day=last_day)
    return found


@transaction.atomic
def unsubscribe(*, caller: Caller, public_id: str, at: datetime) -> None:
    """Stop following at once; what is written already is still told. Raises SubscriptionNotFound."""
    found = (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("channel__body")
        .filter(channel=caller.channel, public_id=public_id, ended_at=None)
        .first()
    )
    if found is None:
        raise SubscriptionNotFound
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    record(found, "body_stops_following", caller.actor, at)
