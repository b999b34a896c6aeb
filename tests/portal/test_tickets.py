"""Tickets of a failure: they prove a minute, and nobody can make one up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.core import references, tickets
from tests.factories.days import NOON

instants = st.datetimes(datetime(2026, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(instants)
def test_a_ticket_proves_its_minute(at):
    assert tickets.instant_of(tickets.issue(at)) == at.replace(second=0, microsecond=0)


@given(instants)
def test_a_ticket_is_understood_however_it_is_typed(at):
    ticket = tickets.issue(at)
    found = tickets.instant_of(ticket)
    for typed in (
        ticket.lower(),
        ticket.replace("-", ""),
        f" {ticket} ".replace("-", " "),
        ticket.replace("0", "O"),
        ticket.replace("0", "o").replace("1", "l"),
        ticket.replace("1", "I"),
    ):
        assert tickets.instant_of(typed) == found


@given(instants, st.integers(0, 13), st.sampled_from(references.ALPHABET))
def test_one_changed_character_proves_nothing(at, where, character):
    code = references.normalize(tickets.issue(at))
    changed = code[:where] + character + code[where + 1 :]
    assert (tickets.instant_of(changed) is None) == (changed != code)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_without_breaking(typed):
    tickets.instant_of(typed)


@pytest.mark.parametrize("typed", ["", "-", "ABCDEF", "É" * 14, "\u0663" * 14, "AAAAAA-AAAAAAAA"])
def test_what_is_no_ticket_proves_nothing(typed):
    assert tickets.instant_of(typed) is None


def test_another_installation_gives_other_tickets(settings):
    ticket = tickets.issue(NOON)
    settings.CODES_KEY = "une autre clé"
    assert tickets.instant_of(ticket) is None


def test_a_ticket_can_be_read_on_the_telephone():
    ticket = tickets.issue(NOON)
    assert not set(ticket) & set("ILOU")
    assert [len(part) for part in ticket.split("-")] == [7, 7]


def test_two_minutes_give_two_tickets():
    assert tickets.issue(NOON) != tickets.issue(NOON + timedelta(minutes=1))
