"""`implicit-refusal`: R.432-1, R.432-2, CRPA L.114-5."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.articles import SILENCE_OF_60_DAYS, SILENCE_OF_90_DAYS
from tests.law.asked import answer, ids, refused, some

SPOUSE = {"article": "L.423-1", "filed_on": "2026-09-15", "complete_on": "2026-09-15"}
STUDENT = {"article": "L.422-1", "filed_on": "2026-09-15", "complete_on": "2026-09-20"}


def asked(**facts):
    """Ask with the facts of a spouse's application, but for those that are given."""
    return answer("implicit-refusal", **{**SPOUSE, **facts})


def request(asked_on, due_on, received_on=None, *, indispensable=True):
    """Return a request for pieces."""
    return {
        "asked_on": asked_on,
        "due_on": due_on,
        "received_on": received_on,
        "indispensable": indispensable,
    }


@pytest.mark.parametrize(
    ("filed_on", "on"),
    [
        ("2026-09-15", "2027-01-15"),
        ("2026-10-31", "2027-02-28"),
        ("2027-10-31", "2028-02-29"),
        ("2026-12-31", "2027-04-30"),
        ("2027-02-28", "2027-06-28"),
    ],
)
def test_r432_2_al_1_four_months(filed_on, on):
    found = asked(filed_on=filed_on, complete_on=None)
    assert some("on suspended_days challengeable", found) == {
        "on": on,
        "suspended_days": 0,
        "challengeable": True,
    }


@given(st.dates(date(2021, 5, 1), date(2050, 1, 1)))
def test_four_months_are_four_pages_of_the_calendar(filed_on):
    found = asked(filed_on=filed_on.isoformat(), complete_on=None)
    assert found["on"] == naive.months_later(filed_on, 4).isoformat()


def test_r_tim_02_a_silence_may_end_on_a_sunday():
    assert asked(filed_on="2026-09-01", complete_on=None)["on"] == "2027-01-01"


@pytest.mark.parametrize("article", SILENCE_OF_90_DAYS)
def test_r432_2_al_2_ninety_days_from_the_complete_application(article):
    facts = {"article": article, "filed_on": "2026-09-10", "complete_on": "2026-09-15"}
    assert answer("implicit-refusal", **facts)["on"] == "2026-12-14"


@pytest.mark.parametrize("article", SILENCE_OF_60_DAYS)
def test_r421_26_sixty_days_for_researchers(article):
    found = asked(article=article)
    assert found["on"] == naive.walk(date(2026, 9, 15), 60).isoformat()
    assert "R-IMP-04" in ids(found)


@pytest.mark.parametrize(
    ("article", "days"),
    [("L.421-11", 30), ("L.421-22", 30), ("L.421-23", 30), ("L.422-1", 90), ("L.421-14", 60)],
)
def test_r421_23_thirty_days_for_the_holder_of_a_blue_card_of_another_state(article, days):
    found = asked(article=article, blue_card_of_other_state=True)
    assert found["on"] == naive.walk(date(2026, 9, 15), days).isoformat()


@pytest.mark.parametrize("article", ["L.421-22", "L.421-23"])
def test_the_family_of_a_talent_follows_the_general_delay_otherwise(article):
    assert asked(article=article)["on"] == "2027-01-15"


@pytest.mark.parametrize(
    ("article", "filed_on", "on"),
    [
        ("L.421-11", "2025-06-15", "2025-09-13"),
        ("L.421-11", "2025-06-16", "2025-07-16"),
        ("L.421-22", "2025-06-15", "2025-10-15"),
        ("L.421-22", "2025-06-16", "2025-07-16"),
    ],
)
def test_the_thirty_days_apply_to_filings_since_16_june_2025(article, filed_on, on):
    found = asked(article=article, filed_on=filed_on, complete_on=filed_on, blue_card_of_other_state=True)
    assert found["on"] == on


def test_a_blue_card_changes_nothing_for_others():
    assert asked(blue_card_of_other_state=True)["on"] == "2027-01-15"


class TestFirstOffice:
    """CRPA L.114-3."""

    def test_four_months_run_from_the_first_office(self):
        found = asked(received_by_first_office_on="2026-09-01")
        assert found["on"] == "2027-01-01"
        assert "R-TEL-13" in ids(found)

    def test_the_filing_is_then_not_needed(self):
        found = answer("implicit-refusal", article="L.423-1", received_by_first_office_on="2026-09-01")
        assert found["on"] == "2027-01-01"

    def test_the_other_delays_run_from_completeness_all_the_same(self):
        found = answer("implicit-refusal", **STUDENT, received_by_first_office_on="2026-09-01")
        assert found["on"] == naive.walk(date(2026, 9, 20), 90).isoformat()
        assert "R-TEL-13" not in ids(found)


class TestSuspension:
    """CRPA L.114-5, al. 3, and L.114-5-1."""

    @pytest.mark.parametrize(
        ("received_on", "days"),
        [("2026-10-05", 0), ("2026-10-06", 1), ("2026-10-20", 15), ("2026-11-03", 29), ("2026-11-04", 30)],
    )
    def test_the_time_until_the_pieces_come_does_not_count(self, received_on, days):
        found = asked(piece_requests=[request("2026-10-05", "2026-11-04", received_on)])
        assert some("on suspended_days challengeable", found) == {
            "on": naive.walk(date(2027, 1, 15), days).isoformat(),
            "suspended_days": days,
            "challengeable": True,
        }

    @pytest.mark.parametrize("received_on", ["2026-11-05", "2027-02-14"])
    def test_pieces_that_come_late_suspend_until_the_day_due(self, received_on):
        found = asked(piece_requests=[request("2026-10-05", "2026-11-04", received_on)])
        assert some("on suspended_days challengeable", found) == {
            "on": "2027-02-14",
            "suspended_days": 30,
            "challengeable": True,
        }

    def test_r_imp_06_pieces_that_never_come_make_it_unchallengeable(self):
        found = asked(piece_requests=[request("2026-10-05", "2026-11-04")])
        assert some("on suspended_days challengeable", found) == {
            "on": "2027-02-14",
            "suspended_days": 30,
            "challengeable": False,
        }
        assert ids(found)[-1] == "R-IMP-06"

    def test_r_imp_06_pieces_that_come_after_the_refusal_change_nothing(self):
        found = asked(piece_requests=[request("2026-10-05", "2026-11-04", "2027-02-15")])
        assert found["challengeable"] is False

    def test_p_1_the_presumption_stands_while_the_time_given_runs(self):
        found = asked(piece_requests=[request("2027-01-15", "2027-02-14")])
        assert some("on challengeable", found) == {"on": "2027-02-14", "challengeable": True}

    def test_crpa_l114_5_1_a_piece_that_is_not_indispensable_suspends_nothing(self):
        found = asked(piece_requests=[request("2026-10-05", "2026-11-04", indispensable=False)])
        assert some("on suspended_days challengeable", found) == {
            "on": "2027-01-15",
            "suspended_days": 0,
            "challengeable": True,
        }
        assert ids(found)[-1] == "R-CMP-05"

    def test_a_piece_is_not_indispensable_unless_told(self):
        found = asked(piece_requests=[{"asked_on": "2026-10-05", "due_on": "2026-11-04"}])
        assert found["suspended_days"] == 0

    def test_overlaps_are_counted_once(self):
        found = asked(
            piece_requests=[
                request("2026-10-05", "2026-11-04"),
                request("2026-10-20", "2026-11-14", "2026-11-14"),
                request("2026-10-10", "2026-10-15", "2026-10-15"),
            ]
        )
        assert found["suspended_days"] == 40

    def test_a_request_made_after_the_refusal_suspends_nothing(self):
        late = request("2027-01-16", "2027-02-15")
        assert some("on suspended_days challengeable", asked(piece_requests=[late])) == {
            "on": "2027-01-15",
            "suspended_days": 0,
            "challengeable": True,
        }

    def test_a_request_made_in_time_thanks_to_another_suspends_too(self):
        found = asked(
            piece_requests=[
                request("2027-01-20", "2027-01-30", "2027-01-25"),
                request("2027-01-10", "2027-01-20", "2027-01-20"),
            ]
        )
        assert some("on suspended_days", found) == {"on": "2027-01-30", "suspended_days": 15}

    @pytest.mark.parametrize(
        ("index", "fact", "wrong"),
        [
            (0, "due_on", request("2026-10-05", "2026-10-04")),
            (1, "received_on", request("2026-10-05", "2026-11-04", "2026-10-04")),
        ],
    )
    def test_the_days_of_a_request_come_in_order(self, index, fact, wrong):
        right = request("2026-10-05", "2026-11-04")
        error = refused("implicit-refusal", **SPOUSE, piece_requests=[right] * index + [wrong])
        assert (error.fact, error.problem) == (f"piece_requests[{index}].{fact}", "comes before asked_on")


@pytest.mark.parametrize(("complete_on", "challengeable"), [("2027-01-15", True), ("2027-01-16", False)])
def test_r_imp_06_an_application_completed_after_the_refusal_was_not_registered(complete_on, challengeable):
    assert asked(complete_on=complete_on)["challengeable"] is challengeable


def test_completeness_cannot_come_before_the_filing():
    error = refused("implicit-refusal", **{**SPOUSE, "complete_on": "2026-09-14"})
    assert (error.fact, error.problem) == ("complete_on", "comes before filed_on")


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"filed_on": "2026-09-15"}, "article"),
        ({"article": "L.423-1"}, "filed_on"),
        ({"article": "L.423-1", "complete_on": "2026-09-15"}, "filed_on"),
        ({"article": "L.422-1"}, "filed_on"),
    ],
)
def test_what_the_answer_depends_on_is_needed(facts, fact):
    assert refused("implicit-refusal", **facts).fact == fact


def test_the_filing_is_not_needed_where_the_delay_runs_from_completeness():
    assert answer("implicit-refusal", article="L.422-1", complete_on="2026-09-15")["on"] == "2026-12-14"


@pytest.mark.parametrize("article", ["L.422-1", "L.421-14", "L.421-11", "L.421-34"])
@pytest.mark.parametrize("since", ["filed_on", "received_by_first_office_on"])
def test_a_delay_from_completeness_has_no_day_while_the_application_is_not_complete(article, since):
    found = answer("implicit-refusal", **{"article": article, since: "2026-09-15"})
    assert some("on suspended_days challengeable", found) == {
        "on": None,
        "suspended_days": 0,
        "challengeable": None,
    }
    assert ids(found)[1] == "R-IMP-01"


def test_pieces_asked_for_before_completeness_are_counted_all_the_same():
    requests = [
        request("2026-10-05", "2026-11-04", "2026-10-20"),
        request("2026-10-10", "2026-10-25"),
        request("2026-10-10", "2026-12-25", indispensable=False),
    ]
    found = answer("implicit-refusal", article="L.422-1", filed_on="2026-09-15", piece_requests=requests)
    assert some("on suspended_days", found) == {"on": None, "suspended_days": 20}


def test_the_family_of_a_talent_has_a_day_without_completeness_unless_it_has_a_blue_card():
    facts = {"article": "L.421-22", "filed_on": "2026-09-15"}
    assert answer("implicit-refusal", **facts)["on"] == "2027-01-15"
    assert answer("implicit-refusal", **facts, blue_card_of_other_state=True)["on"] is None


@pytest.mark.parametrize(
    ("requests", "told"),
    [
        ([], []),
        ([request("2026-10-05", "2026-11-04", "2026-10-05")], []),
        ([request("2026-10-05", "2026-11-04", "2026-10-06")], ["R-CMP-04"]),
        ([request("2026-10-05", "2026-11-04", indispensable=False)], ["R-CMP-05"]),
        (
            [
                request("2026-10-05", "2026-11-04", "2026-10-06"),
                request("2026-10-05", "2026-11-04", indispensable=False),
            ],
            ["R-CMP-04", "R-CMP-05"],
        ),
    ],
)
def test_what_the_requests_for_pieces_do_to_the_delay_is_told(requests, told):
    assert [rule for rule in ids(asked(piece_requests=requests)) if rule.startswith("R-CMP")] == told


def test_a_request_made_after_the_refusal_was_born_gives_it_no_day_more():
    found = asked(
        piece_requests=[
            request("2026-10-05", "2026-10-06"),
            request("2027-02-01", "2027-03-01", "2027-02-20"),
        ]
    )
    assert some("on suspended_days", found) == {"on": "2027-01-16", "suspended_days": 1}
