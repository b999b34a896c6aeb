"""`attestation-decision-favorable`: R.431-15-1, al. 4."""

import pytest

from tests.law.asked import answer, ids, refused, some

KEYS = "from until stay work"
DECISION = {"decided_on": "2027-02-01", "granted_allows_work": True}


@pytest.mark.parametrize(
    ("handed_over_on", "until"),
    [(None, None), ("2027-02-01", "2027-02-01"), ("2027-03-20", "2027-03-20"), ("2028-03-20", "2028-03-20")],
)
def test_r431_15_1_al_4_it_proves_the_stay_until_the_card_is_handed_over(handed_over_on, until):
    found = answer("attestation-decision-favorable", **DECISION, handed_over_on=handed_over_on)
    assert some(KEYS, found) == {"from": "2027-02-01", "until": until, "stay": True, "work": True}


@pytest.mark.parametrize("granted", [{"granted_allows_work": False}, {}])
def test_it_lets_work_only_if_the_permit_granted_does(granted):
    found = answer("attestation-decision-favorable", decided_on="2027-02-01", **granted)
    assert found["work"] is False
    assert ids(found) == ["R-ADF-01"]


def test_c_trav_r5221_48_the_right_to_work_is_written_on_it():
    assert ids(answer("attestation-decision-favorable", **DECISION)) == ["R-ADF-01", "R-ADF-02"]


def test_a_card_cannot_be_handed_over_before_the_decision():
    error = refused("attestation-decision-favorable", **DECISION, handed_over_on="2027-01-31")
    assert (error.fact, error.problem) == ("handed_over_on", "comes before decided_on")


def test_the_day_of_the_decision_is_needed():
    assert refused("attestation-decision-favorable", granted_allows_work=True).fact == "decided_on"
