"""The verbs of an application: what they refuse, on which local day they count, what they remember."""

from datetime import UTC, date, datetime

import pytest

from sejour.applications import events, services
from sejour.applications.errors import (
    AlreadyReferred,
    NoRequestToAnswer,
    NotAnApplicationCategory,
    NothingToRenew,
    NotifiedTooEarly,
    ReasonsMissing,
    SamePerson,
    TicketNotOurs,
    TimeLimitTooShort,
)
from sejour.applications.facts import was_held
from sejour.applications.models import Application, FailedAttempt, Outcome, Procedure
from sejour.applications.states import State
from sejour.continuity.models import Origin
from sejour.core import journal, tickets
from sejour.core.errors import NotFound, WrongState
from sejour.identity.services import move_person
from sejour.law.kinds import Category, PermitKind, Work
from sejour.permits.services import hand_over_card
from sejour.territory.models import Prefecture
from tests.factories.renewals import (
    AGENT,
    APPLICANT,
    EXPIRES,
    FILED,
    PIECES,
    SIGNATORY,
    card,
    filing,
    fresh,
    granted,
    noon,
    person,
    refused,
    renewal,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
AT = noon(DAY)


def decide(application, outcome=Outcome.REFUSED, *, at=AT, **changes):
    said = {
        "proposed_by": AGENT,
        "confirmed_by": SIGNATORY,
        "reasons_in_law": "L.432-2",
        "reasons_in_fact": "Les conditions ne sont pas remplies.",
    }
    return services.record_decision(
        reference=application.reference, outcome=outcome, at=at, **{**said, **changes}
    )


def ask(application, due_on=DAY, *, at=AT, **said):
    return services.request_complement(
        reference=application.reference, pieces=PIECES, due_on=due_on, actor=AGENT, at=at, **said
    )


def answer(application, *, at=AT):
    services.answer_complement(reference=application.reference, actor=APPLICANT, at=at)


# Refusals ------------------------------------------------------------------------------------


def test_a_decision_is_confirmed_by_another_person():
    application = renewal()
    with pytest.raises(SamePerson):
        decide(application, confirmed_by=AGENT)
    assert fresh(application).state == State.FILED


@pytest.mark.parametrize(
    "missing",
    [{"reasons_in_law": ""}, {"reasons_in_fact": ""}, {"reasons_in_law": " \n"}, {"reasons_in_fact": "\t"}],
)
def test_a_refusal_gives_its_reasons_of_law_and_of_fact(missing):
    application = renewal()
    with pytest.raises(ReasonsMissing):
        decide(application, **missing)
    assert not application.decisions.exists()


def test_a_grant_needs_no_reasons():
    assert decide(renewal(), Outcome.GRANTED, reasons_in_law="", reasons_in_fact="").notified_on == DAY


def test_a_request_leaves_until_the_same_day_at_least():
    application = renewal()
    with pytest.raises(TimeLimitTooShort):
        ask(application, date(2026, 11, 22))
    assert ask(application, DAY).due_on == DAY


def test_nothing_is_answered_that_was_not_asked():
    application = renewal()
    with pytest.raises(NoRequestToAnswer):
        answer(application)


def test_an_answer_answers_every_open_request_once():
    application = renewal()
    first, second = ask(application), ask(application, indispensable=False)
    answer(application)
    for request in (first, second):
        request.refresh_from_db()
        assert request.answered_on == DAY
    with pytest.raises(NoRequestToAnswer):
        answer(application)


def test_the_commission_is_consulted_once_a_file():
    application = renewal()
    services.refer_to_commission(reference=application.reference, actor=AGENT, at=AT)
    with pytest.raises(AlreadyReferred):
        services.refer_to_commission(reference=application.reference, actor=AGENT, at=AT)
    assert application.documents.filter(origin=Origin.REFERRAL).count() == 1


def test_a_refusal_is_not_notified_before_it_is_taken():
    application = refused(renewal(), on=DAY, notified=False)
    with pytest.raises(NotifiedTooEarly):
        services.record_notification(
            reference=application.reference, actor=AGENT, at=noon(date(2026, 11, 22))
        )


def test_the_commission_is_no_way_to_file():
    with pytest.raises(NotAnApplicationCategory):
        filing(person(), category=Category.COMMISSION)
    with pytest.raises(NotAnApplicationCategory):
        services.start_application(
            person=person(),
            procedure=Procedure.FIRST,
            article="L.423-1",
            category=Category.COMMISSION,
            actor=APPLICANT,
            at=AT,
        )


def test_who_holds_nothing_has_nothing_to_renew():
    with pytest.raises(NothingToRenew):
        services.start_renewal(person=person(), actor=APPLICANT, at=AT)


@pytest.mark.parametrize(
    "verb", [services.take_up, services.withdraw_application, services.annul, services.file_application]
)
def test_an_unknown_file_is_not_found(verb):
    with pytest.raises(NotFound):
        verb(reference="ABCDE-FGHJK", actor=AGENT, at=AT)


def test_a_second_click_files_nothing_more():
    holder = person()
    card(holder)
    draft = services.start_renewal(person=holder, actor=APPLICANT, at=AT)
    assert services.start_renewal(person=holder, actor=APPLICANT, at=AT) == draft
    services.file_application(reference=draft.reference, actor=APPLICANT, at=AT)
    with pytest.raises(WrongState):
        services.file_application(reference=draft.reference, actor=APPLICANT, at=noon(date(2026, 11, 24)))
    assert fresh(draft).filed_on == DAY


# Local midnight (P-9) ------------------------------------------------------------------------

LATE_IN_THE_EVENING = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
LOCAL_DAYS = {
    "974": date(2026, 11, 17),  # Réunion, four hours ahead: it is half past three in the morning
    "971": date(2026, 11, 16),  # Guadeloupe, four hours behind: half past seven in the evening
    "75": date(2026, 11, 17),  # Paris: half past midnight
    "987": date(2026, 11, 16),  # Papeete: half past one in the afternoon
    "988": date(2026, 11, 17),  # Nouméa
}


@pytest.mark.parametrize(("departement", "day"), LOCAL_DAYS.items())
def test_an_act_counts_on_the_day_of_the_person(departement, day):
    holder = person(prefecture=departement)
    card(holder)
    # 16 November is the last day of the window, where the person lives.
    application = filing(holder, at=LATE_IN_THE_EVENING)
    assert application.filed_on == day
    assert application.deposit_status == ("in_time" if day == date(2026, 11, 16) else "late")
    assert ask(application, date(2026, 12, 1), at=LATE_IN_THE_EVENING).asked_on == day
    answer(application, at=LATE_IN_THE_EVENING)
    assert application.complement_requests.get().answered_on == day
    decision = decide(application, at=LATE_IN_THE_EVENING)
    services.record_notification(reference=application.reference, actor=AGENT, at=LATE_IN_THE_EVENING)
    decision.refresh_from_db()
    assert (decision.decided_on, decision.notified_on) == (day, day)


@pytest.mark.parametrize(("departement", "day"), LOCAL_DAYS.items())
def test_documents_and_cards_count_on_the_day_of_the_person(departement, day):
    holder = person(prefecture=departement)
    card(holder)
    application = filing(holder)
    decide(application, Outcome.GRANTED, at=LATE_IN_THE_EVENING)
    favorable = application.documents.get(origin=Origin.DECISION)
    assert (favorable.first_day, favorable.issued_on) == (day, day)
    permit = hand_over_card(
        reference=application.reference,
        first_day=day,
        last_day=date(2028, 11, 16),
        actor=AGENT,
        at=LATE_IN_THE_EVENING,
    )
    favorable.refresh_from_db()
    assert favorable.last_day == permit.known_on == permit.handed_over_on == day


def moved(holder, departement, *, at):
    move_person(
        person=holder,
        prefecture=Prefecture.objects.get(code=departement),
        departement=departement,
        actor=AGENT,
        at=at,
    )


def test_the_day_is_that_of_the_home_even_where_the_file_stayed_behind():
    application = refused(renewal(), on=date(2026, 11, 1), notified=False)
    moved(application.person, "987", at=noon(date(2026, 11, 2)))
    assert fresh(application).prefecture_id == "75"
    decision = services.record_notification(
        reference=application.reference, actor=AGENT, at=LATE_IN_THE_EVENING
    )
    assert decision.notified_on == date(2026, 11, 16)


# Moves (P-8) ---------------------------------------------------------------------------------


def test_open_files_follow_their_person_and_keep_their_dates():
    application = renewal()
    moved(application.person, "974", at=AT)
    after = fresh(application)
    assert (after.prefecture_id, after.filed_on, after.counts_from) == ("974", FILED, FILED)
    assert journal.lines_of(f"application/{application.reference}")[-1].verb == "transferred"


@pytest.mark.parametrize("undo", [services.annul, services.reopen_application])
def test_a_file_that_opens_again_does_so_where_its_person_lives_now(undo):
    application = renewal()
    services.close_application(
        reference=application.reference, reasons="CRPA L.114-5", actor=AGENT, at=noon(date(2026, 11, 1))
    )
    moved(application.person, "974", at=AT)
    assert fresh(application).prefecture_id == "75"
    undo(reference=application.reference, actor=AGENT, at=AT)
    assert fresh(application).prefecture_id == "974"


# What is learnt later ------------------------------------------------------------------------


def test_a_permit_learnt_later_is_looked_at_as_if_it_had_been_known(told):
    application = filing(person(), procedure=Procedure.FIRST)
    assert (application.category, application.held_permit) == ("first", None)
    permit = card(application.person, at=AT)
    after = fresh(application)
    assert (after.category, after.held_permit, after.asks_as_first) == ("renewal", permit, True)
    assert after.deposit_status == "in_time"
    assert events.FilingReassessed in map(type, told)


def test_what_was_stated_at_the_filing_stays():
    holder = person()
    card(holder, last_day=date(2026, 12, 31))
    application = filing(holder, procedure=Procedure.FIRST, category=Category.FIRST)
    card(holder, at=AT)
    assert (fresh(application).category, fresh(application).held_until) == ("first", EXPIRES)


def test_a_refused_file_is_looked_at_too_for_it_may_open_again():
    application = refused(filing(person()), on=DAY)
    permit = card(application.person, at=AT)
    assert fresh(application).held_permit == permit


@pytest.mark.parametrize("end", [services.withdraw_application])
def test_a_file_that_is_over_is_left_as_it_is(end):
    application = filing(person())
    end(reference=application.reference, actor=APPLICANT, at=AT)
    card(application.person, at=AT)
    assert fresh(application).held_permit is None


@pytest.mark.parametrize(
    ("known_on", "first_day", "handed_over_on", "held"),
    [
        (FILED, date(2027, 1, 1), None, True),
        (date(2026, 10, 2), FILED, None, True),
        (date(2026, 10, 2), date(2026, 10, 2), None, False),
        (date(2026, 10, 2), date(2026, 9, 1), date(2026, 10, 2), False),
        (date(2026, 10, 2), date(2026, 9, 1), FILED, True),
    ],
)
def test_what_was_held_at_the_filing(known_on, first_day, handed_over_on, held):
    permit = card(person(), first_day=first_day, at=noon(known_on), handed_over_on=handed_over_on)
    assert was_held(permit, FILED) is held


def test_a_card_handed_over_on_the_day_of_another_filing_is_held_at_it_in_both_orders():
    def other(application, order):
        before = [
            lambda: hand_over_card(
                reference=application.reference,
                first_day=DAY,
                last_day=date(2028, 11, 22),
                actor=AGENT,
                at=AT,
            ),
            lambda: filing(
                application.person, procedure=Procedure.CHANGE_OF_GROUND, article="L.421-9", at=AT
            ),
        ]
        for act in before[::order]:
            act()
        return Application.objects.get(person=application.person, article="L.421-9")

    filings = [other(granted(renewal(), on=DAY), order) for order in (1, -1)]
    assert {found.held_until for found in filings} == {date(2028, 11, 22)}
    assert {found.deposit_status for found in filings} == {"too_early"}


# Tickets (P-3) -------------------------------------------------------------------------------


def test_a_ticket_given_after_a_late_filing_protects_its_date():
    holder = person()
    card(holder)
    application = filing(holder, at=noon(date(2026, 11, 20)))
    assert application.deposit_status == "late"
    ticket = tickets.issue(noon(date(2026, 11, 14)))
    services.redeem_ticket(person=holder, ticket=ticket, at=noon(date(2027, 3, 1)))
    after = fresh(application)
    assert (after.deposit_status, after.counts_from, after.late_fee) == ("in_time", date(2026, 11, 14), 0)
    chain = after.documents.filter(origin=Origin.CHAIN).order_by("link")
    assert [document.first_day for document in chain] == [date(2027, 1, 16)]


def test_a_ticket_given_after_a_late_filing_at_the_counter_gives_the_days_between():
    holder = person()
    card(holder)
    application = filing(holder, online=False, at=noon(date(2027, 2, 20)))
    ticket = tickets.issue(noon(date(2027, 1, 10)))
    services.redeem_ticket(person=holder, ticket=ticket, at=noon(date(2027, 3, 1)))
    mended = application.documents.get(origin=Origin.MENDED)
    assert (mended.first_day, mended.last_day) == (date(2027, 1, 16), date(2027, 2, 19))
    assert (mended.kind, mended.work, mended.issued_on) == ("recepisse", "full", date(2027, 3, 1))


def test_a_ticket_counts_once():
    holder = person()
    ticket = tickets.issue(noon(date(2026, 11, 14)))
    for _ in range(2):
        services.redeem_ticket(person=holder, ticket=ticket, at=AT)
    assert FailedAttempt.objects.get(person=holder).on == date(2026, 11, 14)


@pytest.mark.parametrize(
    "ticket",
    [
        "",
        "ABCDEFG-HJKMNPQ",
        tickets.issue(noon(date(2026, 11, 24))),  # of tomorrow
        tickets.issue(noon(date(2025, 11, 1))),  # of more than a year ago
    ],
)
def test_a_ticket_that_is_not_ours_is_refused(ticket):
    with pytest.raises(TicketNotOurs):
        services.redeem_ticket(person=person(), ticket=ticket, at=AT)


def test_a_failure_is_recorded_with_a_ticket_that_proves_its_minute():
    attempt = services.record_failed_attempt(person=person(), what="filing", at=AT)
    assert (attempt.on, tickets.instant_of(attempt.ticket)) == (DAY, AT)


# What a decision grants ----------------------------------------------------------------------


def test_a_grant_gives_what_was_held_unless_stated():
    holder = person()
    card(holder, kind=PermitKind.CARTE_PLURIANNUELLE, work=Work.LIMITED)
    decision = decide(filing(holder), Outcome.GRANTED)
    assert (decision.kind, decision.work) == ("carte_pluriannuelle", "limited")
    decision = decide(
        filing(holder, article="L.421-9"), Outcome.GRANTED, kind=PermitKind.CARTE_RESIDENT, work=Work.FULL
    )
    assert (decision.kind, decision.work) == ("carte_resident", "full")


def test_a_grant_to_who_held_nothing_gives_a_card_without_work_unless_stated():
    decision = decide(filing(person(), procedure=Procedure.FIRST), Outcome.GRANTED)
    assert (decision.kind, decision.work) == ("carte_temporaire", "none")


def test_an_annulled_decision_is_kept_and_another_may_be_taken():
    application = refused(renewal(), on=DAY)
    services.annul(reference=application.reference, actor=AGENT, at=AT)
    decide(application, Outcome.GRANTED)
    assert [d.annulled_on for d in application.decisions.order_by("id")] == [DAY, None]
