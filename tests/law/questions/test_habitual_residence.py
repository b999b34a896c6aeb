"""`habitual-residence`: L.433-3-1."""

import pytest

from tests.law.asked import answer, ids, refused

ENOUGH = {"2023": 8, "2024": 8, "2025": 8}


def met(months, filed_on="2026-12-15"):
    """Return whether residence is habitual."""
    return answer("habitual-residence", filed_on=filed_on, months_in_france=months)["met"]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (ENOUGH, True),
        ({"2023": 6, "2024": 6, "2025": 6}, True),
        ({**ENOUGH, "2023": 5}, False),
        ({**ENOUGH, "2024": 5}, False),
        ({**ENOUGH, "2025": 5}, False),
        ({**ENOUGH, "2024": 0}, False),
        ({**ENOUGH, "2026": 0}, True),  # the year of the filing does not count
        ({**ENOUGH, "2022": 0}, True),  # nor one before the last three
        ({**ENOUGH, "2027": 0}, True),
        ({"2024": 8, "2025": 8}, None),
        ({"2023": 8, "2025": 8}, None),
        ({"2025": 5}, False),  # a year that is too short decides, whatever is not told
        ({}, None),
        ({"2026": 8}, None),
    ],
)
def test_l433_3_1_six_months_in_each_of_the_three_years_before_the_filing(months, expected):
    assert met(months) is expected


@pytest.mark.parametrize(
    ("filed_on", "expected"), [("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_the_year_of_the_filing_chooses(filed_on, expected):
    assert met({**ENOUGH, "2026": 5}, filed_on=filed_on) is expected


def test_the_years_that_fall_short_and_those_not_told_are_named():
    short = answer("habitual-residence", filed_on="2026-12-15", months_in_france={"2023": 1, "2025": 2})
    assert [r["because"][:45] for r in short["rules"][1:]] == [
        "Le temps passé en France en 2023 ne suffit pa",
        "Le temps passé en France en 2025 ne suffit pa",
    ]
    untold = answer("habitual-residence", filed_on="2026-12-15", months_in_france={"2023": 6, "2025": 8})
    assert "2024 manque" in untold["rules"][1]["because"]


def test_which_years_count_must_be_confirmed():
    found = answer("habitual-residence", filed_on="2026-12-15", months_in_france=ENOUGH)
    assert (set(ids(found)), found["certainty"]) == ({"R-NEW-03"}, "medium")


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"months_in_france": ENOUGH}, "filed_on"),
        ({"filed_on": "2026-12-15"}, "months_in_france"),
        ({"filed_on": "2026-12-15", "months_in_france": [8, 8, 8]}, "months_in_france"),
        ({"filed_on": "2026-12-15", "months_in_france": 8}, "months_in_france"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": 13}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": -1}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": True}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": 8.0}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": "8"}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"2024": None}}, "months_in_france.2024"),
        ({"filed_on": "2026-12-15", "months_in_france": {"24": 8}}, "months_in_france.24"),
        ({"filed_on": "2026-12-15", "months_in_france": {"last": 8}}, "months_in_france.last"),
        ({"filed_on": "2026-12-15", "months_in_france": {"20240": 8}}, "months_in_france.20240"),
        ({"filed_on": "2026-12-15", "months_in_france": {2024: 8}}, "months_in_france.2024"),
    ],
)
def test_a_wrong_fact_is_named_by_its_place(facts, fact):
    assert refused("habitual-residence", **facts).fact == fact


@pytest.mark.parametrize("months", [0, 12])
def test_a_year_has_between_0_and_12_months(months):
    assert met({**ENOUGH, "2024": months}) is (months == 12)
