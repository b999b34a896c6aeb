"""Limits on guesses: so many in a window, counted together by all processes."""

from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
from django.db import connection

from sejour.core import throttle
from sejour.core.errors import TooManyAttempts
from sejour.core.throttle import Limit
from tests.factories.threads import InThread

AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
LIMIT = Limit("tests", attempts=3, window=timedelta(minutes=15))
_numbers = count()


@pytest.fixture
def subject():
    return f"somebody {next(_numbers)} {datetime.now(UTC).timestamp()}"


def fail(subject, times=1, *, limit=LIMIT, at=AT):
    for _ in range(times):
        throttle.fail(limit, subject, at=at)


def failures_of(subject):
    with connection.cursor() as cursor:
        cursor.execute("SELECT failures FROM core_throttle WHERE key = %s", [throttle._key(LIMIT, subject)])
        row = cursor.fetchone()
    return row[0] if row else 0


@pytest.mark.django_db
def test_so_many_failures_are_allowed_and_no_more(subject):
    fail(subject, 2)
    throttle.check(LIMIT, subject, at=AT)
    fail(subject)
    with pytest.raises(TooManyAttempts):
        throttle.check(LIMIT, subject, at=AT)


@pytest.mark.django_db
def test_the_window_begins_with_the_first_failure_and_ends(subject):
    fail(subject)
    fail(subject, 2, at=AT + timedelta(minutes=14))
    with pytest.raises(TooManyAttempts):
        throttle.check(LIMIT, subject, at=AT + timedelta(minutes=14, seconds=59))
    throttle.check(LIMIT, subject, at=AT + timedelta(minutes=15))
    # The next failure begins a new window.
    fail(subject, at=AT + timedelta(minutes=15))
    assert failures_of(subject) == 1


@pytest.mark.django_db
def test_more_failures_do_not_make_the_wait_longer(subject):
    fail(subject, 3)
    fail(subject, 20, at=AT + timedelta(minutes=10))
    throttle.check(LIMIT, subject, at=AT + timedelta(minutes=15))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "minutes"),
    [(timedelta(), 16), (timedelta(seconds=1), 15), (timedelta(minutes=14, seconds=59), 1)],
)
def test_the_refusal_says_how_long_to_wait(subject, after, minutes):
    fail(subject, 3)
    with pytest.raises(TooManyAttempts) as refusal:
        throttle.check(LIMIT, subject, at=AT + after)
    assert refusal.value.details == {"minutes": minutes}
    assert str(minutes) in str(refusal.value)


@pytest.mark.django_db
def test_a_success_forgets_the_failures(subject):
    fail(subject, 3)
    throttle.forget(LIMIT, subject)
    throttle.check(LIMIT, subject, at=AT)
    assert failures_of(subject) == 0


@pytest.mark.django_db
def test_subjects_and_limits_are_counted_apart(subject):
    fail(subject, 3)
    throttle.check(LIMIT, subject + "x", at=AT)
    throttle.check(Limit("others", attempts=3, window=LIMIT.window), subject, at=AT)


@pytest.mark.django_db
def test_the_table_tells_nobody_what_was_tried(subject):
    fail(subject)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_throttle t WHERE position(%s IN t::text) > 0", [subject])
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_digest_is_keyed(subject, settings):
    before = throttle._key(LIMIT, subject)
    settings.CODES_KEY = "another key"
    assert throttle._key(LIMIT, subject) != before


@pytest.mark.django_db
def test_what_no_longer_counts_is_removed(subject):
    fail(subject)
    fail(subject + "x", at=AT + timedelta(minutes=5))
    throttle.prune(at=AT + timedelta(minutes=15))
    assert (failures_of(subject), failures_of(subject + "x")) == (0, 1)


def test_failures_at_the_same_time_are_all_counted(db, committed, subject):
    together = Barrier(4)

    def guess():
        together.wait(30)
        fail(subject, 25)

    for run in [InThread(guess) for _ in range(4)]:
        run.result()
    assert failures_of(subject) == 100


def test_failures_at_the_end_of_a_window_open_one_new_window(db, committed, subject):
    fail(subject, 3)
    together = Barrier(4)

    def guess():
        together.wait(30)
        fail(subject, at=AT + LIMIT.window)

    for run in [InThread(guess) for _ in range(4)]:
        run.result()
    assert failures_of(subject) == 4
