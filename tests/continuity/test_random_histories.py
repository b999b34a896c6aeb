"""Random histories: the replay and the independent model agree on every document and every day.

A larger count: `pytest tests/continuity --hypothesis-profile=thorough`. A failure prints its history.
"""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.continuity.histories import histories
from tests.continuity.oracle import Oracle
from tests.continuity.playing import Checked, Weekly, play

EXAMPLES = settings.default.max_examples
# Each history is a transaction of its own, rolled back at its end.
pytestmark = pytest.mark.usefixtures("db")


def many(share: float) -> Any:
    """Return the settings of a property that tries its share of the profile's examples."""
    return settings(
        max_examples=int(EXAMPLES * share),
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )


def comparable(answer: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return an answer whose documents stand in one order: those of one first day have none."""
    return [
        {**line, "documents": sorted(line["documents"], key=json.dumps)} if "person" in line else line
        for line in answer
    ]


def periods(answer: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return an answer without the days on which documents were issued."""
    for line in answer[:-1]:
        for document in line["documents"]:
            del document["issued_on"]
    return comparable(answer)


def watch_runs_on(day: date, history: list[dict[str, Any]]) -> bool:
    down = [line for line in history if line["event"] == "watch_down"]
    return not any(line["on"] <= day.isoformat() <= line["until"] for line in down)


@many(2.5)
@given(histories())
def test_the_replay_says_what_the_model_says_and_no_day_is_ours(generated):
    history, until = generated
    oracle = Oracle(history, until)
    played = play(history, until, player=Checked)
    assert list(played.refused) == oracle.refused
    assert comparable(played.answer) == comparable(oracle.answer())
    if watch_runs_on(until, history):
        assert played.total["gap_days"]["ours"] == 0


@many(0.4)
@given(histories())
def test_a_watch_that_is_down_late_or_doubled_gives_the_same_periods(generated):
    history, until = generated
    assume(watch_runs_on(until, history))
    as_it_ran = play(history, until)
    assert play(history, until).printed == as_it_ran.printed
    always = [{**line, "event": "mail_down"} if line["event"] == "watch_down" else line for line in history]
    every_night = periods(play(always, until).answer)
    assert periods(as_it_ran.answer) == every_night
    assert periods(play(always, until, player=Weekly).answer) == every_night


@many(0.3)
@given(histories())
def test_the_order_of_the_lines_within_the_file_counts_only_within_a_day(generated):
    history, until = generated
    in_order = sorted(history, key=lambda line: line["on"])
    assert play(history, until).printed == play(in_order, until).printed
