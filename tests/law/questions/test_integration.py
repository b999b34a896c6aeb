"""`integration`: L.413-7, L.433-4, R.413-15 and the reform of 1 January 2026."""

import pytest

from tests.law.asked import answer, ids, refused, some

LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
CSP = {"asked": "carte_pluriannuelle", "first_of_its_kind": True, "filed_on": "2026-02-10"}
CR = {"asked": "carte_resident", "first_of_its_kind": True, "filed_on": "2026-02-10"}


def missing(known, **facts):
    """Return what is missing."""
    found = answer("integration", **{**known, **facts})
    assert found["met"] is not bool(found["missing"])
    return found["missing"]


@pytest.mark.parametrize(("known", "least"), [(CSP, "A2"), (CR, "B1")])
@pytest.mark.parametrize("level", [None, *LEVELS])
def test_l433_4_a2_for_a_carte_pluriannuelle_and_b1_for_a_carte_de_resident(known, least, level):
    enough = level is not None and LEVELS.index(level) >= LEVELS.index(least)
    assert missing(known, french_level=level, civic_exam_score=40) == ([] if enough else ["french_level"])


@pytest.mark.parametrize("known", [CSP, CR])
@pytest.mark.parametrize(
    ("score", "passed"), [(None, False), (0, False), (31, False), (32, True), (33, True), (40, True)]
)
def test_32_right_answers_of_40_for_both(known, score, passed):
    assert missing(known, french_level="C2", civic_exam_score=score) == ([] if passed else ["civic_exam"])


@pytest.mark.parametrize(("score", "said"), [(31, "il vous manque"), (32, "il est réussi")])
def test_whether_the_exam_is_passed_is_said(score, said):
    found = answer("integration", **CR, french_level="C2", civic_exam_score=score)
    assert any(rule["because"].endswith(f"{said}.") for rule in found["rules"])


def test_a_waiver_counts_from_its_first_day():
    facts = {"exempt_from_integration_contract": True, "civic_exam_score": 40}
    assert missing({**CSP, "filed_on": "2026-01-01"}, **facts) == []


def test_all_that_is_missing_is_told():
    assert missing(CR) == ["french_level", "civic_exam"]


@pytest.mark.parametrize(
    ("known", "filed_on", "expected"),
    [
        (CSP, "2025-12-31", []),
        (CSP, "2026-01-01", ["french_level", "civic_exam"]),
        (CR, "2025-12-31", ["french_level"]),
        (CR, "2026-01-01", ["french_level", "civic_exam"]),
    ],
)
def test_the_day_of_filing_chooses(known, filed_on, expected):
    assert missing(known, filed_on=filed_on) == expected


@pytest.mark.parametrize(("level", "enough"), [("A1", False), ("A2", True), ("B1", True)])
def test_r413_15_before_2026_a_carte_de_resident_demanded_a2(level, enough):
    found = answer("integration", **{**CR, "filed_on": "2025-12-31"}, french_level=level)
    assert some("met certainty", found) == {"met": enough, "certainty": "medium"}


@pytest.mark.parametrize("known", [CSP, CR])
@pytest.mark.parametrize("filed_on", [None, "2026-02-10", "2025-02-10"])
def test_a_second_card_demands_nothing(known, filed_on):
    for first in (False, None):
        found = answer("integration", **{**known, "filed_on": filed_on, "first_of_its_kind": first})
        assert some("met missing", found) == {"met": True, "missing": []}


class TestWaivers:
    """L.413-7 for those over 65, L.433-4 for those exempt from the integration contract."""

    @pytest.mark.parametrize(
        ("known", "more", "expected"),
        [
            (CR, {"age_over_65": True}, []),
            (CSP, {"age_over_65": True}, ["french_level"]),
            (CSP, {"exempt_from_integration_contract": True}, []),
            (CR, {"exempt_from_integration_contract": True}, ["french_level"]),
            ({**CR, "filed_on": "2025-12-31"}, {"age_over_65": True}, []),
        ],
    )
    def test_the_level_is_lifted(self, known, more, expected):
        assert missing(known, civic_exam_score=32, **more) == expected

    @pytest.mark.parametrize(
        ("known", "more"),
        [
            (CR, {"age_over_65": True}),
            (CSP, {"age_over_65": True}),
            (CSP, {"exempt_from_integration_contract": True}),
        ],
    )
    def test_the_exam_is_lifted_perhaps_and_somebody_must_check(self, known, more):
        found = answer("integration", **known, french_level="C2", **more)
        assert some("missing certainty", found) == {"missing": ["civic_exam"], "certainty": "medium"}
        passed = answer("integration", **known, french_level="C2", civic_exam_score=32, **more)
        assert "certainty" not in passed

    def test_the_exam_is_not_lifted_for_a_carte_de_resident_by_the_exemption(self):
        found = answer("integration", **CR, french_level="C2", exempt_from_integration_contract=True)
        assert found["missing"] == ["civic_exam"]
        assert "certainty" not in found

    def test_the_rule_of_the_waiver_is_cited(self):
        assert ids(
            answer("integration", **CSP, exempt_from_integration_contract=True, civic_exam_score=40)
        ) == [
            "R-NEW-02",
            "R-LANG",
        ]

    def test_before_2026_there_was_no_exam_to_lift(self):
        found = answer("integration", **{**CSP, "filed_on": "2025-12-31"}, age_over_65=True)
        assert (found["met"], len(found["rules"])) == (True, 1)


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"first_of_its_kind": True, "filed_on": "2026-02-10"}, "asked"),
        ({"asked": "carte_resident", "first_of_its_kind": True}, "filed_on"),
        ({"asked": "carte_temporaire"}, "asked"),
        ({**CSP, "civic_exam_score": 41}, "civic_exam_score"),
        ({**CSP, "first_of_its_kind": False, "civic_exam_score": 41}, "civic_exam_score"),
        ({**CSP, "civic_exam_score": -1}, "civic_exam_score"),
        ({**CSP, "french_level": "D1"}, "french_level"),
        ({**CSP, "french_level": "a2"}, "french_level"),
    ],
)
def test_a_wrong_or_missing_fact_is_named(facts, fact):
    assert refused("integration", **facts).fact == fact
