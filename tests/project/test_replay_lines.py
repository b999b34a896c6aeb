"""What a line of a history may say: each line that cannot be played is refused with its reason, alone."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sejour.law.tables import ZONES
from sejour.project.replay.events import KINDS, read_lines
from tests.continuity.oracle import CAUSES
from tests.continuity.playing import play
from tests.continuity.timelines import event

PERMIT = event(
    "permit",
    "2026-09-01",
    person="p",
    kind="carte_temporaire",
    article="L.423-1",
    from_="2026-01-16",
    until="2027-01-15",
    work="full",
)
FILE = event("file", "2026-10-01", person="p", application="a", procedure="renewal", article="L.423-1")
ASK = event("ask_pieces", "2026-10-10", application="a", pieces=["photo"], due_on="2026-11-10")
DECIDE = event("decide", "2026-10-10", application="a", outcome="refused", notified_on="2026-10-20")
GRANT = event("grant_attestation", "2026-10-10", application="a", from_="2026-10-10", until="2026-10-20")


def only(raw):
    (line,) = read_lines([raw if isinstance(raw, bytes) else json.dumps(raw).encode()])
    return line


def without(line, name):
    return {key: value for key, value in line.items() if key != name}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "not a JSON object"),
        (b"[]", "not a JSON object"),
        (b'"permit"', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"\xff\xfe\x00", "not a JSON object"),
        (b'{"event": "permit", "on": NaN', "not a JSON object"),
        (b'{"event": "file"} {"event": "file"}', "not a JSON object"),
        (b"[" * 100_000, "not a JSON object"),
        (b'{"event": "permit", "years": ' + b"9" * 10_000 + b"}", "not a JSON object"),
        ({}, "unknown event None"),
        ({"event": "permits"}, "unknown event 'permits'"),
        ({"event": ["permit"]}, "unknown event ['permit']"),
        ({"event": "\ud800"}, "unknown event '\\ud800'"),
        (without(PERMIT, "person"), "person: this fact is needed"),
        (without(PERMIT, "on"), "on: this fact is needed"),
        (without(PERMIT, "from"), "from: this fact is needed"),
        (PERMIT | {"person": None}, "person: this fact is needed"),
        (PERMIT | {"person": ""}, "person: a text of"),
        (PERMIT | {"person": 7}, "person: a text of"),
        (PERMIT | {"person": "a\x00b"}, "person: a text of"),
        (PERMIT | {"person": "\ud800"}, "person: a text of"),
        (PERMIT | {"person": "x" * 10_000}, "person: a text of"),
        (PERMIT | {"on": "2026-02-30"}, "on: this date does not exist"),
        (PERMIT | {"on": "2027-02-29"}, "on: this date does not exist"),
        (PERMIT | {"on": "1 May 2026"}, "on: a date written YYYY-MM-DD"),
        (PERMIT | {"on": 20260501}, "on: a date written YYYY-MM-DD"),
        (PERMIT | {"on": "0001-01-01"}, "on: a date between"),
        (PERMIT | {"on": "9999-12-31"}, "on: a date between"),
        (PERMIT | {"until": "2026-01-15"}, "until: comes before from"),
        (PERMIT | {"kind": "carte"}, "kind: one of carte_temporaire"),
        (PERMIT | {"kind": {}}, "kind: one of carte_temporaire"),
        (PERMIT | {"work": "yes"}, "work: one of none, limited, full"),
        (PERMIT | {"article": "423-1"}, "article: an article such as"),
        (PERMIT | {"article": "L.423-1" + "-1" * 20}, "article: at most 20 characters"),
        (PERMIT | {"years": 1.5}, "years: a whole number"),
        (PERMIT | {"years": True}, "years: a whole number"),
        (PERMIT | {"years": -1}, "years: a number between"),
        (PERMIT | {"years": 10**30}, "years: a number between"),
        (PERMIT | {"years": 40_000}, "years: at most 300"),
        (PERMIT | {"departement": "99"}, "departement: the code of a département"),
        (PERMIT | {"departement": 75}, "departement: the code of a département"),
        (FILE | {"procedure": "duplicate"}, "procedure: one of renewal, first, change_of_ground"),
        (FILE | {"category": "commission"}, "category: the commission is a stage"),
        (FILE | {"category": "tourist"}, "category: one of renewal"),
        (FILE | {"online": "no"}, "online: true or false"),
        (FILE | {"missing": "photo"}, "missing: a list is expected"),
        (FILE | {"missing": [7]}, "missing[0]: a text of"),
        (ASK | {"pieces": []}, "pieces: one piece at least"),
        (ASK | {"due_on": "2026-10-09"}, "due_on: comes before on"),
        (ASK | {"indispensable": 1}, "indispensable: true or false"),
        (DECIDE | {"outcome": "maybe"}, "outcome: one of granted, refused"),
        (DECIDE | {"notified_on": "2026-10-09"}, "notified_on: comes before on"),
        (GRANT | {"until": "2026-10-09"}, "until: comes before from"),
        (event("watch_down", "2026-10-10", until="2026-10-09"), "until: comes before on"),
        (event("watch_down", "2026-10-10"), "until: this fact is needed"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_line_that_cannot_be_read_says_why(raw, reason):
    line = only(raw)
    assert line.event is None
    assert line.reason.startswith(reason)


@pytest.mark.parametrize(
    "raw",
    [
        PERMIT,
        PERMIT | {"years": 0, "born_on": "1985-02-28", "number": "X1", "departement": "2A"},
        PERMIT | {"colour": "blue"},  # what nobody asked for is passed over
        FILE | {"online": None, "category": None, "missing": []},
        json.dumps(FILE).encode() + b"\r",
        b"\xef\xbb\xbf" + json.dumps(FILE).encode(),
        json.dumps(FILE | {"person": "Aïssatou Ndiaye‑Żółć 王"}, ensure_ascii=False).encode(),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_a_line_that_can_be_read_is(raw):
    assert only(raw).reason == ""


def test_lines_are_numbered_as_in_the_file_and_blank_ones_passed_over():
    raw = [b"", b"{", b"   ", json.dumps(FILE).encode(), b"\r", b"["]
    assert [(line.number, bool(line.event)) for line in read_lines(raw)] == [
        (2, False),
        (4, True),
        (6, False),
    ]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = sorted({"on", *(key for line in (PERMIT, FILE, ASK, DECIDE, GRANT) for key in line)})


@settings(max_examples=150, deadline=None, database=None)
@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=8))
def test_no_line_makes_the_reader_fail(name, fields):
    line = only(json.dumps({**fields, "event": name}).encode())
    assert (line.event is None) == bool(line.reason)


# Lines that can be read, and not played ------------------------------------------------------


def act(name, on="2026-10-10", **said):
    return event(name, on, application="a", **said)


GRANTED = act("decide", outcome="granted", notified_on="2026-10-10")
REFUSED = act("decide", outcome="refused", notified_on="2026-10-10")
HANDED = act("hand_over", from_="2026-10-10", until="2027-10-09")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("history", "number", "reason"),
    [
        ([act("withdraw")], 1, "unknown application 'a'"),
        ([event("move", "2026-10-10", person="nobody", departement="75")], 1, "unknown person 'nobody'"),
        ([PERMIT, FILE, FILE], 3, "application 'a' was filed already"),
        ([PERMIT, FILE, FILE | {"person": "q"}], 3, "application 'a' was filed already"),
        ([PERMIT, FILE, act("answer_pieces")], 3, "impossible here: no_request_to_answer"),
        ([PERMIT, FILE, act("withdraw"), REFUSED], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, act("withdraw"), act("reopen")], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, act("close"), act("commission")], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, REFUSED, act("reopen")], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, REFUSED, ASK], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, REFUSED, GRANT], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, GRANTED, act("quash")], 4, "impossible here: wrong_state"),
        ([PERMIT, FILE, act("quash")], 3, "impossible here: wrong_state"),
        ([PERMIT, FILE, HANDED], 3, "impossible here: wrong_state"),
        ([PERMIT, FILE, GRANTED, HANDED, HANDED], 5, "impossible here: wrong_state"),
        ([PERMIT, FILE, act("commission"), act("commission")], 4, "impossible here: already_referred"),
        ([act("withdraw", "2026-09-30"), PERMIT, FILE], 1, "unknown application 'a'"),
    ],
)
def test_an_impossible_line_is_refused_and_the_others_are_played(history, number, reason):
    played = play([*history, event("failed_attempt", "2026-10-11", person="last")])
    assert played.refused == {number: reason}
    assert played.played == len(history)
    assert played.person("last")["documents"] == []


@pytest.mark.django_db
def test_a_refused_line_leaves_nobody_behind():
    history = [FILE | {"application": "a"}, FILE | {"application": "a", "person": "nobody"}]
    played = play(history)
    assert played.total["persons"] == 1


@pytest.mark.django_db
def test_a_person_whose_first_line_was_refused_may_come_back():
    again = FILE | {"person": "q", "application": "b", "on": "2026-10-02"}
    played = play([FILE, FILE | {"person": "q"}, again])
    assert list(played.refused) == [2]
    assert played.gaps("q") == [("2026-10-02", "2026-10-02", "no_right")]


@pytest.mark.django_db
def test_names_are_kept_whatever_their_length_and_script():
    names = ["x" * 200, "Żółć", "王小明", "O'Brien-\u0648", "x" * 199 + "y"]
    played = play([PERMIT | {"person": name} for name in names])
    assert [person["person"] for person in played.answer[:-1]] == sorted(names)


@pytest.mark.django_db
@pytest.mark.parametrize("departements", [sorted(ZONES)[::3], sorted(ZONES)[1::3], sorted(ZONES)[2::3]])
def test_every_departement_has_its_prefecture_and_its_days(departements):
    history = [PERMIT | {"person": code, "departement": code} for code in departements]
    history += [FILE | {"person": code, "application": code} for code in departements]
    played = play(history, "2027-01-20")
    assert played.refused == {}
    assert {played.documents(code)[0] for code in departements} == {("2027-01-16", "2027-04-15")}
    assert {played.issued_on(code)[0] for code in departements} == {"2026-12-17"}


@pytest.mark.django_db
def test_a_history_of_a_century_is_played():
    history = [
        PERMIT | {"on": "1900-01-01", "from": "1900-01-01", "until": "1900-12-31"},
        FILE | {"on": "1900-09-15", "online": True},
        PERMIT | {"on": "2199-12-31", "person": "q", "until": "2199-12-31"},
    ]
    played = play(history, "1901-06-30")
    assert played.documents()[0] == ("1901-01-01", "1901-03-31")
    assert played.gaps() == []


@pytest.mark.django_db
def test_nothing_at_all_is_a_history():
    played = play([])
    assert played.answer == [
        {
            "persons": 0,
            "documents": 0,
            "gap_days": dict.fromkeys(CAUSES, 0),
            "work_loss_days": 0,
            "refused_lines": 0,
        }
    ]
    assert play([], "2026-10-10").printed == played.printed
