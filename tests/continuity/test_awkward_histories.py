"""Awkward histories, one by one: what the texts say must happen, worked out by hand.

The person `p` holds a one-year card of a spouse of French that ends on 15 January 2027, unless told
otherwise. Its online window runs from 17 September to 16 November 2026.
"""

import pytest

from tests.continuity.playing import play
from tests.continuity.timelines import Event, event

pytestmark = pytest.mark.django_db

CARD_ENDS = "2027-01-15"
IN_TIME = "2026-10-01"


def card(until: str = CARD_ENDS, *, on: str = "2026-09-01", **said) -> Event:
    known = {
        "person": "p",
        "kind": "carte_temporaire",
        "article": "L.423-1",
        "from_": f"{int(until[:4]) - 1}{until[4:]}",
        "until": until,
        "work": "full",
    }
    return event("permit", on, **{**known, **said})


def files(on: str = IN_TIME, application: str = "a", **said) -> Event:
    known = {"person": "p", "application": application, "procedure": "renewal", "article": "L.423-1"}
    return event("file", on, **{**known, **said})


def act(name: str, on: str, application: str = "a", **said) -> Event:
    return event(name, on, application=application, **said)


def refuses(on: str, notified_on: str | None = None, application: str = "a") -> Event:
    return act("decide", on, application, outcome="refused", notified_on=notified_on or on)


def grants(on: str, application: str = "a", **said) -> Event:
    return act("decide", on, application, outcome="granted", notified_on=on, **said)


def asks(on: str, due_on: str, application: str = "a", **said) -> Event:
    return act("ask_pieces", on, application, pieces=["marriage"], due_on=due_on, **said)


# The window: R.431-5, P-3, R-DEP-17 ----------------------------------------------------------


@pytest.mark.parametrize(
    ("filed_on", "gaps"),
    [
        ("2026-09-16", []),  # the day before the opening: kept, and counts as filed on the opening
        ("2026-09-17", []),
        ("2026-11-16", []),  # the last day
        ("2026-11-17", [("2027-01-16", "2027-06-30", "filed_late")]),
        ("2027-01-15", [("2027-01-16", "2027-06-30", "filed_late")]),
        ("2027-03-01", [("2027-01-16", "2027-06-30", "filed_late")]),  # days before the filing too
    ],
)
def test_the_online_window_decides(filed_on, gaps):
    played = play([card(), files(filed_on)], "2027-06-30")
    assert played.gaps() == gaps
    assert played.documents()[:1] == ([] if gaps else [("2027-01-16", "2027-04-15")])


def test_an_application_filed_years_before_the_window_counts_from_its_opening():
    played = play([card("2029-01-15"), files("2026-10-01")], "2029-03-01")
    assert played.documents() == [("2029-01-16", "2029-04-15")]
    assert played.issued_on() == ["2028-12-17"]
    assert played.gaps() == []


def test_a_recepisse_filed_before_the_two_months_begins_with_them():
    played = play([card(), files("2026-10-01", online=False)], "2027-03-31")
    assert played.documents()[0] == ("2026-11-15", "2027-05-14")
    assert played.issued_on()[0] == "2026-11-15"


def test_a_failure_inside_the_window_protects_a_filing_long_after_the_end():
    history = [card(), event("failed_attempt", "2026-11-16", person="p"), files("2027-02-20")]
    played = play(history, "2027-04-30")
    assert played.documents()[0] == ("2027-01-16", "2027-04-15")
    assert played.issued_on()[0] == "2027-02-20"
    assert played.gaps() == []


@pytest.mark.parametrize("failed_on", ["2026-09-16", "2026-11-17"])
def test_a_failure_outside_the_window_protects_nothing(failed_on):
    history = [card(), event("failed_attempt", failed_on, person="p"), files("2026-12-01")]
    assert play(history, "2027-01-16").gaps() == [("2027-01-16", "2027-01-16", "filed_late")]


# Offline: récépissés -------------------------------------------------------------------------


@pytest.mark.parametrize("filed_on", ["2026-11-20", "2027-01-15", "2027-03-10"])
def test_offline_a_recepisse_runs_from_the_filing_for_six_months_then_three(filed_on):
    played = play([card(), files(filed_on, online=False)], "2027-10-31")
    first, second, *_ = played.documents()
    assert first[0] == filed_on
    ends = {"2026-11-20": "2027-05-19", "2027-01-15": "2027-07-14", "2027-03-10": "2027-09-09"}
    after = {"2026-11-20": "2027-08-19", "2027-01-15": "2027-10-14", "2027-03-10": "2027-12-09"}
    assert (first[1], second[1]) == (ends[filed_on], after[filed_on])


def test_offline_days_before_a_late_filing_stay_uncovered():
    played = play([card(), files("2027-03-10", online=False)], "2027-06-30")
    assert played.gaps() == [("2027-01-16", "2027-03-09", "filed_late")]


# First applications --------------------------------------------------------------------------


def test_a_first_application_online_has_no_right_to_a_document():
    played = play([files("2026-10-01", procedure="first")], "2026-10-31")
    assert (played.documents(), played.gaps()) == ([], [("2026-10-01", "2026-10-31", "no_right")])


def test_a_first_application_offline_has_its_recepisse_at_once():
    played = play([files("2026-10-01", procedure="first", article="L.435-1")], "2026-10-31")
    assert (played.documents(), played.gaps()) == ([("2026-10-01", "2027-03-31")], [])


def test_a_first_application_of_somebody_who_still_holds_a_document_extends_it():
    played = play([card(), files("2026-10-01", procedure="first", article="L.421-9")], "2027-03-01")
    assert (played.documents(), played.gaps()) == ([("2027-01-16", "2027-04-15")], [])


def test_a_young_adult_is_covered_from_the_filing():
    history = [files("2026-10-01", procedure="first", article="L.423-21", category="young_adult")]
    played = play(history, "2026-12-31")
    assert (played.documents(), played.gaps()) == (
        [("2026-10-01", "2026-12-31"), ("2027-01-01", "2027-03-31")],
        [],
    )


def test_an_agent_may_cover_who_has_no_right():
    history = [
        files("2026-10-01", procedure="first"),
        act("grant_attestation", "2026-10-10", from_="2026-10-15", until="2026-10-20"),
    ]
    played = play(history, "2026-10-31")
    assert played.gaps() == [
        ("2026-10-01", "2026-10-14", "no_right"),
        ("2026-10-21", "2026-10-31", "no_right"),
    ]


# Windows of their own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filed_on", "late"), [("2026-11-20", False), ("2027-01-15", False), ("2027-01-16", True)]
)
def test_the_family_of_a_union_citizen_has_two_months_on_line(filed_on, late):
    played = play([card(article="L.233-2"), files(filed_on, article="L.233-2")], "2027-02-28")
    assert played.gaps() == ([("2027-01-16", "2027-02-28", "filed_late")] if late else [])
    down = event("watch_down", "2026-11-01", until="2027-12-31")
    played = play([card(article="L.233-2"), files("2026-11-20", article="L.233-2"), down], "2027-01-16")
    assert played.gaps() == [("2027-01-16", "2027-01-16", "ours")]


# Refugees ------------------------------------------------------------------------------------


def test_a_refugee_without_a_card_has_six_months_again_and_again():
    played = play([files("2026-08-31", procedure="first", article="L.424-1")], "2027-08-29")
    assert played.documents() == [
        ("2026-08-31", "2027-02-27"),
        ("2027-02-28", "2027-08-27"),
        ("2027-08-28", "2028-02-27"),
    ]
    assert played.gaps() == []


def test_a_refugee_who_holds_a_long_card_has_the_attestations_all_the_same():
    # "From the day of filing, 6 months, again and again": whatever is held, and whatever happens between.
    history = [
        card("2028-09-15"),
        files("2026-10-01", procedure="first", article="L.424-1"),
        asks("2026-11-01", "2026-12-01", indispensable=False),
    ]
    assert play(history, "2027-09-30").documents() == [
        ("2026-10-01", "2027-03-31"),
        ("2027-04-01", "2027-09-30"),
        ("2027-10-01", "2028-03-31"),
    ]


def test_days_before_a_refugee_filed_are_not_ours():
    history = [card("2026-09-15"), files("2027-02-01", procedure="first", article="L.424-1")]
    assert play(history, "2027-03-01").gaps() == [("2026-09-16", "2027-01-31", "filed_late")]


# What is held decides ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "years", "covered_until"),
    [
        ({"kind": "carte_pluriannuelle"}, 4, "2027-04-15"),
        ({"kind": "carte_pluriannuelle"}, 3, None),
        ({"kind": "carte_resident"}, 10, "2027-04-15"),
        ({"kind": "certificat_residence_algerien"}, 1, None),
        ({"kind": "certificat_residence_algerien"}, 10, "2027-04-15"),
        ({"kind": "carte_temporaire"}, 1, None),
        ({"kind": "vls_ts"}, 1, None),
    ],
)
def test_filed_late_the_expired_card_proves_for_three_months_or_not(held, years, covered_until):
    history = [card(**held, from_=f"{2027 - years}-01-16"), files("2026-12-20")]
    gaps = play(history, "2027-05-31").gaps()
    first = "2027-04-16" if covered_until else "2027-01-16"
    assert gaps == [(first, "2027-05-31", "filed_late")]


def test_a_card_that_ends_in_november_has_its_grace_to_the_end_of_february():
    history = [card("2027-11-30", kind="carte_resident", from_="2017-12-01"), files("2027-11-20")]
    assert play(history, "2028-03-05").gaps() == [("2028-03-01", "2028-03-05", "filed_late")]


def test_the_grace_ends_on_the_day_on_which_a_refusal_is_notified():
    history = [
        card(kind="carte_resident", from_="2017-01-16"),
        files("2026-12-20"),
        refuses("2027-02-01", "2027-02-10"),
    ]
    assert play(history, "2027-03-01").gaps() == [("2027-02-11", "2027-03-01", "refused")]


def test_a_change_of_ground_has_no_grace():
    history = [
        card(kind="carte_resident", from_="2017-01-16"),
        files("2026-12-20", procedure="change_of_ground", article="L.421-9"),
    ]
    assert play(history, "2027-01-31").gaps() == [("2027-01-16", "2027-01-31", "filed_late")]


def test_a_change_of_ground_filed_in_time_goes_on_from_the_end_of_what_is_held():
    played = play([card(), files(procedure="change_of_ground", article="L.421-9")], "2027-03-01")
    (document,) = played.person()["documents"]
    assert (document["from"], document["until"]) == ("2027-01-16", "2027-04-15")
    # Work is that of a first application of the ground asked for: talent needs a long-stay visa.
    assert document["work"] == "none"


def test_a_long_term_resident_has_no_window_and_is_covered_in_doubt():
    held = card(kind="carte_resident_longue_duree_ue", article="L.426-17", from_="2017-01-16")
    assert play([held, files("2026-12-31", article="L.426-17")], "2027-03-01").documents() == [
        ("2027-01-16", "2027-04-15")
    ]
    after = play([held, files("2027-05-01", article="L.426-17")], "2027-06-01")
    assert after.documents() == [("2027-05-01", "2027-07-31")]
    assert after.gaps() == [("2027-01-16", "2027-04-30", "filed_late")]


def test_with_several_permits_the_latest_end_counts():
    history = [card("2026-11-30"), card(), files("2026-10-20")]
    played = play(history, "2027-03-01")
    assert (played.documents(), played.gaps()) == ([("2027-01-16", "2027-04-15")], [])


# Permits learnt later, cards handed over later -----------------------------------------------


def test_a_permit_learnt_after_the_filing_gives_what_it_would_have_given():
    played = play([files(), card(on="2027-03-01")], "2027-05-01")
    assert played.documents() == [("2027-01-16", "2027-04-15"), ("2027-04-16", "2027-07-15")]
    assert set(played.issued_on()) == {"2027-03-01", "2027-03-17"}
    assert played.gaps() == []


def test_a_permit_learnt_between_a_refusal_and_its_notification_counts():
    history = [files(), refuses("2026-11-01", "2027-05-01"), card(on="2026-12-01")]
    played = play(history, "2027-06-01")
    assert played.gaps() == [("2027-05-02", "2027-06-01", "refused")]


def test_a_permit_learnt_while_a_refusal_stood_counts_once_it_is_quashed():
    history = [files(), refuses("2026-11-01"), card(on="2026-12-01"), act("quash", "2027-02-20")]
    played = play(history, "2027-04-01")
    assert (played.documents()[0], played.issued_on()[0]) == (("2027-01-16", "2027-04-15"), "2027-02-20")
    assert played.gaps() == []


def test_a_permit_learnt_after_the_decision_accuses_nobody():
    history = [files(), grants("2027-03-01"), card(on="2027-04-01")]
    assert play(history, "2027-05-01").gaps() == [("2027-01-16", "2027-02-28", "no_right")]


@pytest.mark.parametrize("holds_first", [True, False])
def test_a_permit_and_a_filing_of_one_day_are_the_same_in_both_orders(holds_first):
    lines = [card(on=IN_TIME), files()]
    played = play(lines if holds_first else lines[::-1], "2027-03-01")
    assert (played.documents(), played.gaps()) == ([("2027-01-16", "2027-04-15")], [])


def test_a_permit_that_begins_after_a_hole_does_not_hide_the_hole():
    history = [card(), files(), card("2028-02-29", on="2026-12-01", from_="2027-03-01")]
    played = play(history, "2027-04-01")
    assert played.documents()[0] == ("2027-01-16", "2027-04-15")
    assert played.gaps() == []


def test_a_permit_that_follows_moves_the_next_document():
    history = [card(), files(), card("2028-01-15", on="2026-12-01", from_="2027-01-16")]
    assert play(history, "2027-12-16").documents() == []
    assert play(history, "2027-12-17").documents() == [("2028-01-16", "2028-04-15")]


def test_a_card_handed_over_by_one_application_moves_the_next_document_of_the_other():
    history = [
        card(),
        files(application="a"),
        files(application="b", procedure="change_of_ground", article="L.421-9"),
        grants("2027-02-01", "a"),
        act("hand_over", "2027-03-01", "a", from_="2027-02-01", until="2027-08-31"),
    ]
    played = play(history, "2027-10-01")
    assert played.documents(application="b") == [("2027-01-16", "2027-04-15"), ("2027-09-01", "2027-11-30")]
    assert played.gaps() == []


def test_a_card_handed_over_after_a_filing_was_not_held_at_that_filing():
    # The card was granted before `b` was filed, and in hand only later: `b` stays a late one.
    history = [
        card("2026-01-15", on="2025-09-01"),
        files("2025-10-01", "a"),
        grants("2026-05-20", "a"),
        files("2026-06-15", "b", procedure="change_of_ground", article="L.421-9"),
        act("hand_over", "2026-07-02", "a", from_="2026-05-20", until="2027-05-19"),
    ]
    assert play(history, "2027-06-30").gaps() == [("2027-05-20", "2027-06-30", "filed_late")]


def test_a_card_handed_over_long_after_the_decision_is_waited_for_under_cover():
    history = [
        card(),
        files(),
        grants("2026-12-01"),
        act("hand_over", "2028-02-29", from_="2026-12-01", until="2028-11-30"),
    ]
    played = play(history, "2028-12-31")
    assert played.documents() == [("2026-12-01", "2028-02-29")]
    # Gap-days of an application end for good with its hand-over.
    assert played.gaps() == []


def test_a_decision_before_the_document_has_begun_cancels_it():
    played = play([card(), files(), grants("2026-12-20")], "2027-02-01")
    assert played.withdrawn() == [("2027-01-16", "2027-04-15", "2026-12-20")]
    assert played.documents() == [("2026-12-20", None)]


# Pieces: P-1 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answered_on", "second", "gaps"),
    [
        ("2027-01-19", ("2027-04-16", "2027-07-15"), []),  # on the due day: in time
        ("2027-01-20", ("2027-04-16", "2027-07-15"), []),  # the day after: late, while still covered
        ("2027-04-15", ("2027-04-16", "2027-07-15"), []),
        ("2027-04-16", ("2027-04-16", "2027-07-15"), []),
        ("2027-04-17", ("2027-04-17", "2027-07-16"), [("2027-04-16", "2027-04-16", "incomplete")]),
        (None, None, [("2027-04-16", "2027-05-01", "incomplete")]),
    ],
)
def test_pieces_answered_around_the_due_day(answered_on, second, gaps):
    history = [card(), files(), asks("2026-12-20", "2027-01-19")]
    history += [act("answer_pieces", answered_on)] if answered_on else []
    played = play(history, "2027-05-01")
    assert played.documents() == [("2027-01-16", "2027-04-15"), *([second] if second else [])]
    assert played.gaps() == gaps


def test_the_document_due_on_the_last_day_of_a_time_limit_is_issued():
    history = [card(), files(), asks("2026-11-20", "2026-12-17")]
    assert play(history, "2027-01-31").documents() == [("2027-01-16", "2027-04-15")]
    history = [card(), files(), asks("2026-11-20", "2026-12-16")]
    played = play(history, "2027-01-31")
    assert (played.documents(), played.gaps()) == ([], [("2027-01-16", "2027-01-31", "incomplete")])


def test_what_is_not_indispensable_changes_nothing():
    history = [card(), files(), asks("2026-10-10", "2026-10-20", indispensable=False)]
    played = play(history, "2027-05-01")
    assert (len(played.documents()), played.gaps()) == (2, [])


def test_of_overlapping_requests_the_first_time_limit_counts():
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-12-30"),
        asks("2026-10-20", "2026-11-20"),
        act("answer_pieces", "2027-02-10"),
    ]
    played = play(history, "2027-03-01")
    assert played.documents() == [("2027-02-10", "2027-05-09")]
    assert played.gaps() == [("2027-01-16", "2027-02-09", "incomplete")]


def test_pieces_asked_twice_may_each_be_answered_late():
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-11-10"),
        act("answer_pieces", "2027-02-01"),
        asks("2027-02-10", "2027-03-10"),
        act("answer_pieces", "2027-06-10"),
    ]
    played = play(history, "2027-06-30")
    assert played.documents() == [("2027-02-01", "2027-04-30"), ("2027-06-10", "2027-09-09")]
    assert played.gaps() == [
        ("2027-01-16", "2027-01-31", "incomplete"),
        ("2027-05-01", "2027-06-09", "incomplete"),
    ]


# The commission: R.432-9 ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("referred_on", "documents"),
    [
        # Before the end of the card: the chain goes on from the later end.
        ("2026-11-01", [("2026-11-01", "2027-01-31"), ("2027-02-01", "2027-04-30")]),
        ("2026-10-05", [("2026-10-05", "2027-01-04"), ("2027-01-16", "2027-04-15")]),
        # Beside a running attestation, which ends later or earlier.
        (
            "2027-01-20",
            [("2027-01-16", "2027-04-15"), ("2027-01-20", "2027-04-19"), ("2027-04-20", "2027-07-19")],
        ),
        (
            "2027-01-16",
            [("2027-01-16", "2027-04-15"), ("2027-01-16", "2027-04-15"), ("2027-04-16", "2027-07-15")],
        ),
    ],
)
def test_the_commission_gives_its_document_beside_what_runs(referred_on, documents):
    played = play([card(), files(), act("commission", referred_on)], "2027-04-10")
    assert played.documents()[: len(documents)] == documents
    assert played.gaps() == []


def test_the_commission_covers_a_late_filing_from_the_referral_on():
    history = [card(), files("2027-02-01"), act("commission", "2027-03-31")]
    played = play(history, "2027-10-31")
    assert played.documents()[:2] == [("2027-03-31", "2027-06-29"), ("2027-06-30", "2027-09-29")]
    assert played.gaps() == [("2027-01-16", "2027-03-30", "filed_late")]


def test_an_incomplete_file_keeps_the_document_of_the_commission():
    history = [card(), files(), asks("2026-10-10", "2026-11-10"), act("commission", "2027-02-01")]
    played = play(history, "2027-08-01")
    assert played.documents()[:2] == [("2027-02-01", "2027-04-30"), ("2027-05-01", "2027-07-31")]
    assert played.gaps() == [("2027-01-16", "2027-01-31", "incomplete")]


# Refusals, closings, what is undone: P-7 ------------------------------------------------------


def test_attestations_go_on_between_a_refusal_and_its_notification():
    played = play([card(), files(), refuses("2027-02-01", "2027-05-20")], "2027-06-30")
    assert played.documents() == [("2027-01-16", "2027-04-15")]
    assert played.withdrawn() == [("2027-04-16", "2027-07-15", "2027-05-21")]
    assert played.gaps() == [("2027-05-21", "2027-06-30", "refused")]


def test_a_refusal_before_the_end_of_the_card_leaves_the_card():
    played = play([card(), files(), refuses("2026-12-20")], "2027-01-31")
    assert played.withdrawn() == [("2027-01-16", "2027-04-15", "2026-12-21")]
    assert played.gaps() == [("2027-01-16", "2027-01-31", "refused")]


def test_a_refusal_quashed_before_its_notification_never_happened():
    history = [card(), files(), refuses("2027-02-01", "2027-02-20"), act("quash", "2027-02-10")]
    played = play(history, "2027-05-01")
    assert (len(played.documents()), played.withdrawn(), played.gaps()) == (2, [], [])


def test_the_notification_of_a_quashed_refusal_does_not_notify_the_next_one():
    history = [
        card(),
        files(),
        refuses("2027-02-01", "2027-02-20"),
        act("quash", "2027-02-05"),
        refuses("2027-02-10", "2027-03-20"),
    ]
    assert play(history, "2027-04-01").gaps() == [("2027-03-21", "2027-04-01", "refused")]


def test_a_refusal_quashed_long_after_leaves_no_gap():
    played = play([card(), files(), refuses("2027-02-01"), act("quash", "2028-02-29")], "2028-03-31")
    assert played.documents() == [
        ("2027-01-16", "2027-04-15"),
        ("2027-04-16", "2027-07-15"),
        ("2027-07-16", "2027-10-15"),
        ("2027-10-16", "2028-01-15"),
        ("2028-01-16", "2028-04-15"),
        ("2028-04-16", "2028-07-15"),
    ]
    assert played.issued_on() == ["2026-12-17", *["2028-02-29"] * 4, "2028-03-17"]
    assert played.gaps() == []


@pytest.mark.parametrize("undone", ["reopen", "quash"])
def test_a_closing_undone_sets_aside_the_request_that_it_rested_on(undone):
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-11-10"),
        act("close", "2027-02-01"),
        act(undone, "2027-03-01"),
    ]
    played = play(history, "2027-03-31")
    assert played.documents() == [("2027-01-16", "2027-04-15"), ("2027-04-16", "2027-07-15")]
    assert played.gaps() == []


def test_a_request_set_aside_may_still_be_answered_and_never_counts():
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-11-10"),
        act("close", "2026-12-01"),
        act("reopen", "2026-12-10"),
        act("answer_pieces", "2027-05-01"),
    ]
    played = play(history, "2027-05-31")
    assert (played.gaps(), played.refused) == ([], {})


def test_a_file_may_be_refused_quashed_closed_reopened_and_refused_again():
    history = [
        card(),
        files(),
        refuses("2027-01-20"),
        act("quash", "2027-02-01"),
        act("close", "2027-02-10"),
        act("reopen", "2027-02-20"),
        refuses("2027-03-01", "2027-03-10"),
    ]
    played = play(history, "2027-03-31")
    assert played.withdrawn() == [("2027-01-16", "2027-04-15", "2027-03-11")]
    assert played.gaps() == [("2027-03-11", "2027-03-31", "refused")]


def test_the_document_of_the_commission_comes_back_with_the_rest():
    history = [
        card(),
        files("2026-12-20"),
        act("commission", "2027-02-01"),
        refuses("2027-03-01"),
        act("quash", "2027-07-01"),
    ]
    played = play(history, "2027-07-31")
    assert played.documents() == [
        ("2027-02-01", "2027-04-30"),
        ("2027-05-01", "2027-07-31"),
        ("2027-08-01", "2027-10-31"),
    ]
    assert played.gaps() == [("2027-01-16", "2027-01-31", "filed_late")]


@pytest.mark.parametrize("undone", ["reopen", "quash"])
def test_days_before_the_commission_that_a_request_set_aside_had_taken_come_back(undone):
    # "No gap remains from then on in the record": the chain goes forward, these days get their own document.
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-11-10"),
        act("commission", "2027-02-01"),
        act("close", "2027-03-01"),
        act(undone, "2027-03-10"),
    ]
    played = play(history, "2027-05-31")
    assert played.documents() == [
        ("2027-01-16", "2027-01-31"),
        ("2027-02-01", "2027-04-30"),
        ("2027-05-01", "2027-07-31"),
    ]
    assert played.issued_on() == ["2027-03-10", "2027-02-01", "2027-04-01"]
    assert played.gaps() == []


def test_days_that_a_late_answer_left_uncovered_stay_so_whatever_is_undone():
    history = [
        card(),
        files(),
        asks("2026-10-10", "2026-11-10"),
        act("answer_pieces", "2027-02-01"),
        refuses("2027-03-01"),
        act("quash", "2027-03-10"),
    ]
    played = play(history, "2027-03-31")
    assert played.documents() == [("2027-02-01", "2027-04-30")]
    assert played.gaps() == [("2027-01-16", "2027-01-31", "incomplete")]


def test_a_permit_learnt_late_gives_the_days_before_the_commission():
    history = [files(), act("commission", "2027-02-01"), card(on="2027-03-01")]
    played = play(history, "2027-03-31")
    assert played.documents() == [("2027-01-16", "2027-01-31"), ("2027-02-01", "2027-04-30")]
    assert played.gaps() == []


# Several applications ------------------------------------------------------------------------


def test_of_several_causes_the_last_in_the_list_wins():
    history = [
        card(),
        files(application="a"),
        files("2026-12-01", "b", procedure="change_of_ground", article="L.421-9"),
        refuses("2027-02-01", application="a"),
    ]
    assert play(history, "2027-02-28").gaps() == [("2027-02-02", "2027-02-28", "filed_late")]


def test_one_application_covers_whatever_happens_to_the_two_others():
    history = [
        card(),
        files(application="a"),
        files("2026-10-02", "b", procedure="change_of_ground", article="L.421-9"),
        files("2026-10-03", "c", procedure="change_of_ground", article="L.422-1"),
        refuses("2027-02-01", application="b"),
        act("withdraw", "2027-02-10", "c"),
    ]
    played = play(history, "2027-04-30")
    assert played.gaps() == []
    assert [
        document[2] for application in "bc" for document in played.withdrawn(application=application)
    ] == [
        "2027-02-02",
        "2027-02-11",
    ]


def test_an_application_refused_after_another_gave_a_card_uncovers_only_after_that_card():
    history = [
        card(),
        files(application="a"),
        files("2026-10-02", "b", procedure="change_of_ground", article="L.421-9"),
        grants("2027-02-01", "a"),
        act("hand_over", "2027-03-01", "a", from_="2027-02-01", until="2027-05-31"),
        refuses("2027-04-01", application="b"),
    ]
    assert play(history, "2027-06-30").gaps() == [("2027-06-01", "2027-06-30", "refused")]


# The watch -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("down", "up"),
    [
        ("2026-12-17", "2026-12-18"),
        ("2026-12-16", "2026-12-17"),
        ("2026-11-01", "2027-01-14"),
        ("2026-11-01", "2027-09-30"),
    ],
)
def test_a_watch_that_was_down_costs_nobody_a_day(down, up):
    ends = {
        "2026-12-18": "2026-12-17",
        "2026-12-17": "2026-12-16",
        "2027-01-14": "2027-01-13",
        "2027-09-30": "2027-09-29",
    }
    history = [card(), files(), event("watch_down", down, until=ends[up])]
    played = play(history, "2027-09-30")
    assert played.gaps() == []
    assert played.issued_on()[0] == max(up, "2026-12-17")


def test_a_watch_still_down_on_the_last_day_is_our_fault_and_is_said_so():
    history = [card(), files(), event("watch_down", "2026-11-01", until="2027-12-31")]
    assert play(history, "2027-01-20").gaps() == [("2027-01-16", "2027-01-20", "ours")]


def test_an_act_issues_what_the_nights_before_should_have_issued():
    history = [card(), files(), event("watch_down", "2026-11-01", until="2027-12-31"), refuses("2027-02-10")]
    played = play(history, "2027-02-28")
    assert played.withdrawn() == [("2027-01-16", "2027-04-15", "2027-02-11")]
    assert played.issued_on() == ["2027-02-10"]
    assert played.gaps() == [("2027-02-11", "2027-02-28", "refused")]


# Days: moves, months, leap years --------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "documents"),
    [
        ("2027-11-30", [("2027-12-01", "2028-02-29"), ("2028-03-01", "2028-05-31")]),
        (
            "2027-11-29",
            [("2027-11-30", "2028-02-28"), ("2028-02-29", "2028-05-28"), ("2028-05-29", "2028-08-28")],
        ),
        ("2028-02-29", [("2028-03-01", "2028-05-31"), ("2028-06-01", "2028-08-31")]),
        (
            "2027-08-30",
            [("2027-08-31", "2027-11-29"), ("2027-11-30", "2028-02-28"), ("2028-02-29", "2028-05-28")],
        ),
        ("2027-01-30", [("2027-01-31", "2027-04-29"), ("2027-04-30", "2027-07-29")]),
    ],
)
def test_months_end_where_the_calendar_ends(ends, documents):
    first_day = {"2028-02-29": "2027-03-01"}.get(ends, f"{int(ends[:4]) - 1}{ends[4:]}")
    filed = {
        "2027-11": "2027-08-15",
        "2028-02": "2027-12-01",
        "2027-08": "2027-05-15",
        "2027-01": "2026-11-01",
    }
    history = [card(ends, from_=first_day), files(filed[ends[:7]])]
    played = play(history, "2028-05-31")
    assert played.documents()[: len(documents)] == documents
    assert played.gaps() == []


def test_a_move_across_the_world_changes_no_day():
    history = [
        card(departement="75"),
        files(),
        refuses("2027-02-01"),
        event("move", "2027-03-01", person="p", departement="987"),
        act("quash", "2027-07-01"),
        event("move", "2027-07-02", person="p", departement="974"),
    ]
    played = play(history, "2027-07-31")
    # Noon of 1 July in Papeete is midnight in Paris: the day is that of the person's home (P-9).
    assert played.issued_on()[1:] == ["2027-07-01", "2027-07-01"]
    assert played.gaps() == []


def test_a_move_on_the_day_when_a_document_is_due_loses_no_day():
    history = [
        card(departement="974"),
        files(),
        event("watch_down", "2026-12-01", until="2026-12-31"),
        event("move", "2026-12-17", person="p", departement="987"),
    ]
    assert play(history, "2026-12-18").issued_on() == ["2026-12-17"]


@pytest.mark.parametrize("until", ["2026-08-01", "2026-09-01", "2026-12-16", "2026-12-17"])
def test_the_replay_may_end_before_its_last_event(until):
    played = play([card(), files(), grants("2027-02-01")], until)
    assert played.total["persons"] == (1 if until >= "2026-09-01" else 0)
    assert played.total["documents"] == (1 if until == "2026-12-17" else 0)


def test_lines_may_stand_in_any_order():
    history = [
        card(),
        files(),
        asks("2026-12-20", "2027-01-19"),
        act("answer_pieces", "2027-05-02"),
        grants("2027-06-01"),
    ]
    assert play(history[::-1], "2027-06-30").printed == play(history, "2027-06-30").printed
