"""Look at the rights of those who are followed, and write what changed: in the transaction of the act.

Each look compares what is with what the body knows, under the lock of the subscription: looking twice, late,
or again after a process was killed writes nothing twice and misses nothing. Days that have passed since
the last look are looked at one after the other, so that a look that is late tells what happened, in order.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from sejour.applications.events import ApplicationFact
from sejour.bodies.answers import Right, right_on
from sejour.bodies.changes import Known, change, next_look
from sejour.bodies.choices import EventKind, Level, Purpose
from sejour.bodies.events import BodyEventsWritten
from sejour.bodies.models import Event, Subscription
from sejour.bodies.people import Named, person_followed
from sejour.bodies.services.record import record
from sejour.continuity.events import DocumentsIssued
from sejour.continuity.rights import Proof
from sejour.core.actors import PLATFORM
from sejour.core.clock import PARIS, day_of
from sejour.core.events import publish
from sejour.identity.events import PersonMoved
from sejour.law.kinds import Work
from sejour.law.periods import add_days, day_before
from sejour.permits.events import PermitHandedOver, PermitRecorded

PersonFact = ApplicationFact | PermitHandedOver | PermitRecorded | PersonMoved


def follow_person(fact: PersonFact) -> None:
    """Tell bodies what an act changed for a person whom they follow."""
    _follow(Q(person_id=fact.person_id), fact.at, fact.on)


def follow_documents(fact: DocumentsIssued) -> None:
    """Tell bodies what new documents change for people whom they follow."""
    _follow(Q(person__documents__id__in=fact.documents), fact.at, fact.on)


def start_following(subscription: Subscription, named: Named) -> None:
    """Take what is today as known: a body is told of what comes after.

    Within the hour it is looked at once more: an act that was under way at this very instant did not see it.
    Nothing happens by itself to people who are made up.
    """
    _know(subscription, right_on(Purpose(subscription.purpose), named.proofs, named.local_day))
    subscription.look_on = named.local_day if named.person else None


def look_at_due(*, at: datetime) -> int:
    """Look at all whose right may have changed by time alone; return how many events were written.

    Each is a transaction of its own: cut short, the next run goes on with those that are left.
    """
    # Somewhere in the Republic it may be tomorrow.
    due = Subscription.objects.filter(ended_at=None, look_on__lte=add_days(day_of(at, PARIS), 1))
    due = due.filter(look_on__lte=F("last_day")).order_by("look_on", "pk")
    return sum(look_at([pk], at=at) for pk in due.values_list("pk", flat=True))


def _follow(whom: Q, at: datetime, on: date) -> None:
    found = Subscription.objects.filter(whom, ended_at=None, last_day__gte=on)
    subscriptions = sorted(set(found.values_list("pk", flat=True)))
    if subscriptions:
        look_at(subscriptions, at=at, on=on)


@transaction.atomic
def look_at(subscriptions: Iterable[int], *, at: datetime, on: date | None = None) -> int:
    """Look at subscriptions, and tell that events wait; return how many were written.

    `on` is the day of the act, in the person's local time; that of `at` unless told.
    """
    written: list[Event] = []
    for pk in subscriptions:
        subscription = _locked(pk)
        if subscription is not None:
            written += _look(subscription, at, on)
    if written:
        channels = tuple(sorted({event.channel_id for event in written}))
        publish(BodyEventsWritten(at=at, on=on or written[0].on, channels=channels))
    return len(written)


def _locked(pk: int) -> Subscription | None:
    locked = Subscription.objects.select_for_update(of=("self",)).select_related("person__prefecture")
    return locked.filter(pk=pk, ended_at=None).first()


def _look(subscription: Subscription, at: datetime, on: date | None) -> list[Event]:
    named = person_followed(subscription, at)
    today = on or named.local_day
    written = []
    last = min(today, subscription.last_day)
    for day in _days_to_look_at(subscription.look_on, named.proofs, last):
        now = right_on(Purpose(subscription.purpose), named.proofs, day)
        # A day that is past tells of a right that began or ended on it; how far it goes is told of today.
        if day == today or now.level != subscription.level:
            written += _compare(subscription, named, now, day, at)
    subscription.look_on = next_look(named.proofs, today)
    subscription.save(update_fields=["level", "until", "was_withdrawn", "look_on"])
    return written


def _days_to_look_at(look_on: date | None, proofs: tuple[Proof, ...], today: date) -> list[date]:
    """Return the days since the last look on which something changed by time alone, and today."""
    days = []
    while look_on is not None and look_on < today:
        days.append(look_on)
        look_on = next_look(proofs, look_on)
    return [*days, today]


def _compare(subscription: Subscription, named: Named, now: Right, day: date, at: datetime) -> list[Event]:
    """Take a right as known; return the event that tells what changed, if anything did."""
    known = Known(Right(Level(subscription.level), subscription.until), subscription.was_withdrawn)
    kind = change(known, now, day)
    if now != known.right:
        subscription.was_withdrawn = kind is EventKind.WITHDRAWN
    _know(subscription, now)
    if kind is None:
        return []
    last_day = now.until if now.level is not Level.NONE else _stopped_after(subscription, named, day)
    return [write_event(subscription, kind, now.level, last_day, day, at)]


def _stopped_after(subscription: Subscription, named: Named, day: date) -> date:
    """Return the last day that a document still proves of a right that is no more on `day`."""
    needs_work = subscription.purpose == Purpose.WORK
    proven = [p.last_day for p in named.proofs if p.last_day and not (needs_work and p.work is Work.NONE)]
    return max((last for last in proven if last < day), default=day_before(day))


def write_event(
    subscription: Subscription, kind: EventKind, level: Level, last_day: date | None, on: date, at: datetime
) -> Event:
    """Write an event on the channel of a subscription; its number comes once this is committed."""
    event = Event.objects.create(
        channel_id=subscription.channel_id,
        subscription=subscription,
        kind=kind,
        on=on,
        level=level,
        last_day=last_day,
        written_at=at,
    )
    record(subscription, "body_told", PLATFORM, at, event=str(event.public_id), kind=kind.value)
    return event


def _know(subscription: Subscription, right: Right) -> None:
    subscription.level = right.level
    subscription.until = right.until
