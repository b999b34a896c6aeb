"""Who is followed, and what is written when a right begins, goes on, is withdrawn, or ends."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from sejour.applications import services as applications
from sejour.bodies.choices import EventKind, Purpose
from sejour.bodies.errors import SubscriptionNotFound, SubscriptionTooLong
from sejour.bodies.models import Event, Subscription
from sejour.bodies.services import follow
from sejour.bodies.services.subscribe import subscribe, unsubscribe
from sejour.continuity.services import run_watch
from sejour.core import journal
from sejour.law.kinds import Work
from sejour.law.periods import add_days
from sejour.permits import services as permits
from sejour.permits.events import PermitRecorded
from sejour.permits.models import Permit
from tests.factories import bodies, renewals
from tests.factories.bodies import access, caller, named
from tests.factories.days import DAY, NOON, TODAY, in_days
from tests.factories.days import at as instant
from tests.factories.people import person
from tests.factories.permits import permit
from tests.factories.renewals import EXPIRES, noon

pytestmark = pytest.mark.django_db
SOCIAL = Purpose.SOCIAL


def told(subscription: Subscription) -> list[tuple[str, date, date | None]]:
    """Return what was written: what happened, on which day, until when the right lasts or lasted."""
    return [
        (e.kind, e.on, e.last_day) for e in Event.objects.filter(subscription=subscription).order_by("id")
    ]


def followed(purpose: Purpose = SOCIAL, *, on: date = TODAY, last_day: date | None = None, **card):
    """Let a body follow somebody who holds a card until EXPIRES, or until another day."""
    holder = person()
    renewals.card(holder, **card)
    who = access() if purpose is not Purpose.WORK else access(bodies.employers())
    at = noon(on)
    return subscribe(
        caller=caller(who, at=at),
        asked=named(holder),
        purpose=purpose,
        last_day=last_day or add_days(on, 366),
        at=at,
    )


def undone(act) -> None:
    """Do something that writes an event, then fail before it is committed."""
    with transaction.atomic():
        act()
        assert Event.objects.exists()
        transaction.set_rollback(True)


def night(on: date) -> int:
    """Look at what time has changed, in the small hours of a day in Paris."""
    return follow.look_at_due(at=instant(on, 1, 5))


# Days that pass ----------------------------------------------------------------------------------


def test_a_right_that_ends_is_told_once_on_the_day_after_its_last(db):
    subscription = followed()
    assert night(EXPIRES) == 0
    assert night(EXPIRES + DAY) == 1
    assert told(subscription) == [("right_ends", EXPIRES + DAY, EXPIRES)]
    assert night(EXPIRES + DAY) == night(EXPIRES + 2 * DAY) == 0


def test_a_look_that_comes_days_late_tells_what_happened_on_its_days(db):
    subscription = followed()
    renewals.card(subscription.person, first_day=EXPIRES + 11 * DAY, last_day=EXPIRES + 40 * DAY)
    night(EXPIRES + 90 * DAY)
    assert told(subscription) == [
        ("right_ends", EXPIRES + DAY, EXPIRES),
        ("right_begins", EXPIRES + 11 * DAY, EXPIRES + 40 * DAY),
        ("right_ends", EXPIRES + 41 * DAY, EXPIRES + 40 * DAY),
    ]


def test_an_act_that_comes_before_a_late_look_tells_what_came_before_it(db):
    subscription = followed()
    day = EXPIRES + 5 * DAY
    renewals.card(subscription.person, first_day=day, last_day=day + 30 * DAY, at=noon(day))
    assert told(subscription) == [
        ("right_ends", EXPIRES + DAY, EXPIRES),
        ("right_begins", day, day + 30 * DAY),
    ]
    assert night(day + DAY) == 0


def test_nothing_is_told_after_the_end_of_a_subscription_even_late(db):
    subscription = followed(last_day=EXPIRES + DAY)
    renewals.card(subscription.person, first_day=EXPIRES + 5 * DAY, last_day=EXPIRES + 40 * DAY)
    assert night(EXPIRES + 60 * DAY) == 1
    assert told(subscription) == [("right_ends", EXPIRES + DAY, EXPIRES)]
    assert night(EXPIRES + 90 * DAY) == 0


def test_a_look_killed_half_way_goes_on_with_those_that_are_left(db, monkeypatch):
    subscriptions = [followed() for _ in range(3)]
    look, done = follow._look, []

    def killed(subscription, at, on):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(subscription)
        return look(subscription, at, on)

    monkeypatch.setattr(follow, "_look", killed)
    with pytest.raises(KeyboardInterrupt):
        night(EXPIRES + DAY)
    monkeypatch.setattr(follow, "_look", look)
    assert Event.objects.count() == 2
    assert night(EXPIRES + DAY) == 1
    assert [told(one) for one in subscriptions] == 3 * [[("right_ends", EXPIRES + DAY, EXPIRES)]]


def test_a_look_that_is_not_committed_is_as_if_it_had_not_been(db):
    subscription = followed()
    undone(lambda: night(EXPIRES + DAY))
    assert told(subscription) == []
    assert night(EXPIRES + DAY) == 1


def test_an_act_under_way_when_a_body_begins_to_follow_is_told_within_the_hour(db):
    subscription = followed()
    # What another transaction commits just now, having looked for who is followed before there was anybody.
    Permit.objects.filter(person=subscription.person).update(last_day=EXPIRES + 100 * DAY)
    assert follow.look_at_due(at=NOON + timedelta(hours=1)) == 1
    assert told(subscription) == [("right_extended", TODAY, EXPIRES + 100 * DAY)]
    assert follow.look_at_due(at=NOON + timedelta(hours=2)) == 0


def test_a_day_ends_where_the_person_lives(db):
    holder = person(prefecture="972")
    renewals.card(holder)
    subscription = bodies.follow(access(), holder, SOCIAL)
    # One in the morning in Paris is still the evening before in Martinique.
    assert night(EXPIRES + DAY) == 0
    assert follow.look_at_due(at=instant(EXPIRES + DAY, 4, 5)) == 1
    assert told(subscription) == [("right_ends", EXPIRES + DAY, EXPIRES)]


# Acts --------------------------------------------------------------------------------------------


def test_what_is_today_is_known_and_not_told(db):
    assert told(followed()) == []


def test_a_renewal_is_told_at_each_of_its_steps_and_no_more(db):
    subscription = followed(on=date(2026, 9, 30))
    application = renewals.filing(subscription.person)
    run_watch(day=renewals.FIRST_DUE, at=instant(renewals.FIRST_DUE, 1))
    renewals.granted(application)
    end = date(2028, 2, 19)
    permits.hand_over_card(
        reference=application.reference,
        first_day=date(2027, 2, 20),
        last_day=end,
        actor=renewals.AGENT,
        at=noon(date(2027, 2, 20)),
    )
    found = told(subscription)
    assert [kind for kind, _, _ in found] == ["right_extended"] * 3
    assert [on for _, on, _ in found] == [renewals.FIRST_DUE, renewals.DECIDED, date(2027, 2, 20)]
    assert [last for _, _, last in found] == [date(2027, 4, 15), None, end]


def test_a_notified_refusal_withdraws_what_was_given_at_the_end_of_its_day_and_says_so_once(db):
    subscription = followed(on=date(2026, 9, 30))
    application = renewals.filing(subscription.person)
    run_watch(day=renewals.FIRST_DUE, at=instant(renewals.FIRST_DUE, 1))
    refused_on = date(2027, 2, 10)
    renewals.refused(application, on=refused_on)
    assert told(subscription)[1:] == [("right_withdrawn", refused_on, refused_on)]
    for days in range(1, 100):
        night(refused_on + days * DAY)
    assert len(told(subscription)) == 2


def test_a_withdrawal_that_is_annulled_gives_the_right_back(db):
    subscription = followed(on=date(2026, 9, 30))
    application = renewals.filing(subscription.person)
    run_watch(day=renewals.FIRST_DUE, at=instant(renewals.FIRST_DUE, 1))
    renewals.refused(application, on=date(2027, 2, 10))
    night(date(2027, 2, 11))
    applications.annul(reference=application.reference, actor=renewals.AGENT, at=noon(date(2027, 3, 1)))
    kinds = [kind for kind, _, _ in told(subscription)]
    assert kinds == ["right_extended", "right_withdrawn", "right_begins"]


def test_work_is_told_to_whoever_follows_work_only(db):
    holder = person()
    permit(holder, last_day=in_days(30), work=Work.LIMITED)
    work = bodies.follow(access(bodies.employers()), holder, Purpose.WORK)
    stay = bodies.follow(access(), holder, Purpose.STAY)
    permit(holder, last_day=in_days(30), work=Work.FULL)
    assert [(e.kind, e.level) for e in Event.objects.filter(subscription=work)] == [
        (EventKind.CHANGED, "full")
    ]
    assert told(stay) == []


def test_the_right_to_work_ends_while_the_stay_goes_on(db):
    holder = person()
    permit(holder, last_day=in_days(30), work=Work.FULL)
    permit(holder, last_day=in_days(60), work=Work.NONE)
    subscription = bodies.follow(access(bodies.employers()), holder, Purpose.WORK)
    assert night(in_days(31)) == 1
    assert told(subscription) == [("right_ends", in_days(31), in_days(30))]


def test_an_act_that_is_undone_tells_nothing(db):
    subscription = followed()
    undone(lambda: renewals.card(subscription.person, first_day=EXPIRES + DAY, last_day=EXPIRES + 40 * DAY))
    assert told(subscription) == []


def test_people_who_are_not_followed_cost_one_question(db, django_assert_num_queries):
    holder = person()
    renewals.card(holder)
    with django_assert_num_queries(1):
        follow.follow_person(PermitRecorded(at=NOON, on=TODAY, person_id=holder.pk, permit_id=1))


# Subscriptions -----------------------------------------------------------------------------------


def test_following_twice_moves_the_end_and_is_one_subscription(db):
    first = followed()
    who = bodies.Access(first.channel.body, first.channel.clients.get(), "")
    again = bodies.follow(who, first.person, SOCIAL, days=10)
    assert again.public_id == first.public_id
    assert again.last_day == in_days(10)


def test_one_that_ended_by_itself_stays_as_it_was(db):
    first = followed(last_day=in_days(5))
    who = bodies.Access(first.channel.body, first.channel.clients.get(), "")
    at = NOON + timedelta(days=20)
    again = subscribe(
        caller=caller(who, at=at), asked=named(first.person), purpose=SOCIAL, last_day=in_days(40), at=at
    )
    assert again.public_id != first.public_id


@pytest.mark.parametrize("days", [-1, 367])
def test_a_subscription_lasts_a_year_at_most(db, days):
    holder = person()
    with pytest.raises(SubscriptionTooLong):
        bodies.follow(access(), holder, SOCIAL, days=days)


def test_who_stops_following_is_told_no_more(db):
    subscription = followed()
    who = bodies.Access(subscription.channel.body, subscription.channel.clients.get(), "")
    stranger = access()
    with pytest.raises(SubscriptionNotFound):
        unsubscribe(caller=caller(stranger), public_id=str(subscription.public_id), at=NOON)
    unsubscribe(caller=caller(who), public_id=str(subscription.public_id), at=NOON)
    assert night(EXPIRES + DAY) == 0
    with pytest.raises(SubscriptionNotFound):
        unsubscribe(caller=caller(who), public_id=str(subscription.public_id), at=NOON)


def test_following_and_stopping_stand_in_the_journal_of_the_person(db):
    subscription = followed()
    lines = journal.lines_of(journal.stream_of("person", subscription.person_id))
    (line,) = [line for line in lines if line.verb == "body_follows"]
    assert line.actor == f"body {subscription.channel.body.public_id}"
    assert line.details["subscription"] == str(subscription.public_id)


def test_what_a_body_is_told_stands_in_the_journal_of_the_person(db):
    subscription = followed()
    night(EXPIRES + DAY)
    line = journal.lines_of(journal.stream_of("person", subscription.person_id))[-1]
    (event,) = Event.objects.all()
    assert (line.verb, line.details["event"]) == ("body_told", str(event.public_id))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("UPDATE bodies_subscription SET person_id = NULL", "subscription_is_of_a_person_or_of_the_sandbox"),
        ("UPDATE bodies_body SET legal_basis = ''", "body_names_its_legal_basis"),
        ("UPDATE bodies_body SET purposes = '{}'", "body_may_ask_for_something"),
        ("UPDATE bodies_body SET a_minute = 0", "body_has_quotas"),
        ("UPDATE bodies_channel SET failures = 1", "channel_fails_since_a_day_or_not_at_all"),
        ("UPDATE bodies_client SET secret_digest = NULL", "client_has_a_secret_or_a_key"),
    ],
)
def test_the_database_refuses_what_cannot_be(db, change, constraint):
    followed()
    with pytest.raises(Exception, match=constraint), transaction.atomic():
        connection.cursor().execute(change)
