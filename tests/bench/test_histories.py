"""The year that the replay is measured on: always the same, and of every kind."""

import json

from bench import histories
from sejour.project.replay.events import KINDS, read_lines

PEOPLE = 300


def written(folder, name="history.jsonl"):
    path = folder / name
    assert histories.write(path, PEOPLE) == len(path.read_bytes().splitlines())
    return path.read_bytes()


def test_a_year_is_always_the_same(tmp_path):
    assert written(tmp_path) == written(tmp_path, "again.jsonl")


def test_every_line_can_be_read_and_nothing_common_is_left_out(tmp_path):
    lines = written(tmp_path).splitlines()
    assert [line for line in read_lines(lines) if line.event is None] == []
    events = [json.loads(line) for line in lines]
    assert {event["event"] for event in events} == set(KINDS) - {"grant_attestation"}


def test_everybody_is_named_and_days_go_forward(tmp_path):
    events = [json.loads(line) for line in written(tmp_path).splitlines()]
    assert len({event["person"] for event in events if "person" in event}) == PEOPLE
    days = [event["on"] for event in events]
    assert days == sorted(days)
    assert (days[0], days[-1]) >= (str(histories.FIRST_DAY), str(histories.FIRST_DAY))
    assert days[-1] <= str(histories.LAST_DAY)
