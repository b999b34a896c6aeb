"""`closing`: CRPA L.114-5, CE avis 10 October 2024 n° 494718, and the guards of the platform."""

import pytest

from tests.law.asked import answer, ids, refused, some

BIRTH = {"piece": "birth_certificate", "required_by_text": True, "indispensable": True}
LETTER = {"piece": "employer_letter", "required_by_text": False, "indispensable": False}
KEYS = "allowed challengeable"


def request(*pieces, asked_on="2026-10-05", due_on="2026-11-04"):
    """Return a request for these pieces."""
    return {"asked_on": asked_on, "due_on": due_on, "pieces": list(pieces)}


FACTS = {
    "on": "2026-12-01",
    "missing": [BIRTH],
    "requests": [request("birth_certificate")],
    "reasons_written": True,
}


def closing(**facts):
    """Ask for a closing."""
    return answer("closing", **{**FACTS, **facts})


def test_behind_all_its_guards_a_closing_is_allowed_and_no_judge_is_asked():
    found = closing()
    assert some(KEYS, found) == {"allowed": True, "challengeable": False}
    assert ids(found) == ["R-CMP-08", "R-CMP-02", "R-CMP-10", "INV-4", "R-CMP-09"]
    assert found["certainty"] == "medium"


@pytest.mark.parametrize(
    ("lacking", "rule"),
    [
        ({"requests": []}, "R-CMP-02"),
        ({"requests": [request()]}, "R-CMP-02"),
        ({"requests": [request("lease")]}, "R-CMP-02"),
        ({"requests": [request("Birth_certificate")]}, "R-CMP-02"),  # another label
        ({"requests": [request("birth_certificate", due_on="2026-12-01")]}, "R-CMP-02"),
        (
            {"requests": [request("birth_certificate", asked_on="2026-12-02", due_on="2026-12-20")]},
            "R-CMP-02",
        ),
        ({"on": "2026-11-04"}, "R-CMP-02"),
        ({"on": "2026-10-04"}, "R-CMP-02"),
        ({"reasons_written": False}, "R-CMP-10"),
        ({"reasons_written": None}, "R-CMP-10"),
    ],
)
def test_where_a_guard_lacks_a_truly_incomplete_file_stays_open(lacking, rule):
    found = closing(**lacking)
    assert some(KEYS, found) == {"allowed": False, "challengeable": False}
    assert rule in ids(found)
    assert "INV-4" not in ids(found)


@pytest.mark.parametrize(("on", "allowed"), [("2026-11-04", False), ("2026-11-05", True)])
def test_crpa_l114_5_the_last_day_given_is_still_given(on, allowed):
    assert closing(on=on)["allowed"] is allowed


@pytest.mark.parametrize(
    "missing",
    [
        [],
        [LETTER],
        [{**BIRTH, "indispensable": False}],
        [{**BIRTH, "required_by_text": False}],
        [{"piece": "birth_certificate"}],
    ],
)
def test_r_cmp_09_a_complete_file_is_never_closed_and_a_judge_can_be_asked(missing):
    requests = [request("birth_certificate", "employer_letter")]
    found = closing(missing=missing, requests=requests)
    assert some(KEYS, found) == {"allowed": False, "challengeable": True}
    assert ids(found)[0] == "R-CMP-08"


def test_r_cmp_06_is_cited_where_a_piece_is_required_by_no_text():
    assert "R-CMP-06" in ids(closing(missing=[LETTER]))
    assert "R-CMP-06" not in ids(closing(missing=[{**BIRTH, "indispensable": False}]))
    assert "R-CMP-06" not in ids(closing(missing=[]))


@pytest.mark.parametrize(
    ("requests", "allowed"),
    [
        # Asked again, the piece may come until the later day.
        ([request("birth_certificate"), request("birth_certificate", due_on="2026-12-15")], False),
        ([request("birth_certificate", due_on="2026-12-15"), request("birth_certificate")], False),
        ([request("birth_certificate"), request("lease", due_on="2026-12-15")], True),
        # Asked again on the very day of the closing, it may still come.
        (
            [
                request("birth_certificate"),
                request("birth_certificate", asked_on="2026-12-01", due_on="2026-12-20"),
            ],
            False,
        ),
        # A request that was not made yet on the day changes nothing.
        (
            [
                request("birth_certificate"),
                request("birth_certificate", asked_on="2026-12-02", due_on="2027-01-02"),
            ],
            True,
        ),
    ],
)
def test_the_last_time_given_for_the_piece_counts(requests, allowed):
    assert closing(requests=requests)["allowed"] is allowed


@pytest.mark.parametrize(
    ("missing", "allowed"),
    [
        ([LETTER, BIRTH], True),
        (
            [{**BIRTH, "piece": "passport"}, BIRTH],
            True,
        ),  # one indispensable piece, asked for in vain, is enough
        ([{**BIRTH, "piece": "passport"}], False),
    ],
)
def test_one_indispensable_piece_asked_for_in_vain_is_enough(missing, allowed):
    assert closing(missing=missing)["allowed"] is allowed


def test_the_time_of_another_indispensable_piece_may_still_run():
    passport = {**BIRTH, "piece": "passport"}
    requests = [request("birth_certificate"), request("passport", due_on="2026-12-15")]
    assert closing(missing=[passport, BIRTH], requests=requests)["allowed"] is True


@pytest.mark.parametrize(
    "facts",
    [
        {"missing": []},
        {"missing": [LETTER]},
        {"missing": [BIRTH], "requests": []},
        {"missing": [BIRTH], "requests": FACTS["requests"]},
    ],
)
def test_the_day_is_not_needed_where_another_guard_lacks(facts):
    assert answer("closing", **facts)["allowed"] is False


@pytest.mark.parametrize("fact", ["on", "missing", "requests"])
def test_what_the_answer_depends_on_is_needed(fact):
    assert refused("closing", **{**FACTS, fact: None}).fact == fact


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"requests": [request("lease"), request("lease", due_on="2026-10-04")]}, "requests[1].due_on"),
        ({"requests": [{"asked_on": "2026-10-05", "pieces": []}]}, "requests[0].due_on"),
        ({"requests": [{"due_on": "2026-10-05", "pieces": []}]}, "requests[0].asked_on"),
        ({"requests": [{**request("lease"), "pieces": [1]}]}, "requests[0].pieces[0]"),
        ({"missing": [{"required_by_text": True}]}, "missing[0].piece"),
        ({"missing": [{**BIRTH, "indispensable": "yes"}]}, "missing[0].indispensable"),
    ],
)
def test_a_wrong_fact_is_named_by_its_place(facts, fact):
    assert refused("closing", **{**FACTS, **facts}).fact == fact
