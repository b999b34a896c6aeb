"""Answers as JSON: the text and the values say the same."""

import json
from datetime import date

import pytest
from hypothesis import given

from sejour.law.asking import QUESTIONS
from sejour.law.kinds import Demand
from sejour.law.periods import Period
from sejour.law.showing import as_json, as_text, text
from tests.law import strategies
from tests.law.asked import TODAY


@given(strategies.ASKED)
def test_an_answer_is_written_as_its_values_would_be(asked):
    question, facts = asked
    found = QUESTIONS[question].answered(facts, TODAY)
    assert as_text(found) == json.dumps(as_json(found), ensure_ascii=False)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1, "1"),
        (date(2026, 1, 2), '"2026-01-02"'),
        (Demand.CIVIC_EXAM, '"civic_exam"'),
        ('a "mention"', '"a \\"mention\\""'),
        ("reconnu réfugié", '"reconnu réfugié"'),
        ((), "[]"),
        ((Demand.CIVIC_EXAM,), '["civic_exam"]'),
        (
            (Period(date(2026, 1, 1), date(2026, 3, 31)),),
            '[{"from": "2026-01-01", "until": "2026-03-31"}]',
        ),
    ],
)
def test_a_value_is_written_by_its_kind(value, written):
    assert text(value) == written
