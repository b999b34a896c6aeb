"""The journal: appended, chained, sealed, never changed; whatever is done to it is seen."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from sejour.core import journal
from sejour.core.actors import Actor
from tests.factories.threads import InThread
from tests.server import wait_for

AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ALICE, BOB = Actor("agent 1"), Actor("agent 2")
_numbers = count()


def stream() -> str:
    """A stream that no other test writes to."""
    return journal.stream_of("test", f"{next(_numbers)}-{datetime.now(UTC).timestamp()}")


def write(to: str, *verbs: str, actor: Actor = ALICE) -> None:
    for verb in verbs:
        journal.append(stream=to, verb=verb, actor=actor, at=AT, articles=("R.431-2",), said=verb)


def rows(of: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, at, actor, verb, articles, details, previous, digest FROM core_journal"
            " WHERE stream = %s ORDER BY number",
            [of],
        )
        return cursor.fetchall()


def faults() -> list[str]:
    return [str(fault) for fault in journal.verify().faults]


# Lines ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_line_says_who_did_what_when_and_why():
    to = stream()
    journal.append(
        stream=to, verb="filed", actor=ALICE, at=AT, articles=("R.431-2", "R.431-5"), day=AT.date(), name="é"
    )
    (line,) = journal.lines_of(to)
    assert (line.number, line.at, line.actor, line.verb) == (1, AT, "agent 1", "filed")
    assert line.articles == "R.431-2, R.431-5"
    assert line.details == {"day": "2026-11-23", "name": "é"}


@pytest.mark.django_db
def test_a_line_holds_the_digest_of_the_line_before():
    to = stream()
    write(to, "filed", "taken_up", "granted")
    previous = b""
    for number, (found, at, actor, verb, articles, details, before, digest) in enumerate(rows(to), start=1):
        fields = [to, str(number), f"{at:%Y-%m-%dT%H:%M:%S.%f}Z", actor, verb, articles, details]
        expected = sha256(previous + journal.SEPARATOR.join(fields).encode()).digest()
        assert (found, bytes(before), bytes(digest)) == (number, previous, expected)
        previous = expected


@pytest.mark.django_db
def test_streams_are_chained_apart():
    one, other = stream(), stream()
    write(one, "a")
    write(other, "b")
    write(one, "c")
    assert [[line.verb for line in journal.lines_of(of)] for of in (one, other)] == [["a", "c"], ["b"]]
    assert [line.number for line in journal.lines_of(one)] == [1, 2]


@pytest.mark.django_db
def test_the_number_digest_and_transaction_that_a_writer_gives_are_not_heeded():
    to = stream()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_journal (stream, number, at, actor, verb, previous, digest, tx)"
            " VALUES (%s, 7, now(), 'a', 'v', 'x', 'y', '1')",
            [to],
        )
    assert rows(to)[0][0] == 1
    assert faults() == []


@settings(max_examples=50, deadline=None, database=None)
@given(st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=20), max_size=5))
def test_the_same_details_give_the_same_text(details):
    text = journal.as_text(details)
    assert text == journal.as_text(dict(reversed(details.items())))
    # Nothing that a writer says can look like the border between two fields.
    assert journal.SEPARATOR not in text


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["stream", "verb", "actor", "articles"])
def test_a_field_holds_no_separator(field):
    said = {"stream": stream(), "verb": "v", "actor": ALICE, "articles": ("a",)}
    said[field] = {"actor": Actor("a\x1fb"), "articles": ("a\x1fb",)}.get(field, "a\x1fb")
    with pytest.raises(DatabaseError, match="journal_fields_hold_no_separator"), transaction.atomic():
        journal.append(at=AT, **said)


# Protection ----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_journal SET verb = 'other' WHERE stream = %s",
        "DELETE FROM core_journal WHERE stream = %s",
        "TRUNCATE core_journal -- %s",
    ],
)
def test_a_line_never_changes(statement):
    to = stream()
    write(to, "filed")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [to])
    assert [line.verb for line in journal.lines_of(to)] == ["filed"]


# Tampering: what somebody with every right on the server might do ----------------------------


@pytest.fixture
def sealed(db, committed):
    """Three streams of three lines, committed and sealed in two seals; nothing is wrong yet."""
    streams = [stream() for _ in range(3)]
    for to in streams:
        write(to, "a", "b")
    seal_up()
    for to in streams:
        write(to, "c")
    seal_up()
    assert faults() == []
    return streams


def seal_up() -> None:
    """Seal until all lines are sealed: transactions of other tests of this machine may be under way."""

    def all_sealed() -> bool:
        journal.seal(at=AT)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce((SELECT max(tx::text::bigint) FROM core_journal), 0)"
                " < coalesce((SELECT max(to_tx::text::bigint) FROM core_journal_seals), 1)"
            )
            return cursor.fetchone()[0]

    wait_for("a seal on all lines", all_sealed)


FORGED = (
    "INSERT INTO core_journal (stream, number, at, actor, verb, previous, digest, tx)"
    " SELECT stream, number + 1, at, 'forger', 'granted', digest,"
    " core_journal_digest(digest, stream, number + 1, at, 'forger', 'granted', '', '{{}}'), {tx}"
    " FROM core_journal WHERE stream = %(s)s AND number = 3"
)
HEAD_FOLLOWS = (
    "UPDATE core_journal_head h SET number = l.number, digest = l.digest FROM (SELECT * FROM core_journal"
    " WHERE stream = %(s)s ORDER BY number DESC LIMIT 1) l WHERE h.stream = l.stream"
)
LAST = "WHERE number = (SELECT max(number) FROM core_journal_seals)"
FOLLOWS = """
UPDATE core_journal l SET previous = b.digest,
    digest = core_journal_digest(b.digest, l.stream, l.number, l.at, l.actor, l.verb, l.articles, l.details)
    FROM core_journal b WHERE l.stream = %(s)s AND b.stream = l.stream AND b.number = l.number - 1
    AND l.number = {number};
"""
# A whole stream rewritten, every digest right: only the seals know.
REWRITTEN = (
    """
UPDATE core_journal SET actor = 'forger', digest =
    core_journal_digest(previous, stream, number, at, 'forger', verb, articles, details)
    WHERE stream = %(s)s AND number = 1;
"""
    + FOLLOWS.format(number=2)
    + FOLLOWS.format(number=3)
)
TAMPERED = {
    "a verb changed": (
        "UPDATE core_journal SET verb = 'z' WHERE stream = %(s)s AND number = 2",
        "{s} line 2: changed",
    ),
    "an instant changed": (
        "UPDATE core_journal SET at = at + interval '1 microsecond' WHERE stream = %(s)s AND number = 2",
        "{s} line 2: changed",
    ),
    "a digest changed": (
        "UPDATE core_journal SET digest = sha256('x') WHERE stream = %(s)s AND number = 2",
        "{s} line 3: missing or out of order",
    ),
    "a line missing in the middle": (
        "DELETE FROM core_journal WHERE stream = %(s)s AND number = 2",
        "{s} line 3: missing or out of order: it does not follow the line before it (line 2 expected)",
    ),
    "the first line missing": (
        "DELETE FROM core_journal WHERE stream = %(s)s AND number = 1",
        "{s} line 2: missing or out of order",
    ),
    "the last line missing": (
        "DELETE FROM core_journal WHERE stream = %(s)s AND number = 3",
        "{s}: missing: the chain should end at line 3, it ends at 2",
    ),
    "the last line missing, and its head": (
        "DELETE FROM core_journal WHERE stream = %(s)s AND number = 3;" + HEAD_FOLLOWS,
        "broken: it sealed",
    ),
    "a stream missing": (
        "DELETE FROM core_journal WHERE stream = %(s)s",
        "{s}: missing: the chain should end at line 3, it ends at 0",
    ),
    "a stream missing, and its head": (
        "DELETE FROM core_journal WHERE stream = %(s)s; DELETE FROM core_journal_head WHERE stream = %(s)s",
        "broken: it sealed",
    ),
    "a head missing": (
        "DELETE FROM core_journal_head WHERE stream = %(s)s",
        "{s}: the head of this chain is missing",
    ),
    "two lines swapped": (
        "UPDATE core_journal SET number = 9 WHERE stream = %(s)s AND number = 1;"
        "UPDATE core_journal SET number = 1 WHERE stream = %(s)s AND number = 2;"
        "UPDATE core_journal SET number = 2 WHERE stream = %(s)s AND number = 9",
        "{s} line 1: changed",
    ),
    "a line moved to another stream": (
        "UPDATE core_journal SET stream = stream || '0' WHERE stream = %(s)s AND number = 3",
        "{s}: missing: the chain should end at line 3, it ends at 2",
    ),
    "a line forged at the end": (
        FORGED.format(tx="'1'"),
        "{s}: missing: the chain should end at line 3, it ends at 4",
    ),
    "a line forged at the end, and its head": (
        FORGED.format(tx="(SELECT tx FROM core_journal WHERE stream = %(s)s AND number = 3)")
        + ";"
        + HEAD_FOLLOWS,
        "broken: it sealed",
    ),
    "a stream rewritten": (REWRITTEN + HEAD_FOLLOWS, "broken: it sealed"),
    "a seal missing in the middle": (
        "DELETE FROM core_journal_seals WHERE number = (SELECT max(number) - 1 FROM core_journal_seals)",
        "broken: it sealed",
    ),
    "the last seal missing": (
        f"DELETE FROM core_journal_seals {LAST}",
        "seals: missing: the last seal should be number",
    ),
    "all seals missing": ("DELETE FROM core_journal_seals", "seals: missing: the last seal should be number"),
    "a seal changed": (
        f"UPDATE core_journal_seals SET lines = lines + 1 {LAST}",
        "broken: it sealed",
    ),
    "the day of a seal changed": (
        f"UPDATE core_journal_seals SET at = at - interval '1 day' {LAST}",
        "broken: it sealed",
    ),
    "a seal that goes further back": (
        f"UPDATE core_journal_seals SET from_tx = '0' {LAST}",
        "broken: it sealed",
    ),
    "a seal that leaves lines out, its digest right": (
        "UPDATE core_journal_seals s SET from_tx = f.since, lines = f.lines, digest ="
        " core_journal_seal_digest(s.previous, f.since, s.to_tx, f.lines, f.digest, s.at)"
        " FROM (SELECT since, (core_journal_between(since, to_tx)).* FROM"
        " (SELECT to_tx, (to_tx::text::bigint - 1)::text::xid8 AS since"
        f" FROM core_journal_seals {LAST}) e) f {LAST}",
        "broken: it sealed",
    ),
}


@contextmanager
def undone():
    """Undo at the end all that the block did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("statements", "fault"), TAMPERED.values(), ids=TAMPERED)
def test_what_is_done_to_the_journal_is_seen(statements, fault, sealed):
    victim = sealed[1]
    with undone(), connection.cursor() as cursor:
        for table in ("core_journal", "core_journal_seals"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in filter(str.strip, statements.split(";")):
            cursor.execute(statement, {"s": victim})
        found = faults()
    assert any(fault.format(s=victim) in said for said in found), found
    assert faults() == []


# Seals ---------------------------------------------------------------------------------------


def test_a_verification_counts_what_it_saw(sealed):
    seen = journal.verify()
    assert (seen.lines >= 9, seen.streams >= 3, seen.seals >= 2) == (True, True, True)
    to = stream()
    write(to, "a")
    after = journal.verify()
    assert (after.lines, after.streams, after.seals) == (seen.lines + 1, seen.streams + 1, seen.seals)


def test_a_seal_that_would_hold_nothing_is_not_made(sealed):
    seen = journal.verify().seals
    assert journal.seal(at=AT) == 0
    assert journal.verify().seals == seen


def test_a_line_that_commits_late_is_sealed_all_the_same(sealed):
    slow, quick = stream(), stream()
    begun, may_end = Barrier(2), Barrier(2)

    def slowly():
        with transaction.atomic():
            write(slow, "a")
            begun.wait(30)
            may_end.wait(30)

    writer = InThread(slowly)
    begun.wait(30)
    write(quick, "b")
    journal.seal(at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM core_journal WHERE stream = %s"
            " AND tx < (SELECT max(to_tx) FROM core_journal_seals)",
            [quick],
        )
        assert cursor.fetchone() == (0,), "a seal went past a transaction that was still running"
    may_end.wait(30)
    writer.result()
    seal_up()
    assert faults() == []


def test_two_seals_at_once_make_one_chain(sealed):
    write(stream(), "a")
    together = Barrier(3)

    def seal():
        together.wait(30)
        return journal.seal(at=AT + timedelta(minutes=1))

    for run in [InThread(seal) for _ in range(3)]:
        run.result()
    seal_up()
    assert faults() == []


# At the same time ----------------------------------------------------------------------------


def test_writers_of_one_stream_keep_a_straight_chain(db, committed):
    to = stream()
    together = Barrier(4)

    def writer(actor):
        def run():
            together.wait(30)
            for _ in range(12):
                write(to, "seen", actor=actor)

        return run

    for run in [InThread(writer(Actor(f"agent {n}"))) for n in range(4)]:
        run.result()
    assert [line.number for line in journal.lines_of(to)] == list(range(1, 49))
    assert faults() == []


def test_a_transaction_undone_leaves_no_hole(db, committed):
    to = stream()
    write(to, "a")
    with undone():
        write(to, "b")
    write(to, "c")
    assert [(line.number, line.verb) for line in journal.lines_of(to)] == [(1, "a"), (2, "c")]
    assert faults() == []
