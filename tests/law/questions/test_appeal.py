"""`appeal`: CJA R.421-1 to R.421-7, CRPA L.112-12, L.232-4 and L.411-2, CESEDA L.614-1."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused, some

REFUSAL = {"decision": "refusal", "date": "2026-06-12", "receipt_complete": True}
SILENCE = {"decision": "implicit", "date": "2027-01-15", "receipt_complete": True}
REMOVAL = {"decision": "refusal_with_removal", "date": "2026-06-12", "receipt_complete": True}
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
PLACES = st.none() | st.sampled_from(sorted(naive.OWN_DAYS))


def until(known, **facts):
    """Return the last day to go to court."""
    return answer("appeal", **{**known, **facts})["until"]


def franc(day, months, departement=None):
    """Return the last day of a délai franc, day by day."""
    return naive.court_day(naive.walk(naive.months_later(day, months), 1), departement)


@pytest.mark.parametrize("known", [REFUSAL, SILENCE])
@pytest.mark.parametrize(
    ("day", "last_day"),
    [
        ("2026-06-12", "2026-08-13"),
        ("2026-12-31", "2027-03-01"),  # no 31 February: the 28th, and a day more
        ("2027-12-31", "2028-03-01"),
        ("2026-02-28", "2026-04-29"),
        ("2007-10-01", "2007-12-03"),  # a Sunday
        ("2021-01-03", "2021-03-04"),
        ("2017-09-20", "2017-11-21"),
        ("2018-01-15", "2018-03-16"),
        ("2026-03-13", "2026-05-15"),  # Ascension Day
        ("2026-08-31", "2026-11-02"),  # All Saints' Day, a Sunday
    ],
)
def test_cja_r421_1_two_months_that_count_neither_first_nor_last_day(known, day, last_day):
    assert until(known, date=day) == last_day


@pytest.mark.parametrize(
    ("day", "departement", "last_day"),
    [
        ("2025-10-25", "75", "2025-12-26"),
        ("2025-10-25", "67", "2025-12-29"),  # 26 December in Alsace, then a week-end
        ("2027-10-19", "75", "2027-12-20"),
        ("2027-10-19", "974", "2027-12-21"),  # 20 December in La Réunion
    ],
)
def test_cpc_642_holidays_are_those_of_the_court(day, departement, last_day):
    assert until(REFUSAL, date=day, departement=departement) == last_day


@given(DAYS, PLACES, st.booleans(), st.booleans())
def test_the_limit_is_counted_one_day_after_the_other(day, departement, overseas, abroad):
    more = 2 if abroad else 1 if overseas else 0
    facts = {"date": day.isoformat(), "departement": departement, "overseas": overseas, "abroad": abroad}
    assert until(REFUSAL, **facts) == franc(day, 2 + more, departement).isoformat()
    assert until(SILENCE, **facts) == franc(day, 2 + more, departement).isoformat()


@pytest.mark.parametrize(
    ("facts", "last_day"),
    [
        ({"overseas": True}, "2026-09-14"),  # 13 September is a Sunday
        ({"abroad": True}, "2026-10-13"),
        ({"overseas": True, "abroad": True}, "2026-10-13"),
    ],
)
def test_cja_r421_7_distance_gives_more_time(facts, last_day):
    found = answer("appeal", **REFUSAL, **facts)
    assert found["until"] == last_day
    assert "R-TIM-11" in ids(found)


class TestRemoval:
    """CESEDA L.614-1, L.911-1: the refusal comes with an order to leave."""

    @pytest.mark.parametrize(
        ("day", "last_day"),
        [
            ("2026-06-12", "2026-07-13"),  # 12 July is a Sunday
            ("2026-06-14", "2026-07-15"),  # 14 July
            ("2026-06-15", "2026-07-15"),
            ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ],
    )
    def test_r_tim_04_one_month_at_the_most_prudent(self, day, last_day):
        found = answer("appeal", **{**REMOVAL, "date": day})
        assert some("until extendable opposable reasons_due_on certainty", found) == {
            "until": last_day,
            "extendable": False,
            "opposable": True,
            "reasons_due_on": None,
            "certainty": "medium",
        }

    @given(DAYS, PLACES)
    def test_the_month_is_counted_one_day_after_the_other(self, day, departement):
        expected = naive.court_day(naive.months_later(day, 1), departement)
        assert until(REMOVAL, date=day.isoformat(), departement=departement) == expected.isoformat()

    @pytest.mark.parametrize(
        "more",
        [
            {"administrative_appeal_received_on": "2026-06-20"},
            {"overseas": True},
            {"abroad": True},
            {"reasons_asked_on": "2026-06-20", "reasons_given_on": "2026-06-30"},
            {"receipt_complete": False},
        ],
    )
    def test_nothing_prolongs_it(self, more):
        assert until(REMOVAL, **more) == "2026-07-13"

    def test_r_tim_02_is_cited_where_it_moves_the_day(self):
        assert "R-TIM-02" in ids(answer("appeal", **REMOVAL))
        assert "R-TIM-02" not in ids(answer("appeal", **{**REMOVAL, "date": "2026-06-15"}))

    def test_reasons_stand_in_the_letter(self):
        assert "R-DEC-01" in ids(answer("appeal", **REMOVAL, reasons_asked_on="2026-06-20"))
        assert "R-DEC-01" not in ids(answer("appeal", **REMOVAL))


class TestReceipt:
    """CRPA L.112-12: without a complete receipt, no time limit can be opposed to silence."""

    @pytest.mark.parametrize("receipt", [{"receipt_complete": False}, {}])
    def test_silence_without_a_complete_receipt_has_no_limit(self, receipt):
        found = answer("appeal", decision="implicit", date="2027-01-15", **receipt)
        assert some("until extendable opposable reasons_due_on", found) == {
            "until": None,
            "extendable": True,
            "opposable": False,
            "reasons_due_on": None,
        }
        assert ids(found) == ["R-RCP-03", "R-DEC-04"]

    def test_a_letter_opens_the_limit_all_the_same_with_a_doubt(self):
        found = answer("appeal", decision="refusal", date="2026-06-12")
        assert some("until opposable certainty", found) == {
            "until": "2026-08-13",
            "opposable": True,
            "certainty": "medium",
        }
        assert "R-RCP-03" in ids(found)

    def test_with_a_complete_receipt_there_is_no_doubt(self):
        found = answer("appeal", **REFUSAL)
        assert "certainty" not in found
        assert "R-RCP-03" not in ids(found)

    def test_a_letter_must_tell_the_limits(self):
        assert "R-DEC-04" in ids(answer("appeal", **REFUSAL))
        assert "R-DEC-04" not in ids(answer("appeal", **SILENCE))


class TestAdministrativeAppeal:
    """CRPA L.411-2: it interrupts the limit; two months of silence reject it, then a new limit runs."""

    @pytest.mark.parametrize(
        ("known", "received_on", "last_day"),
        [
            (REFUSAL, "2026-06-12", "2026-10-13"),
            (REFUSAL, "2026-07-01", "2026-11-02"),
            (REFUSAL, "2026-08-13", "2026-12-14"),  # the last day; 13 December is a Sunday
            (REFUSAL, "2026-08-14", "2026-08-13"),  # too late
            (SILENCE, "2027-02-01", "2027-06-02"),
            (SILENCE, "2027-03-16", "2027-07-19"),  # the last day; 17 July is a Saturday
            (SILENCE, "2027-03-17", "2027-03-16"),  # too late
            ({**REFUSAL, "date": "2026-03-13"}, "2026-05-15", "2026-09-16"),  # Ascension Day moved the limit
            ({**REFUSAL, "date": "2026-03-13"}, "2026-05-16", "2026-05-15"),
            ({**REFUSAL, "overseas": True}, "2026-07-01", "2026-12-02"),
            ({**REFUSAL, "abroad": True}, "2026-10-13", "2027-04-14"),
        ],
    )
    def test_a_new_limit_runs_from_the_rejection(self, known, received_on, last_day):
        found = answer("appeal", **known, administrative_appeal_received_on=received_on)
        assert some("until extendable", found) == {"until": last_day, "extendable": True}
        assert "R-APP-04" in ids(found)

    @given(DAYS, st.integers(0, 100))
    def test_two_months_of_silence_then_two_months_counted_day_by_day(self, day, wait):
        received_on = naive.walk(day, wait)
        first = franc(day, 2)
        expected = franc(naive.months_later(received_on, 2), 2) if received_on <= first else first
        found = until(
            REFUSAL, date=day.isoformat(), administrative_appeal_received_on=received_on.isoformat()
        )
        assert found == expected.isoformat()

    def test_without_a_receipt_there_is_nothing_to_interrupt(self):
        facts = {**SILENCE, "receipt_complete": False}
        assert until(facts, administrative_appeal_received_on="2027-06-01") is None

    def test_that_it_would_interrupt_is_told_to_whom_made_none(self):
        sentences = [r["because"] for r in answer("appeal", **REFUSAL)["rules"] if r["id"] == "R-APP-04"]
        assert [sentence[:8] for sentence in sentences] == ["Demander"]


class TestReasons:
    """CRPA L.232-4: the reasons of an implicit refusal."""

    @pytest.mark.parametrize(
        ("asked_on", "given_on", "due_on", "last_day"),
        [
            ("2027-02-10", "2027-03-01", "2027-03-10", "2027-05-03"),  # 2 May is a Sunday
            ("2027-02-10", "2027-02-10", "2027-03-10", "2027-04-12"),  # 11 April is a Sunday
            ("2027-01-15", "2027-01-15", "2027-02-15", "2027-03-16"),
            ("2027-01-31", "2027-04-30", "2027-02-28", "2027-07-01"),
            ("2027-03-16", "2027-04-01", "2027-04-16", "2027-06-02"),  # asked on the last day
            ("2027-03-17", "2027-04-01", None, "2027-03-16"),  # asked too late
            ("2027-02-10", None, "2027-03-10", None),
            ("2027-03-17", None, None, "2027-03-16"),
        ],
    )
    def test_the_limit_runs_two_months_after_they_are_given(self, asked_on, given_on, due_on, last_day):
        found = answer("appeal", **SILENCE, reasons_asked_on=asked_on, reasons_given_on=given_on)
        assert some("reasons_due_on until opposable", found) == {
            "reasons_due_on": due_on,
            "until": last_day,
            "opposable": True,
        }
        assert "R-IMP-08" in ids(found)

    @given(DAYS, st.integers(0, 90), st.integers(0, 90))
    def test_they_never_shorten_the_limit(self, day, wait, more):
        asked_on = naive.walk(day, wait)
        given_on = naive.walk(asked_on, more)
        first = franc(day, 2)
        expected = max(first, franc(given_on, 2)) if asked_on <= first else first
        facts = {"reasons_asked_on": asked_on.isoformat(), "reasons_given_on": given_on.isoformat()}
        assert until(SILENCE, date=day.isoformat(), **facts) == expected.isoformat()

    def test_the_distance_adds_nothing_to_the_two_months_after_them(self):
        facts = {"reasons_asked_on": "2027-04-01", "reasons_given_on": "2027-04-02", "abroad": True}
        assert until(SILENCE, **facts) == "2027-06-03"
        assert until(SILENCE, **{**facts, "reasons_given_on": "2027-04-01"}) == "2027-06-02"
        early = {**facts, "reasons_asked_on": "2027-01-20", "reasons_given_on": "2027-01-25"}
        assert until(SILENCE, **early) == "2027-05-18"  # the limit of those abroad; 16 and 17 May are Whitsun

    @pytest.mark.parametrize("given_on", [None, "2027-06-01"])
    def test_without_a_receipt_they_may_be_asked_for_at_any_time(self, given_on):
        found = answer(
            "appeal",
            **{**SILENCE, "receipt_complete": False},
            reasons_asked_on="2027-05-10",
            reasons_given_on=given_on,
        )
        assert some("reasons_due_on until opposable", found) == {
            "reasons_due_on": "2027-06-10",
            "until": None,
            "opposable": False,
        }

    def test_a_letter_holds_its_reasons(self):
        found = answer("appeal", **REFUSAL, reasons_asked_on="2026-06-20")
        assert some("until reasons_due_on", found) == {"until": "2026-08-13", "reasons_due_on": None}
        assert "R-DEC-01" in ids(found)


@pytest.mark.parametrize(
    ("received_on", "asked_on", "given_on", "last_day"),
    [
        ("2027-02-01", "2027-02-10", "2027-03-01", "2027-06-02"),  # the later of both
        (
            "2027-02-01",
            "2027-03-20",
            "2027-05-20",
            "2027-07-21",
        ),  # reasons asked in the limit that was interrupted
        (
            "2027-04-15",
            "2027-02-10",
            "2027-03-01",
            "2027-08-16",
        ),  # interrupted in the limit that was prolonged
        ("2027-06-01", "2027-02-10", None, None),  # the reasons are still awaited
        ("2027-06-01", "2027-06-01", "2027-06-02", "2027-03-16"),  # both too late
    ],
)
def test_an_administrative_appeal_and_reasons_act_in_their_order(received_on, asked_on, given_on, last_day):
    found = until(
        SILENCE,
        administrative_appeal_received_on=received_on,
        reasons_asked_on=asked_on,
        reasons_given_on=given_on,
    )
    assert found == last_day


@pytest.mark.parametrize(("day", "moved"), [("2026-06-12", False), ("2026-03-13", True)])
def test_r_tim_02_is_cited_where_it_moves_the_day(day, moved):
    assert ("R-TIM-02" in ids(answer("appeal", **{**REFUSAL, "date": day}))) is moved


@pytest.mark.parametrize(
    ("facts", "fact", "problem"),
    [
        ({"administrative_appeal_received_on": "2027-01-14"}, "administrative_appeal_received_on", "date"),
        ({"reasons_asked_on": "2027-01-14"}, "reasons_asked_on", "date"),
        (
            {"reasons_asked_on": "2027-02-10", "reasons_given_on": "2027-02-09"},
            "reasons_given_on",
            "reasons_asked_on",
        ),
    ],
)
def test_days_come_in_order(facts, fact, problem):
    error = refused("appeal", **SILENCE, **facts)
    assert (error.fact, error.problem) == (fact, f"comes before {problem}")


def test_reasons_are_asked_for_before_they_are_given():
    assert refused("appeal", **SILENCE, reasons_given_on="2027-02-10").fact == "reasons_asked_on"


@pytest.mark.parametrize("fact", ["decision", "date"])
def test_the_decision_and_its_day_are_needed(fact):
    facts = {name: value for name, value in REFUSAL.items() if name != fact}
    assert refused("appeal", **facts).fact == fact
