"""The worker as a process: an act is told to a partner by itself; a worker that dies loses nothing."""

import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.conf import settings as configured

from sejour.bodies.choices import Purpose
from sejour.bodies.models import Event
from sejour.bodies.services import register
from sejour.bodies.tasks import serve_channels
from tests.bodies import partners
from tests.bodies.partners import OK, Partner, serving
from tests.factories import bodies
from tests.factories.bodies import STEERING, access
from tests.factories.days import NOON, in_days
from tests.factories.people import person
from tests.factories.permits import permit
from tests.outside import outside
from tests.server import Process, address_of, wait_for


@contextmanager
def worker(database: str, folder):
    """Run the platform's worker while the block runs."""
    environment = outside(
        DJANGO_SETTINGS_MODULE="sejour.project.settings",
        SEJOUR_HOME=str(folder),
        DATABASE_URL=address_of(database),
        SEJOUR_BODIES_NETWORKS="127.0.0.0/8",
        SEJOUR_KEYS=str(configured.KEYS_ROOT),
        SEJOUR_DEMO="1",
        # It plays on the tests' day.
        SEJOUR_AHEAD=str(int((NOON - datetime.now(UTC)).total_seconds())),
    )
    running = Process(
        [sys.executable, "-m", "sejour.project.worker"], log=folder / "worker.log", env=environment
    )
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def partner(settings):
    settings.BODIES_NETWORKS = ["127.0.0.0/8"]
    with serving(Partner()) as found:
        yield found


def followed(partner: Partner, people: int):
    """Let a body that is told at a partner's address follow some people."""
    who = access()
    register.set_address(body=who.body, is_sandbox=False, url=partner.url, actor=STEERING, at=NOON)
    return [bodies.follow(who, person(), Purpose.SOCIAL, days=360) for _ in range(people)]


def in_order(events) -> list[str]:
    return [str(event.public_id) for event in events.order_by("number")]


def test_an_act_is_told_by_the_worker_and_verified_by_the_receiver_of_the_guide(
    fresh_database, partner, tmp_path, client
):
    (subscription,) = followed(partner, 1)
    with worker(fresh_database, tmp_path):
        permit(subscription.person, last_day=in_days(300), at=NOON)
        wait_for("the message", lambda: partner.received)
    guide = partners.receiver()
    inbox = guide.Inbox(guide.Verifier(lambda: client.get("/api/v1/.well-known/jwks.json").json()))
    ((headers, body),) = partner.received
    assert inbox.take(headers, body, now=int(headers["webhook-timestamp"])) == 204
    (event,) = inbox.events.values()
    assert (event["type"], event["subscription"]) == ("right_begins", str(subscription.public_id))


def test_a_worker_killed_while_a_partner_answers_loses_nothing(fresh_database, partner, tmp_path):
    subscriptions = followed(partner, 3)
    has_come, may_go = threading.Event(), threading.Event()

    def slow(handler):
        has_come.set()
        may_go.wait(60)
        OK(handler)

    partner.temper = slow
    with worker(fresh_database, tmp_path) as dying:
        for subscription in subscriptions:
            permit(subscription.person, last_day=in_days(300), at=NOON)
        assert has_come.wait(60)
        dying.kill()
        may_go.set()
    assert not Event.objects.exclude(delivered_at=None).exists()

    partner.temper = OK
    # What the clock does each minute.
    serve_channels(timestamp=0)
    with worker(fresh_database, tmp_path):
        wait_for("all of them", lambda: not Event.objects.filter(delivered_at=None).exists())
    sent = in_order(Event.objects.all())
    assert list(dict.fromkeys(partner.ids)) == sent
    assert partner.ids[1:] == sent, "only what was under way came twice"
