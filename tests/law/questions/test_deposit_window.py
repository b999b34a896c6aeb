"""`deposit-window`: R.431-5, 1°, and the windows that other articles give."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.articles import ANNEX_9, IN_NO_LIST_OF_ANNEX_9, R431_6, articles
from tests.law.asked import answer, ids, refused, some

ENDS = st.dates(date(2022, 1, 1), date(2060, 12, 31))


def window(**facts):
    """Return the first and last days of the window."""
    found = answer("deposit-window", **facts)
    return found["opens"], found["closes"]


@pytest.mark.parametrize(
    ("held_until", "opens", "closes"),
    [
        ("2026-12-31", "2026-09-02", "2026-11-01"),
        ("2027-01-15", "2026-09-17", "2026-11-16"),
        ("2025-01-07", "2024-09-09", "2024-11-08"),
        ("2028-04-29", "2027-12-31", "2028-02-29"),  # a leap year: the 60th day is 29 February
        ("2028-02-29", "2027-11-01", "2027-12-31"),
        ("2027-03-01", "2026-11-01", "2026-12-31"),
        ("2027-04-30", "2026-12-31", "2027-03-01"),
    ],
)
def test_r431_5_online_from_the_120th_to_the_60th_day(held_until, opens, closes):
    assert window(held_until=held_until, online=True) == (opens, closes)


@pytest.mark.parametrize(
    ("held_until", "opens"),
    [
        ("2027-03-31", "2027-01-31"),
        ("2027-04-30", "2027-02-28"),
        ("2028-04-30", "2028-02-29"),
        ("2028-02-29", "2027-12-29"),
        ("2027-01-31", "2026-11-30"),
        ("2027-02-28", "2026-12-28"),
        ("2027-01-01", "2026-11-01"),
    ],
)
def test_r431_5_at_the_prefecture_in_the_two_months_before_the_end(held_until, opens):
    assert window(held_until=held_until, online=False) == (opens, held_until)


@given(ENDS)
def test_the_online_window_is_61_days_counted_one_by_one(held_until):
    opens, closes = window(held_until=held_until.isoformat(), online=True)
    assert opens == naive.walk(held_until, -120).isoformat()
    assert closes == naive.walk(held_until, -60).isoformat()
    assert len(list(naive.days(date.fromisoformat(opens), date.fromisoformat(closes)))) == 61


@given(ENDS)
def test_the_window_at_the_prefecture_opens_two_pages_of_the_calendar_earlier(held_until):
    opens, closes = window(held_until=held_until.isoformat(), online=False)
    assert opens == naive.months_later(held_until, -2).isoformat()
    assert closes == held_until.isoformat()


@given(st.lists(ENDS, min_size=2, max_size=2).map(sorted), st.booleans())
def test_a_document_that_ends_later_never_has_an_earlier_window(ends, online):
    first, second = (window(held_until=end.isoformat(), online=online) for end in ends)
    assert first[0] <= second[0]
    assert first[1] <= second[1]


def test_a_real_filing_119_days_before_the_end_was_in_the_window():
    (real,) = (row for row in naive.vectors()["exemples_publies"] if row["id"] == "W1")
    opens, closes = window(held_until=real["expiration"], online=True)
    assert (opens <= real["depot"] <= closes) is real["dans_la_fenetre"]


@pytest.mark.parametrize("held_kind", ["carte_resident_longue_duree_ue", "dcem"])
def test_no_window_applies_to_some_documents(held_kind):
    assert window(held_kind=held_kind, held_until="2026-03-31", online=True) == (None, None)


@pytest.mark.parametrize("held_kind", ["carte_resident_longue_duree_ue", "dcem"])
def test_where_no_window_applies_nothing_else_needs_to_be_told(held_kind):
    assert window(held_kind=held_kind) == (None, None)


@pytest.mark.parametrize(
    "held_kind",
    [
        "carte_temporaire",
        "carte_pluriannuelle",
        "carte_resident",
        "vls_ts",
        "certificat_residence_algerien",
        "autorisation_provisoire",
        None,
    ],
)
def test_the_window_applies_to_the_other_documents(held_kind):
    assert window(held_kind=held_kind, held_until="2026-12-31", online=True) == ("2026-09-02", "2026-11-01")


@pytest.mark.parametrize(
    ("since", "article", "certainty"),
    [
        (since, article, certainty)
        for since, listed, certainty, _, renewal in ANNEX_9
        for article in articles(listed)
        if renewal and article not in {"L.233-2", "L.233-5"}
    ],
)
def test_annex_9_puts_a_renewal_online_from_its_day(since, article, certainty):
    facts = {"held_until": "2027-01-15", "article": article}
    eve = naive.walk(date.fromisoformat(since), -1).isoformat()
    listed = answer("deposit-window", as_of=since, **facts)
    assert some("opens closes", listed) == {"opens": "2026-09-17", "closes": "2026-11-16"}
    assert listed.get("certainty", "high") == certainty
    assert window(as_of=eve, **facts) == ("2026-11-15", "2027-01-15")


@pytest.mark.parametrize("article", IN_NO_LIST_OF_ANNEX_9)
def test_r_tel_10_a_permit_in_no_list_is_asked_for_at_the_prefecture_surely_enough(article):
    found = answer("deposit-window", held_until="2027-03-31", article=article)
    assert some("opens closes certainty", found) == {
        "opens": "2027-01-31",
        "closes": "2027-03-31",
        "certainty": "medium",
    }
    assert ids(found) == ["R-DEP-02", "R-TEL-03"]


def test_r_dep_03_the_permit_asked_for_decides_and_not_the_permit_held():
    held = {"held_kind": "carte_resident", "held_until": "2027-03-31"}
    assert window(article="L.422-1", **held) == ("2026-12-01", "2027-01-30")
    assert window(article="L.421-1", **held) == ("2027-01-31", "2027-03-31")


@pytest.mark.parametrize(
    ("held_kind", "opens", "closes"),
    [
        (None, "2026-12-01", "2027-01-30"),
        ("carte_resident", "2026-12-01", "2027-01-30"),
        ("certificat_residence_algerien", "2026-12-01", "2027-01-30"),
        ("carte_pluriannuelle", "2027-01-31", "2027-03-31"),
        ("carte_temporaire", "2027-01-31", "2027-03-31"),
        ("vls_ts", "2027-01-31", "2027-03-31"),
        ("autorisation_provisoire", "2027-01-31", "2027-03-31"),
    ],
)
def test_r_tel_09_lists_the_renewal_of_a_carte_de_resident_and_not_the_first_one(held_kind, opens, closes):
    facts = {"held_until": "2027-03-31", "article": "L.426-10", "held_kind": held_kind}
    assert window(**facts) == (opens, closes)
    status = answer("deposit-status", **facts, filed_on="2027-02-10")["status"]
    assert status == ("in_time" if closes == "2027-03-31" else "late")


def test_what_is_stated_wins_over_annex_9():
    assert window(held_until="2027-03-31", article="L.422-1", online=False) == ("2027-01-31", "2027-03-31")
    assert window(held_until="2027-03-31", article="L.421-1", online=True) == ("2026-12-01", "2027-01-30")


def test_what_is_stated_leaves_no_doubt():
    assert "certainty" not in answer("deposit-window", held_until="2027-03-31", online=True)


@pytest.mark.parametrize(
    ("article", "rule"), [("L.233-2", "R-DEP-12"), ("L.233-5", "R-DEP-12"), ("L.234-1", "R-DEP-13")]
)
@pytest.mark.parametrize("online", [True, False, None])
def test_r233_15_the_family_of_a_citizen_of_the_union_has_two_months_on_line_or_not(article, rule, online):
    found = answer("deposit-window", held_until="2027-04-30", article=article, online=online)
    assert some("opens closes", found) == {"opens": "2027-02-28", "closes": "2027-04-30"}
    assert ids(found)[0] == rule


@pytest.mark.parametrize("article", R431_6)
def test_r431_6_a_carte_pluriannuelle_may_become_a_carte_de_resident_earlier(article):
    found = answer(
        "deposit-window",
        held_kind="carte_pluriannuelle",
        held_until="2026-12-31",
        article=article,
        online=True,
    )
    assert some("opens closes", found) == {"opens": "2026-09-02", "closes": "2026-11-01"}
    assert ids(found) == ["R-DEP-01", "R-DEP-08"]


def test_one_of_the_two_facts_that_tell_the_channel_is_needed():
    error = refused("deposit-window", held_until="2026-12-31")
    assert error.fact == "online"
    assert "article" in error.problem


def test_the_end_of_the_document_is_needed():
    assert refused("deposit-window", online=True).fact == "held_until"
