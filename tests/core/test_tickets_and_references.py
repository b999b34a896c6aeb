"""Numbers that people read on the phone: look-alikes are forgiven, mistakes are seen."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sejour.core import references, tickets

INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
FEW = settings(max_examples=60, deadline=None, database=None)


@FEW
@given(INSTANTS)
def test_a_ticket_proves_its_minute(at):
    assert tickets.instant_of(tickets.issue(at)) == at.replace(second=0, microsecond=0)


@FEW
@given(INSTANTS, st.data())
def test_a_ticket_with_one_wrong_character_proves_nothing(at, data):
    ticket = tickets.issue(at)
    place = data.draw(st.sampled_from([n for n, character in enumerate(ticket) if character != "-"]))
    wrong = data.draw(st.sampled_from([c for c in references.ALPHABET if c != ticket[place]]))
    assert tickets.instant_of(ticket[:place] + wrong + ticket[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "-", "é", "ABC", "ABCDEF", "U" * 14, "0" * 14, "A" * 500])
def test_what_is_no_ticket_proves_nothing(typed):
    assert tickets.instant_of(typed) is None


def test_a_ticket_typed_by_a_tired_person_is_read():
    at = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
    ticket = tickets.issue(at)
    assert (
        tickets.instant_of(f"  {ticket.lower().replace('-', ' ').replace('1', 'l').replace('0', 'o')} ") == at
    )


def test_another_platform_s_ticket_proves_nothing(settings):
    ticket = tickets.issue(datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    settings.CODES_KEY = "another key"
    assert tickets.instant_of(ticket) is None


def test_tickets_of_one_minute_are_one():
    at = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
    assert tickets.issue(at) == tickets.issue(at + timedelta(seconds=59))


@FEW
@given(st.integers(1, 20))
def test_a_reference_has_no_letter_that_looks_like_another(length):
    drawn = references.draw(length)
    assert len(drawn) == length
    assert set(drawn) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert references.normalize(references.grouped(drawn)) == drawn


@FEW
@given(st.text(references.ALPHABET, min_size=1, max_size=12), st.data())
def test_the_check_sees_one_wrong_character_and_two_exchanged(body, data):
    place = data.draw(st.integers(0, len(body) - 1))
    wrong = data.draw(st.sampled_from([c for c in references.ALPHABET if c != body[place]]))
    assert references.check_of(body) != references.check_of(body[:place] + wrong + body[place + 1 :])
    if place and body[place] != body[place - 1]:
        exchanged = body[: place - 1] + body[place] + body[place - 1] + body[place + 1 :]
        assert references.check_of(body) != references.check_of(exchanged)
