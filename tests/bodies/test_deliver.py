"""What a partner gets: everything, once each, in order, signed, however long it was away."""

import json
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from time_machine import travel

from sejour.bodies import messages, selectors, wire
from sejour.bodies.choices import EventKind, Level, Purpose
from sejour.bodies.models import Channel, Event
from sejour.bodies.services import deliver, register
from sejour.bodies.services.deliver import deliver_events
from sejour.bodies.services.follow import write_event
from sejour.bodies.services.number import number_events
from sejour.core import clock
from sejour.documents.errors import SignatureUnavailable
from tests.bodies import partners
from tests.bodies.partners import OK, Partner, answering, serving
from tests.factories import bodies
from tests.factories.bodies import STEERING, access
from tests.factories.days import NOON, TODAY, in_days
from tests.factories.people import person
from tests.factories.threads import InThread

LOOPBACK = ["127.0.0.0/8", "::1/128"]


@pytest.fixture(autouse=True)
def this_machine_is_allowed(settings):
    settings.BODIES_NETWORKS = LOOPBACK


@pytest.fixture
def partner():
    with serving(Partner()) as found:
        yield found


def subscription_to(url: str):
    """Let a body that is told at an address follow somebody."""
    who = access()
    register.set_address(body=who.body, is_sandbox=False, url=url, actor=STEERING, at=NOON)
    return bodies.follow(who, person(), Purpose.SOCIAL)


def happen(subscription, times: int = 1) -> list[Event]:
    """Write events, each in its own order."""
    return [
        write_event(subscription, EventKind.EXTENDED, Level.FULL, in_days(30 + n), TODAY, NOON)
        for n in range(times)
    ]


def delivered(subscription, *, now=None) -> int:
    """Do what the job of a channel does."""
    return deliver_events(channel_id=subscription.channel_id, now=now or clock.now)


def channel_of(subscription) -> Channel:
    return Channel.objects.get(pk=subscription.channel_id)


def ids(events) -> list[str]:
    return [str(event.public_id) for event in events]


# What goes out -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_event_says_what_happened_to_a_subscription_and_names_nobody(frozen, partner):
    subscription = subscription_to(partner.url)
    (event,) = happen(subscription)
    assert delivered(subscription) == 1
    ((headers, body),) = partner.received
    assert json.loads(body) == {
        "id": str(event.public_id),
        "number": 1,
        "type": "right_extended",
        "subscription": str(subscription.public_id),
        "purpose": "social",
        "on": "2026-11-23",
        "right": "full",
        "last_day": "2026-12-23",
    }
    assert subscription.person.foreigner_number not in body.decode() + str(headers)
    assert headers["content-type"] == "application/json"


@pytest.mark.django_db
def test_the_receiver_of_the_guide_verifies_what_is_sent_and_refuses_the_rest(frozen, partner, client):
    subscription = subscription_to(partner.url)
    happen(subscription)
    delivered(subscription)
    ((headers, body),) = partner.received
    guide = partners.receiver()
    inbox = guide.Inbox(guide.Verifier(lambda: client.get("/api/v1/.well-known/jwks.json").json()))
    now = NOON.timestamp()
    assert inbox.take(headers, body, now=now) == 204
    assert inbox.take(headers, body, now=now + 299) == 204
    assert len(inbox.events) == 1
    assert inbox.take(headers, body, now=now + 301) == 400
    assert inbox.take(headers, body, now=now - 301) == 400
    for changed in (
        (headers, body.replace(b"right_extended", b"right_ends")),
        ({**headers, "webhook-id": "another"}, body),
        ({**headers, "webhook-timestamp": str(int(now) + 1)}, body),
        ({**headers, "webhook-signature": headers["webhook-signature"][:-6] + "AAAAAA"}, body),
        ({**headers, "webhook-signature": ""}, body),
        ({}, body),
        (headers, b""),
    ):
        assert inbox.take(*changed, now=now) == 400
    assert len(inbox.events) == 1


@pytest.mark.django_db
def test_a_message_that_is_tried_again_has_the_same_identifier_and_a_signature_of_its_own_time(partner):
    partner.temper = answering(500)
    with travel(NOON, tick=False) as time_:
        subscription = subscription_to(partner.url)
        happen(subscription)
        delivered(subscription)
        partner.temper = OK
        time_.shift(timedelta(hours=2))
        assert delivered(subscription) == 1
    (first, one), (second, two) = partner.received
    assert one == two
    assert first["webhook-id"] == second["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 7200
    assert first["webhook-signature"] != second["webhook-signature"]


# Partners of all tempers -------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("temper", "why"),
    [
        (answering(500), "réponse 500"),
        (answering(410), "réponse 410"),
        (answering(302, Location="http://127.0.0.1:1/elsewhere"), "réponse 302"),
        (answering(404), "réponse 404"),
        (partners.garbage, "BadStatusLine"),
        (partners.hanging_up, "RemoteDisconnected"),
    ],
    ids=["500", "410", "redirect", "404", "garbage", "hangs up"],
)
def test_what_is_not_a_yes_keeps_the_event_and_all_that_follow(frozen, partner, temper, why):
    partner.temper = temper
    subscription = subscription_to(partner.url)
    happen(subscription, 3)
    assert delivered(subscription) == 0
    assert len(partner.received) == 1
    channel = channel_of(subscription)
    assert why in channel.last_error
    assert (channel.failures, channel.failing_since) == (1, NOON)
    assert channel.next_try_at == NOON + timedelta(seconds=30)
    assert delivered(subscription) == 0
    assert len(partner.received) == 1, "nothing is tried before its time"


@pytest.mark.django_db
def test_a_partner_that_drips_its_answer_is_cut_off(partner):
    partner.temper = partners.dripping
    begun = time.monotonic()
    with pytest.raises(wire.Unreachable, match="à temps"):
        wire.post(partner.url, b"{}", {}, seconds=0.5)
    assert time.monotonic() - begun < 3


@pytest.mark.django_db
def test_waits_grow_to_an_hour_and_never_stop(partner):
    partner.temper = answering(503)
    waits = []
    with travel(NOON, tick=False) as time_:
        subscription = subscription_to(partner.url)
        happen(subscription)
        for _ in range(40):
            delivered(subscription)
            channel = channel_of(subscription)
            waits.append(int((channel.next_try_at - clock.now()).total_seconds()))
            time_.move_to(channel.next_try_at)
    assert waits[:8] == [30, 60, 120, 240, 480, 960, 1920, 3600]
    assert set(waits[7:]) == {3600}
    assert len(partner.received) == 40


@pytest.mark.django_db
def test_a_partner_that_says_when_to_come_back_is_heard(frozen, partner):
    partner.temper = answering(429, Retry_After="7200")
    subscription = subscription_to(partner.url)
    happen(subscription)
    delivered(subscription)
    assert channel_of(subscription).next_try_at == NOON + timedelta(hours=2)


@pytest.mark.django_db
def test_after_ten_days_away_everything_arrives_once_each_in_order_at_a_pace():
    partner = Partner()
    with serving(partner):
        pass
    events = []
    with travel(NOON, tick=False) as time_:
        subscription = subscription_to(partner.url)
        for _ in range(240):
            events += happen(subscription)
            delivered(subscription)
            time_.shift(timedelta(hours=1))
        channel = channel_of(subscription)
        assert channel.failures > 200
        assert channel.failing_since == NOON
        with serving(partner):
            time_.move_to(channel.next_try_at)
            assert delivered(subscription) == 100
            assert delivered(subscription) == 0, "no storm"
            time_.shift(timedelta(seconds=61))
            assert delivered(subscription) == 100
            time_.shift(timedelta(seconds=61))
            assert delivered(subscription) == 40
    assert partner.ids == ids(events)
    assert partner.most_at_once == 1
    channel = channel_of(subscription)
    assert (channel.failures, channel.failing_since, channel.last_error) == (0, None, "")


@pytest.mark.django_db
def test_a_slow_partner_gives_its_turn_to_others(partner):
    with travel(NOON, tick=False) as time_:
        subscription = subscription_to(partner.url)
        happen(subscription, 10)

        def slow(handler):
            time_.shift(timedelta(seconds=9))
            OK(handler)

        partner.temper = slow
        assert delivered(subscription) == 3


@pytest.mark.django_db
def test_a_suspended_body_gets_nothing_and_all_of_it_once_resumed(frozen, partner):
    subscription = subscription_to(partner.url)
    events = happen(subscription, 3)
    body = subscription.channel.body

    def suspends(handler):
        OK(handler)

    partner.temper = suspends
    register.suspend_body(body=body, actor=STEERING, at=NOON)
    assert delivered(subscription) == 0
    assert selectors.channels_to_serve(at=NOON) == []
    assert partner.received == []
    register.resume_body(body=body, actor=STEERING, at=NOON)
    assert selectors.channels_to_serve(at=NOON) == [subscription.channel_id]
    assert delivered(subscription) == 3
    assert partner.ids == ids(events)


@pytest.mark.django_db
def test_a_body_suspended_in_the_middle_gets_no_other_message(frozen, partner, monkeypatch):
    subscription = subscription_to(partner.url)
    happen(subscription, 3)
    send = deliver._send

    def then_suspended(channel, event, at):
        failure = send(channel, event, at)
        register.suspend_body(body=subscription.channel.body, actor=STEERING, at=NOON)
        return failure

    monkeypatch.setattr(deliver, "_send", then_suspended)
    assert delivered(subscription) == 1
    assert len(partner.received) == 1


@pytest.mark.django_db
def test_what_cannot_be_signed_does_not_leave(frozen, partner, monkeypatch):
    def away(_use):
        raise SignatureUnavailable

    # The token that holds the key does not answer.
    monkeypatch.setattr(messages, "key_of", away)
    subscription = subscription_to(partner.url)
    happen(subscription)
    assert delivered(subscription) == 0
    assert partner.received == []
    assert "clé de signature" in channel_of(subscription).last_error


# Numbers -----------------------------------------------------------------------------------------


def test_an_act_that_is_committed_late_gets_a_number_after_those_that_were_read(committed):
    subscription = subscription_to("")
    other = subscription_to("")
    other.channel_id = subscription.channel_id
    other.save()
    with transaction.atomic():
        (early,) = happen(subscription)
        late = InThread(lambda: (happen(other), number_events(subscription.channel_id)))
        late.result()
        channel = channel_of(subscription)
        assert [e.number for e in selectors.events_after(channel, 0) if e.number] == [1]
    number_events(subscription.channel_id)
    early.refresh_from_db()
    assert early.number == 2
    assert [e.number for e in selectors.events_after(channel, 1)] == [2]


# Several workers, and one that dies --------------------------------------------------------------


def test_two_workers_at_once_deliver_each_event_once_and_in_order(committed, partner):
    def slowly(handler):
        time.sleep(0.02)
        OK(handler)

    partner.temper = slowly
    subscription = subscription_to(partner.url)
    events = happen(subscription, 20)
    workers = [InThread(lambda: delivered(subscription)) for _ in range(3)]
    done = [worker.result() for worker in workers]
    while sum(done) < 20:
        done.append(delivered(subscription))
    assert partner.ids == ids(events)
    assert partner.most_at_once == 1


def test_a_worker_killed_after_the_partners_yes_sends_the_same_event_again(committed, partner, monkeypatch):
    subscription = subscription_to(partner.url)
    events = happen(subscription, 2)
    send = deliver._send

    def killed(channel, event, at):
        send(channel, event, at)
        raise KeyboardInterrupt

    monkeypatch.setattr(deliver, "_send", killed)
    with pytest.raises(KeyboardInterrupt):
        delivered(subscription)
    monkeypatch.setattr(deliver, "_send", send)
    assert delivered(subscription) == 2
    assert partner.ids == [str(events[0].public_id), *ids(events)]


# Where nothing is sent ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "ftp://example.org/",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org:99999/",
        "https://example.org/#part",
        "example.org",
        "",
    ],
)
def test_an_address_that_is_none_is_refused(settings, url):
    settings.BODIES_NETWORKS = []
    with pytest.raises(wire.Unreachable):
        wire.read_address(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fd00::1]",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "224.0.0.1",
    ],
)
def test_no_private_network_is_reached(settings, host):
    settings.BODIES_NETWORKS = []
    with pytest.raises(wire.Unreachable, match="réseau"):
        wire.post(f"https://{host}:1/", b"", {})


def test_clear_text_stays_on_this_machine_even_where_a_network_is_allowed(settings):
    settings.BODIES_NETWORKS = ["10.0.0.0/8"]
    with pytest.raises(wire.Unreachable, match="réseau"):
        wire.post("http://10.0.0.1/", b"", {})


def test_a_certificate_that_nobody_vouches_for_is_refused(partner, settings):
    with pytest.raises(wire.Unreachable):
        wire.post(partner.url.replace("http:", "https:"), b"", {})


def test_the_database_refuses_a_delivered_event_without_a_number(db):
    happen(subscription_to(""))
    with pytest.raises(Exception, match="event_has_a_number_once_delivered"):
        connection.cursor().execute("UPDATE bodies_event SET delivered_at = now()")
