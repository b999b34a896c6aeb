"""Where a person stands: twelve situations with days computed by hand, and what holds whatever the facts."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sejour.law.asking import QUESTIONS, as_json, ask
from sejour.law.facts import Article, Departement, FactError
from sejour.law.kinds import (
    Body,
    Category,
    DocumentKind,
    FirstBasis,
    PermitKind,
    ReEntry,
    Work,
)
from sejour.law.periods import add_months, day_after
from sejour.law.pieces import pieces_for
from sejour.law.situation import (
    CHOICES,
    Act,
    Cause,
    Cover,
    Event,
    Facts,
    Hold,
    Outcome,
    Wish,
    contradictions,
    standing,
)
from tests.law import naive
from tests.law.strategies import ARTICLES, DEPARTEMENTS, FLAGS
from tests.law.test_properties import ENGLISH, FRENCH, JARGON

TODAY = date(2026, 11, 25)


def day(text: str) -> date:
    """Read a day written `20 5 2026`."""
    number, month, year = map(int, text.split())
    return date(year, month, number)


def told(**facts) -> Facts:
    """Return facts on the day of these tests."""
    given = {"article": Article(facts.pop("article"))} if "article" in facts else {}
    return Facts(on=facts.pop("on", TODAY), **facts, **given)


def days_of(found, event: Event) -> list[date]:
    return [e.day for e in found.events if e.event is event]


def covers(found) -> list[tuple[date, object]]:
    """Return the first day of each stretch, with what covers it or the cause for which nothing does."""
    return [(s.days.first_day, s.cover or s.cause) for s in found.days]


# Twelve situations ------------------------------------------------------------------------------


def test_a_talent_whose_attestation_was_not_renewed():
    """Card to 27 May 2026, filed on line on 20 February (window: 27 January to 28 March)."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.421-9",
            held_kind=PermitKind.CARTE_PLURIANNUELLE,
            held_years=4,
            held_until=day("27 5 2026"),
            held_work=Work.FULL,
            filed_on=day("20 2 2026"),
            filed_online=True,
            paper=DocumentKind.ATTESTATION_PROLONGATION,
            paper_until=day("27 8 2026"),
            paper_work=True,
        )
    )
    window = found.answers.window.answer
    assert (window.opens, window.closes) == (day("27 1 2026"), day("28 3 2026"))
    assert (found.action.act, found.action.by) == (Act.CLAIM_DOCUMENT, TODAY)
    assert found.rights.stay.hold is Hold.OWED
    assert found.rights.stay.until == day("27 11 2026")
    assert found.rights.work.hold is Hold.OWED
    assert days_of(found, Event.DOCUMENT_DUE)[:4] == [
        day("28 5 2026"),
        day("28 8 2026"),
        day("28 11 2026"),
        day("28 2 2027"),
    ]
    assert days_of(found, Event.SILENCE) == [day("20 6 2026")]
    assert days_of(found, Event.APPEAL_ENDS) == [day("21 8 2026")]
    assert all(stretch.cause is None for stretch in found.days)


def test_a_refugee_whose_third_attestation_does_not_come():
    """Recognized on 10 November 2025, filed on the 20th: six months each; card due by 10 February 2026."""
    found = standing(
        told(
            wish=Wish.FIRST,
            article="L.424-1",
            category=Category.REFUGEE,
            recognized_on=day("10 11 2025"),
            filed_on=day("20 11 2025"),
            filed_online=True,
            paper=DocumentKind.ATTESTATION_PROLONGATION,
            paper_until=day("19 11 2026"),
            paper_work=True,
        )
    )
    assert found.action.act is Act.CLAIM_DOCUMENT
    assert found.rights.work.hold is Hold.OWED
    assert found.rights.stay.until == day("19 5 2027")
    assert days_of(found, Event.DOCUMENT_DUE)[:3] == [day("20 11 2025"), day("20 5 2026"), day("20 11 2026")]
    assert days_of(found, Event.CARD_DUE) == [day("10 2 2026")]
    assert days_of(found, Event.SILENCE) == [day("20 3 2026")]
    assert days_of(found, Event.APPEAL_ENDS) == [day("21 5 2026")]


def test_a_parent_whom_the_site_failed_before_the_last_day():
    """Card to 20 January 2027: window 22 September to 21 November; blocked on the 12th, filed on the 25th."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-7",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("20 1 2027"),
            held_work=Work.FULL,
            filed_on=TODAY,
            filed_online=True,
            first_failed_attempt_on=day("12 11 2026"),
        )
    )
    assert found.answers.deposit.answer.late_fee == 0
    assert found.answers.fees.answer.total == 250
    assert days_of(found, Event.DOCUMENT_DUE)[:2] == [day("21 1 2027"), day("21 4 2027")]
    assert (found.action.act, found.action.by) == (Act.AWAIT, day("21 1 2027"))
    late = standing(replace(found.facts, first_failed_attempt_on=None))
    assert (late.answers.fees.answer.late, late.action.act) == (180, Act.ASK_AGENT)
    assert covers(late) == [(TODAY, Cover.PERMIT), (day("21 1 2027"), Cause.FILED_LATE)]


def test_a_researcher_asked_for_a_piece():
    """Card to 30 September 2026, filed on 5 July: the sixty days do not run while a piece is awaited."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.421-14",
            held_kind=PermitKind.CARTE_PLURIANNUELLE,
            held_years=3,
            held_until=day("30 9 2026"),
            filed_on=day("5 7 2026"),
            filed_online=True,
            incomplete=True,
        )
    )
    assert (found.action.act, found.action.by) == (Act.SEND_PIECES, None)
    assert covers(found) == [(day("1 10 2026"), Cause.INCOMPLETE)]
    assert found.answers.silence.answer.on is None
    assert found.answers.appeal is None
    answered = standing(replace(found.facts, incomplete=False, complete_on=day("20 11 2026")))
    assert covers(answered) == [
        (day("1 10 2026"), Cause.INCOMPLETE),
        (day("20 11 2026"), Cover.PROLONGATION),
    ]
    assert days_of(answered, Event.SILENCE) == [day("19 1 2027")]


def test_a_worker_whose_favourable_decision_is_not_known_to_the_employment_service():
    """Card to 31 October 2026, filed at the counter on 10 September, granted on 3 November."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.421-1",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("31 10 2026"),
            held_work=Work.FULL,
            filed_on=day("10 9 2026"),
            filed_online=False,
            paper=DocumentKind.ATTESTATION_DECISION_FAVORABLE,
            paper_work=True,
            outcome=Outcome.GRANTED,
            decided_on=day("3 11 2026"),
        )
    )
    assert found.action.act is Act.AWAIT_CARD
    assert (found.rights.stay.hold, found.rights.work.hold) == (Hold.PROVEN, Hold.PROVEN)
    accepted = {body: part.answer.accepted for body, part in found.rights.social}
    assert accepted[Body.FRANCE_TRAVAIL]
    assert found.rights.travel.answer.answer is ReEntry.YES
    # The récépissé of 10 September covers the three days between the card and the decision.
    assert covers(found) == [(day("1 11 2026"), Cover.RECEPISSE), (day("3 11 2026"), Cover.FAVORABLE)]


def test_a_stolen_card_that_ends_in_a_month():
    """Card to 28 December 2026: window 30 August to 29 October; a duplicate would cost 250 euros."""
    found = standing(
        told(
            wish=Wish.DUPLICATE,
            article="L.423-1",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("28 12 2026"),
            held_work=Work.FULL,
        )
    )
    assert (found.action.act, found.action.by) == (Act.RENEW_INSTEAD, TODAY)
    assert found.answers.window.answer.closes == day("29 10 2026")
    assert found.answers.fees.answer.total == 250
    assert found.rights.stay.hold is Hold.OWED
    assert not found.rights.work_proof.answer.allowed
    early = standing(replace(found.facts, held_until=day("28 12 2027")))
    assert early.action.act is Act.ASK_DUPLICATE


@pytest.mark.parametrize(
    ("basis", "article", "closes"),
    [
        (FirstBasis.YOUNG_ADULT_WITH_RIGHT, "L.423-15", "31 10 2027"),
        (FirstBasis.YOUNG_ADULT, "L.423-23", "1 1 2027"),
    ],
)
def test_a_minor_who_turns_eighteen(basis, article, closes):
    """Born in November 2008, the day is not asked for: the prudent day counts from the first of the month."""
    found = standing(
        told(
            wish=Wish.FIRST,
            article=article,
            basis=basis,
            basis_day=day("1 11 2008"),
            basis_last_day=day("30 11 2008"),
        )
    )
    assert (found.action.act, found.action.by) == (Act.FILE_FIRST, day(closes))
    assert covers(found) == [(TODAY, Cause.NOT_FILED)]


def test_a_young_adult_whose_lateness_hangs_on_the_day_of_birth():
    """Born in January 2008: two months after eighteen is 1 to 31 March 2026; filed on 15 March."""
    found = standing(
        told(
            wish=Wish.FIRST,
            article="L.423-23",
            basis=FirstBasis.YOUNG_ADULT,
            basis_day=day("1 1 2008"),
            basis_last_day=day("31 1 2008"),
            filed_on=day("15 3 2026"),
            filed_online=True,
        )
    )
    assert covers(found) == [(TODAY, Cause.UNKNOWN)]
    assert found.missing == ("basis_day",)
    in_time = standing(replace(found.facts, filed_on=day("28 2 2026")))
    assert in_time.answers.documents.answer.of_right
    late = standing(replace(found.facts, filed_on=day("1 4 2026")))
    assert covers(late) == [(TODAY, Cause.NO_RIGHT)]


def test_a_mother_whose_recepisse_has_ended():
    """Private ties, at the counter on 20 March 2026: six months, then three by three; in hand: 12 October."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-23",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("12 4 2026"),
            held_work=Work.FULL,
            departement=Departement("92"),
            filed_on=day("20 3 2026"),
            filed_online=False,
            paper=DocumentKind.RECEPISSE,
            paper_until=day("12 10 2026"),
            paper_work=True,
        )
    )
    assert found.action.act is Act.CLAIM_DOCUMENT
    assert found.rights.shown.cover is Cover.RECEPISSE
    assert found.rights.stay.until == day("19 12 2026")
    assert days_of(found, Event.DOCUMENT_DUE)[:3] == [day("20 3 2026"), day("20 9 2026"), day("20 12 2026")]
    assert days_of(found, Event.SILENCE) == [day("20 7 2026")]
    assert days_of(found, Event.APPEAL_ENDS) == [day("21 9 2026")]


def test_a_student_who_becomes_a_worker():
    """Student card to 31 May 2026; asked for at the counter on 15 April: the récépissé gives no work."""
    found = standing(
        told(
            wish=Wish.NEW_GROUND,
            article="L.421-1",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("31 5 2026"),
            held_work=Work.LIMITED,
            filed_on=day("15 4 2026"),
            filed_online=False,
            paper=DocumentKind.RECEPISSE,
            paper_until=day("14 1 2027"),
            paper_work=False,
        )
    )
    window = found.answers.window.answer
    assert (window.opens, window.closes) == (day("31 3 2026"), day("31 5 2026"))
    assert (found.action.act, found.action.by) == (Act.AWAIT, day("15 1 2027"))
    assert (found.rights.stay.hold, found.rights.work.hold) == (Hold.PROVEN, Hold.NOTHING)
    assert (found.answers.fees.answer.total, found.answers.fees_otherwise.answer.total) == (250, 350)
    assert found.answers.grace is None
    assert days_of(found, Event.APPEAL_ENDS) == [day("16 10 2026")]


def test_a_parent_who_waits_in_silence():
    """Filed on 10 June 2026: refused by silence on 10 October, to be challenged until Friday 11 December."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-7",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("15 9 2026"),
            held_work=Work.FULL,
            filed_on=day("10 6 2026"),
            filed_online=True,
            paper=DocumentKind.ATTESTATION_PROLONGATION,
            paper_until=day("15 12 2026"),
            paper_work=True,
        )
    )
    assert (found.action.act, found.action.by) == (Act.WEIGH_SILENCE, day("11 12 2026"))
    assert days_of(found, Event.SILENCE) == [day("10 10 2026")]
    assert found.rights.work.hold is Hold.PROVEN
    assert covers(found) == [
        (day("16 9 2026"), Cover.PAPER),
        (day("16 12 2026"), Cover.PROLONGATION),
    ]


def test_a_card_of_four_years_asked_for_late():
    """Card to 30 November 2026, filed on the 20th: the card keeps its rights until 28 February 2027."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-7",
            held_kind=PermitKind.CARTE_PLURIANNUELLE,
            held_years=4,
            held_until=day("30 11 2026"),
            held_work=Work.FULL,
            filed_on=day("20 11 2026"),
            filed_online=True,
        )
    )
    assert (found.action.act, found.action.by) == (Act.ASK_AGENT, day("28 2 2027"))
    assert covers(found) == [
        (TODAY, Cover.PERMIT),
        (day("1 12 2026"), Cover.GRACE),
        (day("1 3 2027"), Cause.FILED_LATE),
    ]
    assert found.answers.fees.answer.late == 180
    in_december = standing(replace(found.facts, on=day("5 12 2026")))
    assert (in_december.rights.stay.hold, in_december.rights.work.hold) == (Hold.PROVEN, Hold.PROVEN)
    assert in_december.rights.travel.answer.answer is ReEntry.RETURN_VISA


@pytest.mark.parametrize(
    ("outcome", "act", "until"),
    [
        (Outcome.REFUSED, Act.CONTEST, "8 12 2026"),
        # One month after 7 October is 7 November, a Saturday: Monday the 9th.
        (Outcome.REFUSED_WITH_REMOVAL, Act.LIMIT_OVER, "9 11 2026"),
    ],
)
def test_a_refusal(outcome, act, until):
    """Notified on 7 October 2026: what the application gave ends on the 8th."""
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-23",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("30 6 2026"),
            held_work=Work.FULL,
            filed_on=day("10 6 2026"),
            filed_online=False,
            paper=DocumentKind.RECEPISSE,
            paper_until=day("9 12 2026"),
            paper_work=True,
            outcome=outcome,
            decided_on=day("7 10 2026"),
        )
    )
    assert found.action.act is act
    assert found.answers.limit == day(until)
    assert covers(found) == [(day("1 7 2026"), Cover.PAPER), (day("8 10 2026"), Cause.REFUSED)]
    assert found.rights.work.hold is Hold.NOTHING
    assert found.rights.health_cover.answer.kept_until == day("30 12 2026")


# Before anything is filed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "act", "by", "not_before"),
    [
        # Window: 120 to 60 days before the end.
        ("31 8 2027", Act.PREPARE, "2 7 2027", "3 5 2027"),
        ("15 2 2027", Act.FILE, "17 12 2026", None),
        ("20 1 2027", Act.FILE_NOW, "25 11 2026", None),
        ("25 11 2026", Act.FILE_NOW, "25 11 2026", None),
        ("24 11 2026", Act.FILE_AFTER_END, "25 11 2026", None),
        ("25 5 2026", Act.FILE_AFTER_END, "25 11 2026", None),
        ("24 5 2026", Act.ENTRY_CONDITIONS, "25 11 2026", None),
    ],
)
def test_what_to_do_before_filing_on_line(until, act, by, not_before):
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-7",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day(until),
            held_work=Work.FULL,
        )
    )
    assert (found.action.act, found.action.by) == (act, day(by))
    assert found.action.not_before == (not_before and day(not_before))


def test_a_card_without_a_window_is_renewed_before_its_end():
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.426-17",
            held_kind=PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE,
            held_until=day("1 3 2027"),
        )
    )
    assert (found.action.act, found.action.by) == (Act.FILE, day("1 3 2027"))
    filed = standing(replace(found.facts, filed_on=TODAY, filed_online=True))
    assert covers(filed) == [
        (TODAY, Cover.PERMIT),
        (day("2 3 2027"), Cover.GRACE),
        (day("2 6 2027"), Cause.UNSAID),
    ]


def test_a_visa_is_validated_within_three_months():
    found = standing(
        told(wish=Wish.FIRST, basis=FirstBasis.LONG_STAY_VISA_VALIDATION, basis_day=day("10 9 2026"))
    )
    assert (found.action.act, found.action.by) == (Act.VALIDATE_VISA, day("10 12 2026"))
    assert found.answers.fees is None


def test_what_is_not_known_is_named_and_the_rest_is_answered():
    nothing = standing(told(wish=Wish.RENEWAL))
    assert (nothing.action.act, nothing.missing) == (Act.ANSWER, ("held_kind", "held_until", "article"))
    assert covers(nothing) == [(TODAY, Cause.UNKNOWN)]
    no_ground = standing(
        told(
            wish=Wish.RENEWAL,
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("1 3 2027"),
            held_work=Work.FULL,
        )
    )
    assert no_ground.missing == ("article",)
    assert no_ground.rights.stay.hold is Hold.PROVEN
    no_ground_filed = standing(replace(no_ground.facts, filed_on=TODAY, filed_online=True))
    assert days_of(no_ground_filed, Event.DOCUMENT_DUE)[0] == day("2 3 2027")
    assert no_ground_filed.missing == ("article",)


def test_a_refusal_whose_day_is_not_told_is_asked_for():
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.423-7",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("1 9 2026"),
            filed_on=day("1 6 2026"),
            outcome=Outcome.REFUSED,
        )
    )
    assert "decided_on" in found.missing
    late_and_granted = replace(found.facts, filed_on=day("1 8 2026"), outcome=Outcome.GRANTED)
    assert {stretch.missing for stretch in standing(late_and_granted).days} == {"decided_on"}


def test_the_family_of_a_citizen_of_the_union_has_a_card_six_months_after_asking():
    found = standing(
        told(
            wish=Wish.FIRST,
            article="L.233-2",
            basis=FirstBasis.EU_FAMILY,
            basis_day=day("1 7 2026"),
            filed_on=day("1 9 2026"),
        )
    )
    assert found.answers.card_due.answer.by == day("1 3 2027")


def test_a_first_permit_of_a_known_ground_asks_for_no_ground():
    by_code = CHOICES.starts.values()
    assert {start.asks_ground for start in by_code} == {True, False}


def test_the_validation_of_a_visa_asks_for_no_ground():
    (visa,) = (s for s in CHOICES.starts.values() if s.basis is FirstBasis.LONG_STAY_VISA_VALIDATION)
    assert not visa.asks_ground


@pytest.mark.parametrize(("on", "act"), [("8 12 2026", Act.CONTEST), ("9 12 2026", Act.LIMIT_OVER)])
def test_a_refusal_is_contested_until_the_end_of_the_last_day(on, act):
    found = standing(
        told(
            on=day(on),
            wish=Wish.RENEWAL,
            article="L.423-23",
            held_kind=PermitKind.CARTE_TEMPORAIRE,
            held_until=day("30 6 2026"),
            held_work=Work.FULL,
            filed_on=day("1 4 2026"),
            outcome=Outcome.REFUSED,
            decided_on=day("7 10 2026"),
        )
    )
    assert found.action.act is act


@pytest.mark.parametrize(("until", "act"), [("25 11 2026", Act.FILE), ("24 11 2026", Act.FILE_AFTER_END)])
def test_a_permit_without_window_is_renewed_until_the_end_of_its_last_day(until, act):
    found = standing(
        told(
            wish=Wish.RENEWAL,
            article="L.426-17",
            held_kind=PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE,
            held_until=day(until),
            held_years=10,
            held_work=Work.FULL,
        )
    )
    assert found.action.act is act


LOST = told(
    wish=Wish.DUPLICATE,
    article="L.423-7",
    held_kind=PermitKind.CARTE_TEMPORAIRE,
    held_until=TODAY + timedelta(days=120),
)


def test_a_card_lost_on_the_day_its_window_opens_is_renewed():
    assert standing(LOST).action.act is Act.RENEW_INSTEAD
    the_day_before = replace(LOST, held_until=TODAY + timedelta(days=121))
    assert standing(the_day_before).action.act is Act.ASK_DUPLICATE


def test_a_duplicate_is_owed_no_document_and_has_no_time_to_be_asked_for():
    assert days_of(standing(LOST), Event.ENTRY_CONDITIONS) == []
    assert standing(replace(LOST, filed_on=TODAY, filed_online=True)).answers.documents is None


def test_the_window_is_told_until_the_application_is_filed():
    renewal = replace(LOST, wish=Wish.RENEWAL, held_until=day("1 3 2027"))
    before = standing(renewal)
    assert days_of(before, Event.WINDOW_OPENS) == [day("1 11 2026")]
    assert days_of(before, Event.WINDOW_CLOSES) == [day("31 12 2026")]
    after = standing(replace(renewal, filed_on=TODAY, filed_online=True))
    assert days_of(after, Event.WINDOW_OPENS) == []


def test_what_is_missing_is_named_one_by_one():
    assert standing(told(wish=Wish.RENEWAL)).days[0].missing == "held_kind"
    no_end = told(wish=Wish.RENEWAL, held_kind=PermitKind.CARTE_TEMPORAIRE)
    assert standing(no_end).days[0].missing == "held_until"
    first = told(wish=Wish.FIRST, article="L.423-23")
    assert standing(first).answers.deadline.missing == "basis"
    assert standing(replace(first, basis=FirstBasis.ENTRY)).answers.deadline.missing == "basis_day"


def test_a_first_application_of_today_has_no_right_to_a_document_from_today():
    found = standing(told(wish=Wish.FIRST, article="L.422-1", filed_on=TODAY, filed_online=True))
    assert covers(found)[0] == (TODAY, Cause.NO_RIGHT)


def test_an_attestation_is_shown_with_the_card_that_it_prolongs():
    paper = {"paper": DocumentKind.ATTESTATION_PROLONGATION, "paper_until": day("1 3 2027")}
    renewal = told(
        wish=Wish.RENEWAL,
        article="L.423-7",
        held_kind=PermitKind.CARTE_TEMPORAIRE,
        held_until=day("1 11 2026"),
        filed_on=day("1 8 2026"),
        **paper,
    )
    first = told(wish=Wish.FIRST, article="L.423-23", filed_on=day("1 8 2026"), **paper)
    with_card, alone = (standing(facts).days[0].reasons for facts in (renewal, first))
    assert "montrée avec votre titre expiré" in with_card[0].because
    assert "titre expiré" not in alone[0].because


def test_the_last_day_that_can_be_is_a_day():
    assert not contradictions(replace(LOST, held_until=date(2199, 12, 31)))
    assert contradictions(replace(LOST, held_until=date(2200, 1, 1)))


# What cannot be true ----------------------------------------------------------------------------

RENEWED = told(
    wish=Wish.RENEWAL,
    article="L.423-7",
    held_kind=PermitKind.CARTE_TEMPORAIRE,
    held_from=day("1 1 2026"),
    held_until=day("31 12 2026"),
    filed_on=day("1 10 2026"),
)


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"held_until": day("31 12 2025")}, "held_until"),
        ({"held_from": day("1 12 2026")}, "held_from"),
        ({"filed_on": day("26 11 2026")}, "filed_on"),
        ({"filed_on": day("31 12 2025")}, "filed_on"),
        ({"complete_on": day("30 9 2026")}, "complete_on"),
        ({"complete_on": day("1 12 2026")}, "complete_on"),
        ({"complete_on": day("2 10 2026"), "incomplete": True}, "complete_on"),
        ({"filed_on": None, "incomplete": True}, "filed_on"),
        ({"filed_on": None, "outcome": Outcome.REFUSED}, "filed_on"),
        ({"outcome": Outcome.REFUSED, "decided_on": day("30 9 2026")}, "decided_on"),
        ({"outcome": Outcome.REFUSED, "decided_on": day("26 11 2026")}, "decided_on"),
        ({"first_failed_attempt_on": day("2 10 2026")}, "first_failed_attempt_on"),
        ({"paper": DocumentKind.RECEPISSE, "paper_until": day("30 9 2026")}, "paper_until"),
        ({"wish": Wish.FIRST}, "held_kind"),
        ({"held_until": day("1 1 1899")}, "held_until"),
        ({"basis_day": day("2 1 2026"), "basis_last_day": day("1 1 2026")}, "basis_last_day"),
    ],
)
def test_what_cannot_be_true_is_told_where_it_is_mended(changed, at):
    facts = replace(RENEWED, **changed)
    assert at in [found.fact for found in contradictions(facts)]
    with pytest.raises(FactError):
        standing(facts)


def test_what_can_be_true_is_not_contradicted():
    assert contradictions(RENEWED) == ()


# Whatever the facts -----------------------------------------------------------------------------

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
BEFORE = st.integers(0, 500).map(lambda n: TODAY - timedelta(n))


def maybe(strategy):
    return st.none() | strategy


FACTS = st.builds(
    Facts,
    on=st.just(TODAY),
    wish=st.sampled_from(Wish),
    article=maybe(ARTICLES.map(Article)),
    category=st.sampled_from([Category.FIRST, Category.REFUGEE, Category.SUBSIDIARY_PROTECTION]),
    held_kind=maybe(st.sampled_from(PermitKind)),
    held_years=maybe(st.integers(1, 10)),
    held_from=maybe(BEFORE),
    held_until=maybe(DAYS),
    held_work=maybe(st.sampled_from(Work)),
    basis=maybe(st.sampled_from(FirstBasis)),
    basis_day=maybe(BEFORE | st.dates(date(2006, 1, 1), date(2009, 1, 1))),
    basis_last_day=st.none(),
    recognized_on=maybe(BEFORE),
    departement=maybe(DEPARTEMENTS.map(Departement)),
    filed_on=maybe(BEFORE),
    filed_online=maybe(FLAGS),
    first_failed_attempt_on=maybe(BEFORE),
    complete_on=maybe(BEFORE),
    incomplete=FLAGS,
    paper=maybe(st.sampled_from(DocumentKind)),
    paper_until=maybe(DAYS),
    paper_work=maybe(FLAGS),
    outcome=maybe(st.sampled_from(Outcome)),
    decided_on=maybe(BEFORE),
    granted_work=maybe(FLAGS),
)


@st.composite
def possible(draw):
    """Draw facts that can be true together: what contradicts the rest is forgotten."""
    facts = draw(FACTS)
    for _ in range(20):
        wrong = contradictions(facts)
        if not wrong:
            return facts
        fact = wrong[0].fact
        if fact == "filed_on" and facts.filed_on is None:
            facts = replace(facts, outcome=None, complete_on=None, incomplete=False)
        elif fact == "complete_on" and facts.incomplete:
            facts = replace(facts, incomplete=False)
        else:
            facts = replace(facts, **{fact: None})
    raise AssertionError(f"these facts are never possible: {facts}")


def written(value):
    """Write facts as JSON does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [written(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name.rstrip("_"): written(getattr(value, f.name)) for f in fields(value)}
    return value


@given(FACTS)
def test_facts_are_answered_or_contradicted_never_broken(facts):
    wrong = contradictions(facts)
    if not wrong:
        standing(facts)
        return
    with pytest.raises(FactError) as caught:
        standing(facts)
    assert caught.value.fact == wrong[0].fact


@given(possible())
def test_each_part_is_what_the_question_answers(facts):
    for part in standing(facts).parts:
        assert part.question in QUESTIONS
        if part.facts is None:
            assert part.missing
            continue
        if part.answer is None:
            with pytest.raises(FactError) as caught:
                ask(part.question, written(part.facts), today=part.as_of)
            assert caught.value.fact == part.missing
        else:
            assert as_json(part.answer) == ask(part.question, written(part.facts), today=part.as_of)


def kept(**facts):
    """Keep the facts that are told."""
    return {name: written(value) for name, value in facts.items() if value is not None}


@given(possible())
def test_the_facts_of_a_person_reach_the_questions_as_they_are(facts):
    """The same questions, asked from the outside with the facts of the person."""
    answers = standing(facts).answers
    f, filing_day = facts, facts.filed_on or facts.on
    held = kept(held_until=f.held_until, held_kind=f.held_kind, article=f.article, online=f.filed_online)
    expected = {}
    if f.wish is not Wish.FIRST:
        expected["window"] = ("deposit-window", held, filing_day)
    if f.wish in (Wish.RENEWAL, Wish.NEW_GROUND):
        failed = kept(first_failed_attempt_on=f.first_failed_attempt_on)
        expected["deposit"] = ("deposit-status", {**held, **failed, **kept(filed_on=filing_day)}, f.on)
    if f.wish is Wish.RENEWAL and f.held_kind is not None:
        card = kept(held_kind=f.held_kind, held_until=f.held_until, held_years=f.held_years)
        more = kept(filed_on=filing_day, decided_on=f.decided_on, departement=f.departement)
        expected["grace"] = ("grace", {**card, **more}, f.on)
    asked = f.filed_on is not None and f.outcome is None and f.article is not None
    if asked and f.wish is not Wish.DUPLICATE:
        complete = None if f.incomplete else f.complete_on or f.filed_on
        silent = kept(article=f.article, filed_on=f.filed_on, complete_on=complete)
        expected["silence"] = ("implicit-refusal", silent, f.on)
    refused = {Outcome.REFUSED: "refusal", Outcome.REFUSED_WITH_REMOVAL: "refusal_with_removal"}
    if f.outcome in refused and f.decided_on is not None:
        letter = {"decision": refused[f.outcome], "receipt_complete": True}
        expected["appeal"] = ("appeal", letter | kept(date=f.decided_on, departement=f.departement), f.on)
    protected = {Category.REFUGEE, Category.SUBSIDIARY_PROTECTION}
    first = f.wish is Wish.FIRST and f.category not in protected
    if first and f.basis is not None and f.basis_day is not None:
        entry = kept(basis=f.basis, date=f.basis_day)
        expected["deadline"] = ("first-application-deadline", entry, filing_day)
    for name, (question, told_facts, on) in expected.items():
        part = getattr(answers, name)
        try:
            found = ask(question, told_facts, today=on)
        except FactError:
            assert part.answer is None, name
        else:
            assert as_json(part.answer) == found, name


@given(possible())
def test_pieces_are_those_of_the_ground(facts):
    pieces = standing(facts).answers.pieces
    assert not pieces or pieces == pieces_for(facts.article, renewal=facts.wish is Wish.RENEWAL)


@given(possible())
def test_every_day_is_covered_or_its_cause_is_told(facts):
    found = standing(facts)
    ended = facts.held_until is not None and facts.held_until < facts.on
    first_day = day_after(facts.held_until) if ended else facts.on
    assert found.days[0].days.first_day == first_day
    assert found.days[-1].days.last_day == add_months(facts.on, 12)
    for earlier, later in zip(found.days, found.days[1:], strict=False):
        assert later.days.first_day == day_after(earlier.days.last_day)
        assert not earlier.goes_on_as(later)
    for stretch in found.days:
        assert (stretch.cover is None) is not (stretch.cause is None)
        assert bool(stretch.reasons) or stretch.cover is Cover.PERMIT or stretch.missing is not None
        assert (stretch.missing is not None) is (stretch.cause is Cause.UNKNOWN)


@given(possible())
def test_what_is_owed_covers_its_days(facts):
    """Day by day, by another path: what a question gives covers, and nothing else does."""
    found = standing(facts)
    whole = set(naive.days(found.days[0].days.first_day, found.days[-1].days.last_day))
    covered = {d for s in found.days if s.cover for d in naive.days(s.days.first_day, s.days.last_day)}
    expected = set()
    cut = facts.decided_on if facts.outcome in (Outcome.REFUSED, Outcome.REFUSED_WITH_REMOVAL) else None

    def add(first_day, last_day):
        expected.update(d for d in whole if first_day <= d <= last_day)

    if facts.held_until is not None and facts.held_kind not in (None, PermitKind.DCEM):
        add(date.min, facts.held_until)
    for period in found.answers.owed:
        add(period.first_day, min(period.last_day, cut or date.max))
    grace = found.answers.grace
    if facts.filed_on and grace is not None and grace.answer is not None and grace.answer.stay:
        add(max(grace.answer.from_, facts.filed_on), grace.answer.until)
    if facts.outcome is Outcome.GRANTED and facts.decided_on is not None:
        add(facts.decided_on, date.max)
    if facts.paper not in (None, DocumentKind.ATTESTATION_DEPOT) and facts.paper_until is not None:
        begun = min(facts.filed_on or facts.on, facts.paper_until)
        add(begun, min(facts.paper_until, cut or date.max))
    assert covered == expected


@st.composite
def in_time(draw):
    """Draw a renewal on line, complete and filed inside its window, undecided."""
    until = draw(st.dates(TODAY - timedelta(500), TODAY + timedelta(60)))
    filed_on = until - timedelta(draw(st.integers(60, 120)))
    assume(filed_on <= TODAY)
    return Facts(
        on=TODAY,
        wish=draw(st.sampled_from([Wish.RENEWAL, Wish.NEW_GROUND])),
        article=Article(draw(ARTICLES.filter(lambda article: not article.startswith(("L.233", "L.234"))))),
        held_kind=draw(st.sampled_from([PermitKind.CARTE_TEMPORAIRE, PermitKind.CARTE_RESIDENT])),
        held_until=until,
        filed_on=filed_on,
        filed_online=True,
        complete_on=draw(st.none() | st.dates(filed_on, max(filed_on, min(until, TODAY)))),
    )


@given(in_time())
def test_a_complete_renewal_filed_in_time_leaves_no_day_without_proof(facts):
    assert all(stretch.cover is not None for stretch in standing(facts).days)


@given(possible())
def test_today_stands_among_the_days(facts):
    found = standing(facts)
    (now,) = [s for s in found.days if facts.on in s.days]
    stay = found.rights.stay.hold
    assert (stay in (Hold.PROVEN, Hold.OWED)) is (now.cover is not None)
    assert (stay is Hold.UNKNOWN) is (now.cause is Cause.UNKNOWN)
    if found.rights.work.hold is Hold.PROVEN:
        assert stay is Hold.PROVEN


@given(possible())
def test_there_is_one_thing_to_do_and_its_day_has_not_passed(facts):
    action = standing(facts).action
    assert action.by is None or action.by >= facts.on
    assert action.not_before is None or facts.on < action.not_before <= action.by


@given(possible())
def test_days_come_in_order_each_once(facts):
    events = standing(facts).events
    assert [e.day for e in events] == sorted(e.day for e in events)
    assert len({(e.event, e.rank) for e in events}) == len(events)


@given(possible())
def test_the_last_day_without_a_new_visa_is_that_of_the_question(facts):
    found = standing(facts)
    for last_day in days_of(found, Event.ENTRY_CONDITIONS):
        channel = found.answers.channel
        told_facts = {"held_until": facts.held_until.isoformat(), "online": channel is None or channel.online}
        told_facts |= kept(article=facts.article)
        for on, late in ((last_day, False), (day_after(last_day), True)):
            status = ask("deposit-status", told_facts | {"filed_on": on.isoformat()}, today=on)["status"]
            assert (status == "late_entry_conditions") is late


def every_reason(found):
    yield from found.assumed
    yield from found.action.reasons
    for stretch in found.days:
        yield from stretch.reasons
    for event in found.events:
        yield from event.reasons
    for right in (found.rights.stay, found.rights.work):
        yield from right.reasons


@given(possible())
def test_every_reason_is_a_plain_french_sentence(facts):
    for reason in every_reason(standing(facts)):
        assert FRENCH.search(reason.because)
        assert not ENGLISH.search(reason.because)
        assert not JARGON.search(reason.because)
        assert reason.because.endswith(".")
        assert len(reason.because) <= 200
