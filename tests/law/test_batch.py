"""One question about many people: a line for a line, in order, whatever the lines are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.law.asking import QUESTIONS
from sejour.law.batch import Batch
from sejour.law.facts import FactError
from tests.law import strategies
from tests.law.asked import TODAY, answer
from tests.law.test_fuzz import JSON

FACTS = {"received_on": "2026-10-31"}


def answers(question, *lines):
    """Ask for each line; return what is written, and how many lines failed."""
    batch = Batch(question, today=TODAY)
    return [json.loads(text) for text in batch.answers(lines)], batch.failed


def line(facts):
    """Write facts as a line of JSON."""
    return json.dumps(facts).encode() + b"\n"


@given(strategies.ASKED)
def test_a_line_has_the_answer_of_the_question_asked_alone(asked):
    question, facts = asked
    assert answers(question, line(facts)) == ([answer(question, **facts)], 0)


@pytest.mark.parametrize("question", QUESTIONS)
@given(data=st.data())
def test_lines_are_answered_in_their_order(question, data):
    many = data.draw(st.lists(strategies.FACTS[question], max_size=4))
    found, failed = answers(question, *map(line, many))
    assert (found, failed) == ([answer(question, **facts) for facts in many], 0)


def test_a_line_that_fails_is_named_and_the_next_ones_are_answered():
    found, failed = answers("receipt", line(FACTS), line({"received_on": 3}), line(FACTS))
    right = answer("receipt", **FACTS)
    wrong = {"line": 2, "error": "a date written YYYY-MM-DD is expected", "fact": "received_on"}
    assert (found, failed) == ([right, wrong, right], 1)


@pytest.mark.parametrize("blank", [b"", b"\n", b"  \r\n", b"\t\n"])
def test_a_blank_line_is_passed_over_and_counted(blank):
    found, failed = answers("receipt", blank, line({}))
    assert (found[0]["line"], found[0]["fact"], failed) == (2, "received_on", 1)


@pytest.mark.parametrize(
    "wrong", [b"{", b"nothing", b'{"a": 1} {"b": 2}', b"\xff\xfe", b"[" * 100_000, b"1" * 5000, b"\x0c"]
)
def test_a_line_that_is_no_json_is_named(wrong):
    found, failed = answers("receipt", wrong)
    assert (found[0]["line"], found[0]["fact"], failed) == (1, "facts", 1)
    assert found[0]["error"].startswith("the line cannot be read as JSON")


@given(st.lists(JSON.map(line) | st.binary(max_size=30), max_size=5))
def test_any_lines_give_one_line_each_but_the_blank_ones(lines):
    found, failed = answers("receipt", *lines)
    assert len(found) == sum(1 for each in lines if each.strip(b" \t\r\n"))
    assert failed == sum("error" in each for each in found)


def test_lines_are_read_as_they_come():
    def endless():
        while True:
            yield line(FACTS)

    texts = Batch("receipt", today=TODAY).answers(endless())
    assert json.loads(next(texts)) == answer("receipt", **FACTS)


def test_an_unknown_question_is_refused_at_once():
    with pytest.raises(FactError) as caught:
        Batch("weather", today=TODAY)
    assert caught.value.fact == "question"


def test_an_error_keeps_the_accents_of_the_fact_that_it_names():
    (text,) = Batch("receipt", today=TODAY).answers(['{"reçue_le": 1}'.encode()])
    assert '"fact": "reçue_le"' in text
