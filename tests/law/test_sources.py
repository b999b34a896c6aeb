"""How sure an answer is."""

import pytest

from sejour.law.findings import Reason, certainty_of
from sejour.law.kinds import Work
from sejour.law.sources import Certainty, Rule, least_certain

HIGH, MEDIUM, LOW = Certainty


@pytest.mark.parametrize(
    ("certainties", "weakest"),
    [
        ([], HIGH),
        ([HIGH], HIGH),
        ([HIGH, MEDIUM], MEDIUM),
        ([MEDIUM, HIGH], MEDIUM),
        ([LOW, HIGH], LOW),
        ([MEDIUM, LOW, MEDIUM], LOW),
    ],
)
def test_a_chain_is_as_sure_as_its_weakest_link(certainties, weakest):
    assert least_certain(certainties) is weakest


@pytest.mark.parametrize(
    ("of_the_rule", "of_the_data", "expected"),
    [(HIGH, HIGH, HIGH), (HIGH, LOW, LOW), (MEDIUM, HIGH, MEDIUM), (LOW, MEDIUM, LOW), (MEDIUM, LOW, LOW)],
)
def test_a_reason_is_as_sure_as_its_rule_and_its_data(of_the_rule, of_the_data, expected):
    reason = Reason(Rule("R-X-01", "L.1-1", of_the_rule, "Une règle."), "Parce que.", of_the_data)
    assert reason.certainty is expected
    assert certainty_of((reason,)) is expected


def test_rights_to_work_have_an_order():
    assert sorted(Work, key=lambda work: work.rank) == [Work.NONE, Work.LIMITED, Work.FULL]
