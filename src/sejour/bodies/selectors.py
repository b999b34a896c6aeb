"""Questions about bodies, those whom they follow, and what they are told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Count, F, Min, Prefetch, Q, QuerySet, When

from sejour.bodies.models import Body, Channel, Client, Event, Subscription
from sejour.core.errors import NotFound
from sejour.identity.access import Agent
from sejour.identity.models import Person

MOST_EVENTS = 100
MOST_SUBSCRIPTIONS = 100


def bodies(agent: Agent) -> QuerySet[Body]:
    """Return all bodies, by name. Raises NotFound for whoever is not of the national office."""
    if not agent.is_national:
        raise NotFound
    return Body.objects.order_by("name")


def body_seen_by(agent: Agent, public_id: UUID) -> Body:
    """Return one body. Raises NotFound."""
    found = bodies(agent).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel as the desk sees it: what waits, since when, and why."""

    channel: Channel
    waiting: int
    oldest: datetime | None
    clients: tuple[Client, ...]


def channels_of(body: Body) -> list[ChannelRow]:
    """Return the channels of a body, that of real people first."""
    return _rows(Channel.objects.filter(body=body).order_by("is_sandbox"))


def channels_behind(agent: Agent) -> list[ChannelRow]:
    """Return the channels of real people on which something waits, the longest wait first."""
    found = Channel.objects.filter(body__in=bodies(agent), is_sandbox=False).select_related("body")
    behind = [row for row in _rows(found) if row.waiting]
    return sorted(behind, key=lambda row: (row.oldest is None, row.oldest))


def _rows(channels: QuerySet[Channel]) -> list[ChannelRow]:
    waits = {
        row["channel"]: (row["count"], row["oldest"])
        for row in Event.objects.filter(channel__in=channels, delivered_at=None)
        .values("channel")
        .annotate(count=Count("pk"), oldest=Min("written_at"))
    }
    return [
        ChannelRow(channel, *waits.get(channel.pk, (0, None)), tuple(channel.clients.all()))
        for channel in channels.prefetch_related("clients")
    ]


def open_channels(*, at: datetime) -> QuerySet[Channel]:
    """Return the channels to which something may be sent now."""
    is_time = Q(next_try_at=None) | Q(next_try_at__lte=at)
    return Channel.objects.filter(is_time, body__suspended_at=None).exclude(url="")


def waiting(channel_id: int) -> QuerySet[Event]:
    """Return the numbered events of a channel that are not delivered, in their order."""
    found = Event.objects.filter(channel=channel_id, number__isnull=False, delivered_at=None)
    return found.order_by("number")


def channels_to_serve(*, at: datetime) -> list[int]:
    """Return the open channels on which something waits."""
    behind = Event.objects.filter(delivered_at=None).values("channel")
    return list(open_channels(at=at).filter(pk__in=behind).order_by("pk").values_list("pk", flat=True))


def events_after(channel: Channel, number: int) -> list[Event]:
    """Return the events of a channel after a number, a page of them, whether they were delivered or not."""
    found = Event.objects.filter(channel=channel, number__gt=number).select_related("subscription")
    return list(found.order_by("number")[:MOST_EVENTS])


def subscriptions_to(
    person: Person, *, on: date, most: int | None = MOST_SUBSCRIPTIONS
) -> list[Subscription]:
    """Return by whom a person is followed or was, newest first, with what each was told (`told`)."""
    found = Subscription.objects.filter(person=person).select_related("channel__body")
    is_over = Case(When(Q(ended_at__isnull=False) | Q(last_day__lt=on), then=True), default=False)
    told = Prefetch("events", Event.objects.order_by("id"), to_attr="told")
    annotated = found.annotate(is_over=is_over, body_name=F("channel__body__name"))
    return list(annotated.prefetch_related(told).order_by("-created_at")[:most])


def subscription_of(channel: Channel, public_id: UUID) -> Subscription | None:
    """Return one subscription of a channel, if it has not ended."""
    return Subscription.objects.filter(channel=channel, public_id=public_id, ended_at=None).first()
