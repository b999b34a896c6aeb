"""The worked cases that are published with the contract."""

import json

import pytest

from sejour.law.asking import QUESTIONS, check
from tests.law.asked import TODAY
from tests.law.naive import DATA

CASES = [json.loads(line) for line in (DATA / "law-cases.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_worked_case_is_answered_as_published(case):
    assert list(check([case], today=TODAY)) == [None]


def test_every_question_has_a_worked_case():
    assert {case["question"] for case in CASES} == set(QUESTIONS)
