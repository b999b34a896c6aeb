"""`deposit-status`: R.431-5, R.431-8, L.436-5, and policy P-3."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.articles import R431_6
from tests.law.asked import answer, ids, refused, some

HELD = {"held_kind": "carte_resident", "held_until": "2026-12-31"}
KEYS = "status late_fee extension_of_right"


def status(**facts):
    """Return status, fee and right to an extension."""
    return tuple(some(KEYS, answer("deposit-status", **{**HELD, **facts})).values())


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [
        ("2026-01-01", ("too_early", 0, True)),
        ("2026-09-01", ("too_early", 0, True)),
        ("2026-09-02", ("in_time", 0, True)),
        ("2026-11-01", ("in_time", 0, True)),
        ("2026-11-02", ("late", 180, False)),
        ("2026-12-31", ("late", 180, False)),
        ("2027-01-01", ("late", 180, False)),
        ("2027-06-30", ("late", 180, False)),
        ("2027-07-01", ("late_entry_conditions", 180, False)),
        ("2030-01-01", ("late_entry_conditions", 180, False)),
    ],
)
def test_r431_5_and_r431_8_online(filed_on, expected):
    assert status(online=True, filed_on=filed_on) == expected


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [
        ("2026-10-30", ("too_early", 0, False)),
        ("2026-10-31", ("in_time", 0, False)),
        ("2026-12-31", ("in_time", 0, False)),
        ("2027-01-01", ("late", 180, False)),
        ("2027-06-30", ("late", 180, False)),
        ("2027-07-01", ("late_entry_conditions", 180, False)),
    ],
)
def test_r431_5_and_r431_8_at_the_prefecture(filed_on, expected):
    assert status(online=False, filed_on=filed_on) == expected


@pytest.mark.parametrize(
    ("held_until", "last_day", "next_day"),
    [
        ("2026-03-31", "2026-09-30", "2026-10-01"),
        ("2026-08-31", "2027-02-28", "2027-03-01"),
        ("2027-08-31", "2028-02-29", "2028-03-01"),
        ("2028-02-29", "2028-08-29", "2028-08-30"),
    ],
)
def test_r431_8_six_months_end_on_the_same_number_or_the_last_of_the_month(held_until, last_day, next_day):
    facts = {"held_until": held_until, "online": True}
    assert status(filed_on=last_day, **facts)[0] == "late"
    assert status(filed_on=next_day, **facts)[0] == "late_entry_conditions"


@given(st.dates(date(2025, 1, 1), date(2035, 1, 1)), st.integers(-200, 400), st.booleans())
def test_the_status_is_that_of_days_counted_one_by_one(held_until, distance, online):
    filed_on = naive.walk(held_until, distance)
    if online:
        opens, closes = naive.walk(held_until, -120), naive.walk(held_until, -60)
    else:
        opens, closes = naive.months_later(held_until, -2), held_until
    expected = (
        "too_early"
        if filed_on < opens
        else "in_time"
        if filed_on <= closes
        else "late"
        if filed_on <= naive.months_later(held_until, 6)
        else "late_entry_conditions"
    )
    found = answer(
        "deposit-status", held_until=held_until.isoformat(), filed_on=filed_on.isoformat(), online=online
    )
    assert found["status"] == expected
    assert found["late_fee"] == (180 if expected.startswith("late") else 0)


@pytest.mark.parametrize("held_kind", ["carte_resident_longue_duree_ue", "dcem"])
def test_where_no_window_applies_a_filing_is_in_time(held_kind):
    found = answer(
        "deposit-status", held_kind=held_kind, held_until="2026-12-31", online=True, filed_on="2027-02-01"
    )
    assert some(KEYS, found) == {"status": "in_time", "late_fee": 0, "extension_of_right": False}


@pytest.mark.parametrize("held_kind", ["carte_resident_longue_duree_ue", "dcem"])
def test_where_no_window_applies_nothing_else_needs_to_be_told(held_kind):
    assert answer("deposit-status", held_kind=held_kind)["status"] == "in_time"


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        ("2026-09-01", "late"),  # before the window: no one can have failed to file in time that day
        ("2026-09-02", "in_time"),
        ("2026-10-30", "in_time"),
        ("2026-11-01", "in_time"),
        ("2026-11-02", "late"),
        ("2026-11-04", "late"),
    ],
)
def test_p_3_a_failure_inside_the_window_protects_the_date(attempt, expected):
    found = answer(
        "deposit-status", **HELD, online=True, filed_on="2026-11-04", first_failed_attempt_on=attempt
    )
    protected = expected == "in_time"
    assert some(KEYS, found) == {
        "status": expected,
        "late_fee": 0 if protected else 180,
        "extension_of_right": protected,
    }
    assert ("P-3" in ids(found)) is protected


def test_p_3_protects_at_the_prefecture_too():
    facts = {"online": False, "filed_on": "2027-01-05", "first_failed_attempt_on": "2026-12-31"}
    assert status(**facts) == ("in_time", 0, False)


def test_an_attempt_cannot_follow_the_filing():
    error = refused(
        "deposit-status", **HELD, online=True, filed_on="2026-10-01", first_failed_attempt_on="2026-10-02"
    )
    assert (error.fact, error.problem) == ("filed_on", "comes before first_failed_attempt_on")


def test_l436_5_force_majeure_takes_the_fee_away_and_nothing_else():
    assert status(online=True, filed_on="2026-11-02", force_majeure=True) == ("late", 0, False)
    assert status(online=True, filed_on="2027-07-01", force_majeure=True) == (
        "late_entry_conditions",
        0,
        False,
    )


def test_l436_5_the_trigger_of_the_fee_is_doubtful():
    assert answer("deposit-status", **HELD, online=True, filed_on="2026-11-02")["certainty"] == "medium"


def test_l436_5_the_sentence_says_the_fee():
    found = answer("deposit-status", **HELD, online=True, filed_on="2026-11-02")
    assert any("180 €" in rule["because"] for rule in found["rules"] if rule["id"] == "R-FEE-07")


def test_a_filing_in_time_leaves_no_doubt():
    assert "certainty" not in answer("deposit-status", **HELD, online=True, filed_on="2026-10-01")


def test_r_dep_17_an_early_filing_is_kept_and_that_is_a_policy():
    found = answer("deposit-status", **HELD, online=True, filed_on="2026-08-01")
    assert found["certainty"] == "medium"
    assert ids(found) == ["R-DEP-01", "R-DEP-17"]


@pytest.mark.parametrize("article", R431_6)
def test_r431_6_a_carte_de_resident_asked_for_early_by_a_carte_pluriannuelle_is_in_time(article):
    facts = {"held_until": "2026-12-31", "online": True, "filed_on": "2026-03-01", "article": article}
    assert status(**{**facts, "held_kind": "carte_pluriannuelle"}) == ("in_time", 0, True)
    assert status(**{**facts, "held_kind": "carte_temporaire"})[0] == "too_early"


def test_r431_6_is_for_the_carte_de_resident_alone():
    facts = {"held_kind": "carte_pluriannuelle", "online": True, "filed_on": "2026-03-01"}
    assert status(article="L.423-7", **facts)[0] == "too_early"
    assert status(**facts)[0] == "too_early"


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [
        ("2026-10-30", "too_early"),
        ("2026-10-31", "in_time"),
        ("2026-12-31", "in_time"),
        ("2027-01-01", "late"),
    ],
)
def test_r233_15_the_family_of_a_citizen_of_the_union_files_until_the_end(filed_on, expected):
    assert status(article="L.233-2", filed_on=filed_on)[0] == expected


def test_r_rec_03_the_prefecture_gives_a_recepisse_and_not_an_attestation():
    found = answer("deposit-status", **HELD, article="L.421-1", filed_on="2026-12-01")
    assert some(KEYS, found) == {"status": "in_time", "late_fee": 0, "extension_of_right": False}
    assert ids(found) == ["R-DEP-02", "R-DEP-02", "R-TEL-03", "R-REC-03"]


def test_annex_9_is_read_on_the_day_of_filing():
    held = {"held_kind": "carte_resident", "held_until": "2024-08-31", "article": "L.426-1"}
    assert status(**held, filed_on="2024-07-03") == ("in_time", 0, False)
    assert status(**held, filed_on="2024-07-04") == ("late", 180, False)


@pytest.mark.parametrize("fact", ["held_until", "filed_on", "online"])
def test_what_the_answer_depends_on_is_needed(fact):
    facts = {**HELD, "online": True, "filed_on": "2026-10-01"}
    del facts[fact]
    assert refused("deposit-status", **facts).fact == fact
