"""Facts are told to who listens, in order, in the transaction of who tells."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from sejour.core import events
from sejour.core.events import Fact

FACT = {"at": datetime(2026, 11, 23, 11, 0, tzinfo=UTC), "on": date(2026, 11, 23)}


@dataclass(frozen=True, slots=True, kw_only=True)
class SomethingHappened(Fact):
    """Something happened."""


class SomethingMoreHappened(SomethingHappened):
    """Something more happened."""


@pytest.fixture
def heard(monkeypatch):
    """Nobody listens yet but what the test binds; what is heard."""
    monkeypatch.setattr(events, "_together", {})
    monkeypatch.setattr(events, "_afterwards", {})
    return []


def test_what_must_be_true_at_once_comes_before_what_comes_afterwards(heard):
    events.listen(SomethingHappened, lambda _: heard.append("afterwards"), afterwards=True)
    events.listen(SomethingHappened, lambda _: heard.append("together 1"))
    events.listen(SomethingHappened, lambda _: heard.append("together 2"))
    events.publish(SomethingHappened(**FACT))
    assert heard == ["together 1", "together 2", "afterwards"]


def test_a_fact_is_told_to_those_who_listen_to_its_very_kind(heard):
    events.listen(SomethingHappened, heard.append)
    events.publish(SomethingMoreHappened(**FACT))
    assert heard == []


def test_who_fails_fails_the_act(heard):
    def fails(_):
        raise ZeroDivisionError

    events.listen(SomethingHappened, fails)
    events.listen(SomethingHappened, heard.append)
    with pytest.raises(ZeroDivisionError):
        events.publish(SomethingHappened(**FACT))
    assert heard == []


def test_a_replayed_history_leaves_out_what_comes_afterwards_and_nothing_else(heard):
    events.listen(SomethingHappened, lambda _: heard.append("afterwards"), afterwards=True)
    events.listen(SomethingHappened, lambda _: heard.append("together"))
    with suppress(ZeroDivisionError), events.without_afterwards():
        events.publish(SomethingHappened(**FACT))
        raise ZeroDivisionError
    assert heard == ["together"]
    events.publish(SomethingHappened(**FACT))
    assert heard == ["together", "together", "afterwards"]
