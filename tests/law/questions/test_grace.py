"""`grace`: the expired card under L.433-3."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law import naive
from tests.law.asked import answer, ids, refused, some

CARD = {"held_kind": "carte_resident", "held_years": 10, "held_until": "2026-12-31", "filed_on": "2026-09-15"}
RIGHTS = "stay work social"
SHORT = ["carte_temporaire", "vls_ts", "autorisation_provisoire", "dcem"]


def grace(**facts):
    """Return the first and last days of the grace."""
    found = answer("grace", **{**CARD, **facts})
    has_grace = found["from"] is not None
    assert some(RIGHTS, found) == dict.fromkeys(RIGHTS.split(), has_grace)
    return found["from"], found["until"]


@pytest.mark.parametrize(
    ("held_kind", "held_years", "has_grace"),
    [
        ("carte_resident", 10, True),
        ("carte_resident_longue_duree_ue", 10, True),
        ("carte_pluriannuelle", 5, True),
        ("carte_pluriannuelle", 4, True),
        ("carte_pluriannuelle", 3, False),
        ("carte_pluriannuelle", 2, False),
        ("certificat_residence_algerien", 10, True),
        ("certificat_residence_algerien", 2, True),
        ("certificat_residence_algerien", 1, False),
        ("carte_temporaire", 1, False),
        ("carte_temporaire", 4, False),
        ("vls_ts", 1, False),
        ("autorisation_provisoire", 1, False),
        ("dcem", 5, False),
    ],
)
def test_l433_3_al_1_is_for_long_cards_and_treaty_permits(held_kind, held_years, has_grace):
    expected = ("2027-01-01", "2027-03-31") if has_grace else (None, None)
    assert grace(held_kind=held_kind, held_years=held_years) == expected


@pytest.mark.parametrize(
    ("held_until", "first_day", "last_day"),
    [
        ("2026-11-30", "2026-12-01", "2027-02-28"),
        ("2027-11-30", "2027-12-01", "2028-02-29"),
        ("2027-01-31", "2027-02-01", "2027-04-30"),
        ("2028-02-29", "2028-03-01", "2028-05-29"),
        ("2027-02-28", "2027-03-01", "2027-05-28"),
    ],
)
def test_l433_3_three_months_end_on_the_same_number_or_the_last_of_the_month(held_until, first_day, last_day):
    assert grace(held_until=held_until) == (first_day, last_day)


@given(st.dates(date(2026, 10, 1), date(2050, 1, 1)))
def test_the_grace_is_that_of_the_calendar_turned_three_pages(held_until):
    expected = (naive.walk(held_until, 1).isoformat(), naive.months_later(held_until, 3).isoformat())
    assert grace(held_until=held_until.isoformat()) == expected


@pytest.mark.parametrize(
    ("filed_on", "has_grace"),
    [("2026-12-31", True), ("2027-01-01", True), ("2027-03-31", True), ("2027-04-01", False)],
)
def test_r_gra_03_a_late_renewal_is_covered_from_the_first_day(filed_on, has_grace):
    expected = ("2027-01-01", "2027-03-31") if has_grace else (None, None)
    assert grace(filed_on=filed_on) == expected


@pytest.mark.parametrize(("filed_on", "certainty"), [("2026-12-31", "high"), ("2027-01-01", "medium")])
def test_r_gra_03_a_renewal_asked_for_after_the_end_is_doubtful(filed_on, certainty):
    assert answer("grace", **{**CARD, "filed_on": filed_on}).get("certainty", "high") == certainty


@pytest.mark.parametrize(
    ("decided_on", "expected"),
    [
        ("2026-10-01", (None, None)),
        ("2026-12-31", (None, None)),
        ("2027-01-01", ("2027-01-01", "2027-01-01")),
        ("2027-02-10", ("2027-01-01", "2027-02-10")),
        ("2027-03-30", ("2027-01-01", "2027-03-30")),
        ("2027-03-31", ("2027-01-01", "2027-03-31")),
        ("2027-04-01", ("2027-01-01", "2027-03-31")),
    ],
)
def test_l433_3_a_decision_ends_the_grace_on_the_day_of_its_notification(decided_on, expected):
    assert grace(decided_on=decided_on) == expected


@pytest.mark.parametrize(("decided_on", "told"), [("2027-03-30", 2), ("2027-03-31", 1)])
def test_a_decision_that_takes_no_day_away_is_not_told(decided_on, told):
    assert ids(answer("grace", **CARD, decided_on=decided_on)).count("R-GRA-01") == told


def test_a_decision_cannot_come_before_the_filing():
    error = refused("grace", **CARD, decided_on="2026-09-14")
    assert (error.fact, error.problem) == ("decided_on", "comes before filed_on")


@pytest.mark.parametrize("held_kind", ["carte_temporaire", "carte_pluriannuelle"])
def test_l433_3_al_2_lists_no_departement_as_far_as_is_known(held_kind):
    facts = {"held_kind": held_kind, "held_years": 1, "departement": "93"}
    assert grace(**facts) == (None, None)
    found = answer("grace", **{**CARD, **facts})
    assert (ids(found), found["certainty"]) == (["R-GRA-06", "R-GRA-04"], "low")


@pytest.mark.parametrize(
    "facts",
    [
        {"held_kind": "carte_temporaire"},
        {"held_kind": "vls_ts", "departement": "93"},
        {"held_kind": "certificat_residence_algerien", "held_years": 1, "departement": "93"},
    ],
)
def test_the_list_is_not_told_where_it_changes_nothing(facts):
    found = answer("grace", **{**CARD, **facts})
    assert (ids(found), "certainty" in found) == (["R-GRA-06"], False)


@pytest.fixture
def listed_departement(monkeypatch):
    """List Seine-Saint-Denis, as an arrêté might."""
    monkeypatch.setattr("sejour.law.grace.GRACE_DEPARTEMENTS", frozenset({"93"}))


@pytest.mark.usefixtures("listed_departement")
@pytest.mark.parametrize(
    ("held_kind", "departement", "filed_on", "has_grace"),
    [
        ("carte_temporaire", "93", "2026-12-31", True),
        ("carte_temporaire", "93", "2027-01-01", False),
        ("carte_pluriannuelle", "93", "2026-12-31", True),
        ("carte_temporaire", "75", "2026-12-31", False),
        ("carte_temporaire", None, "2026-12-31", False),
        ("vls_ts", "93", "2026-12-31", False),
    ],
)
def test_l433_3_al_2_covers_shorter_cards_where_it_is_listed(held_kind, departement, filed_on, has_grace):
    expected = ("2027-01-01", "2027-03-31") if has_grace else (None, None)
    facts = {"held_kind": held_kind, "held_years": 2, "departement": departement, "filed_on": filed_on}
    assert grace(**facts) == expected


@pytest.mark.usefixtures("listed_departement")
def test_l433_3_al_2_is_cited_and_unsure():
    found = answer("grace", **{**CARD, "held_kind": "carte_temporaire"}, departement="93")
    assert (ids(found)[0], found["certainty"]) == ("R-GRA-04", "low")


@pytest.mark.parametrize("held_kind", ["carte_pluriannuelle", "certificat_residence_algerien"])
def test_the_years_of_the_card_are_needed_where_they_decide(held_kind):
    assert (
        refused("grace", held_kind=held_kind, held_until="2026-12-31", filed_on="2026-09-15").fact
        == "held_years"
    )


def test_the_years_of_a_carte_de_resident_do_not_matter():
    assert grace(held_years=None) == ("2027-01-01", "2027-03-31")


@pytest.mark.parametrize("held_kind", SHORT)
def test_nothing_else_needs_to_be_told_of_a_document_without_grace(held_kind):
    assert answer("grace", held_kind=held_kind)["stay"] is False


@pytest.mark.parametrize("fact", ["held_kind", "held_until", "filed_on"])
def test_what_the_answer_depends_on_is_needed(fact):
    facts = {name: value for name, value in CARD.items() if name != fact}
    assert refused("grace", **facts).fact == fact
