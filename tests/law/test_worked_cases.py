"""The worked cases that are published with the law."""

import pytest

from sejour.law.asking import QUESTIONS, check
from sejour.law.worked_cases import worked_cases
from tests.law.asked import TODAY

CASES = worked_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_worked_case_is_answered_as_published(case):
    assert list(check([case.as_json()], today=TODAY)) == [None]


def test_every_question_has_a_worked_case():
    assert {case.question for case in CASES} == set(QUESTIONS)


def test_each_worked_case_has_a_name_of_its_own():
    assert len({case.id for case in CASES}) == len(CASES) == 72
