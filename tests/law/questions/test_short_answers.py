"""`hearing`, `card-due`, `address-change`, `simultaneous-applications`, `retention`: one rule each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused, some

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


class TestHearing:
    """CRPA L.121-1, L.121-2, L.122-1."""

    @pytest.mark.parametrize(("act", "required"), [("withdrawal", True), ("refusal_of_request", False)])
    def test_before_a_withdrawal_and_not_before_the_refusal_of_a_request(self, act, required):
        found = answer("hearing", act=act)
        assert (found["required"], ids(found)) == (required, ["R-DEC-02"])

    @pytest.mark.parametrize("facts", [{}, {"act": "fine"}])
    def test_the_act_is_needed(self, facts):
        assert refused("hearing", **facts).fact == "act"


class TestCardDue:
    """R.424-1, R.424-7, R.233-15."""

    @pytest.mark.parametrize(
        ("status", "day", "by", "rule"),
        [
            ("refugee", "2026-09-10", "2026-12-10", "R-REF-01"),
            ("refugee", "2026-11-30", "2027-02-28", "R-REF-01"),
            ("subsidiary_protection", "2026-09-10", "2026-12-10", "R-REF-01"),
            ("eu_family", "2026-09-10", "2027-03-10", "R-DEP-12"),
            ("eu_family", "2026-08-31", "2027-02-28", "R-DEP-12"),
            ("refugee", "2026-08-15", "2026-11-15", "R-REF-01"),  # a Sunday moves nothing
        ],
    )
    def test_three_months_for_protection_and_six_for_the_family_of_a_citizen(self, status, day, by, rule):
        found = answer("card-due", status=status, date=day)
        assert (found["by"], ids(found)) == (by, [rule])

    @given(DAYS)
    def test_months_are_pages_of_the_calendar(self, day):
        for status, months in (("refugee", 3), ("subsidiary_protection", 3), ("eu_family", 6)):
            expected = naive.months_later(day, months).isoformat()
            assert answer("card-due", status=status, date=day.isoformat())["by"] == expected

    @pytest.mark.parametrize(
        ("facts", "fact"), [({"status": "refugee"}, "date"), ({"date": "2026-09-10"}, "status")]
    )
    def test_status_and_day_are_needed(self, facts, fact):
        assert refused("card-due", **facts).fact == fact


class TestAddressChange:
    """R.431-23, and the registers that must not block it."""

    @pytest.mark.parametrize(
        ("permit_years", "moved_on", "declare_by"),
        [
            (10, "2026-09-01", "2026-12-01"),
            (4, "2026-11-30", "2027-02-28"),
            (2, "2026-09-01", "2026-12-01"),
            (1, "2026-09-01", None),
            (0, "2026-09-01", None),
            (2, "2026-10-31", "2027-01-31"),  # a Sunday moves nothing
        ],
    )
    @pytest.mark.parametrize("pending", [True, False])
    def test_three_months_for_permits_longer_than_a_year(self, permit_years, moved_on, declare_by, pending):
        found = answer(
            "address-change", permit_years=permit_years, moved_on=moved_on, pending_application=pending
        )
        assert some("declare_by may_be_recorded_now", found) == {
            "declare_by": declare_by,
            "may_be_recorded_now": True,
        }

    @given(DAYS)
    def test_months_are_pages_of_the_calendar(self, moved_on):
        found = answer("address-change", permit_years=4, moved_on=moved_on.isoformat())
        assert found["declare_by"] == naive.months_later(moved_on, 3).isoformat()

    @pytest.mark.parametrize(("pending", "rule"), [(True, "R-SUB-12"), (False, "INV-8")])
    def test_a_pending_application_never_blocks_it(self, pending, rule):
        found = answer("address-change", permit_years=1, pending_application=pending)
        assert ids(found) == ["R-TEL-14", rule]

    @pytest.mark.parametrize(
        ("facts", "fact"), [({"permit_years": 4}, "moved_on"), ({"moved_on": "2026-09-01"}, "permit_years")]
    )
    def test_what_the_answer_depends_on_is_needed(self, facts, fact):
        assert refused("address-change", **facts).fact == fact


class TestSimultaneousApplications:
    """CE avis 10 October 2024 n° 493514."""

    @pytest.mark.parametrize(
        ("pending", "certainty", "word"),
        [
            (["L.421-9"], None, "Plusieurs"),
            (["L.421-9", "L.422-1"], None, "Plusieurs"),
            ([], None, "Aucune"),
            (["L.423-1"], "medium", "même titre"),
            (["L.421-9", "L.423-1"], "medium", "même titre"),
        ],
    )
    def test_allowed_on_different_grounds_and_doubtful_for_the_same_permit_twice(
        self, pending, certainty, word
    ):
        found = answer("simultaneous-applications", pending=pending, asked="L.423-1")
        assert (found["allowed"], found.get("certainty")) == ("L.423-1" not in pending, certainty)
        assert word in found["rules"][0]["because"]

    @pytest.mark.parametrize(
        ("facts", "fact"),
        [
            ({"pending": []}, "asked"),
            ({"asked": "L.423-1"}, "pending"),
            ({"pending": ["L.421-9", 3], "asked": "L.423-1"}, "pending[1]"),
        ],
    )
    def test_a_wrong_fact_is_named(self, facts, fact):
        assert refused("simultaneous-applications", **facts).fact == fact


class TestRetention:
    """R.142-21 and R.142-22."""

    @pytest.mark.parametrize(
        ("permit_expired_on", "updated_on", "erase_on"),
        [
            ("2021-05-01", None, "2026-05-01"),
            ("2024-02-29", None, "2029-02-28"),
            ("2021-05-01", "2020-05-01", "2026-05-01"),
            ("2021-05-01", "2021-05-01", "2026-05-01"),
            ("2021-05-01", "2021-05-02", "2026-05-02"),
            ("2021-05-01", "2024-02-29", "2029-02-28"),
        ],
    )
    def test_r142_21_five_years_after_the_permit_or_its_last_update(
        self, permit_expired_on, updated_on, erase_on
    ):
        found = answer("retention", kind="file", permit_expired_on=permit_expired_on, updated_on=updated_on)
        assert found["erase_on"] == erase_on

    @pytest.mark.parametrize(
        ("logged_on", "erase_on"), [("2026-12-15", "2029-12-15"), ("2028-02-29", "2031-02-28")]
    )
    def test_r142_22_three_years_after_a_consultation(self, logged_on, erase_on):
        found = answer("retention", kind="access_log", logged_on=logged_on, updated_on="2028-01-01")
        assert (found["erase_on"], ids(found)) == (erase_on, ["R-DAT-07"])

    @given(DAYS, st.integers(-400, 400))
    def test_years_are_twelve_pages_of_the_calendar(self, day, wait):
        updated_on = naive.walk(day, wait)
        found = answer(
            "retention", kind="file", permit_expired_on=day.isoformat(), updated_on=updated_on.isoformat()
        )
        assert found["erase_on"] == naive.months_later(max(day, updated_on), 60).isoformat()
        log = answer("retention", kind="access_log", logged_on=day.isoformat())
        assert log["erase_on"] == naive.months_later(day, 36).isoformat()

    def test_an_update_that_counts_is_told(self):
        facts = {"kind": "file", "permit_expired_on": "2021-05-01"}
        assert len(answer("retention", **facts, updated_on="2021-05-01")["rules"]) == 1
        assert len(answer("retention", **facts, updated_on="2021-05-02")["rules"]) == 2

    @pytest.mark.parametrize(
        ("facts", "fact"),
        [
            ({}, "kind"),
            ({"kind": "file", "logged_on": "2026-12-15"}, "permit_expired_on"),
            ({"kind": "file", "updated_on": "2026-12-15"}, "permit_expired_on"),
            ({"kind": "access_log", "permit_expired_on": "2026-12-15"}, "logged_on"),
        ],
    )
    def test_what_the_answer_depends_on_is_needed(self, facts, fact):
        assert refused("retention", **facts).fact == fact
