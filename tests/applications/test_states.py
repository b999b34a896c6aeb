"""Every state and every verb: the verb leads where the table says, or changes nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from sejour.applications import events, services
from sejour.applications.models import Application, ComplementRequest, Decision, Outcome, Procedure
from sejour.applications.states import (
    ANNUL,
    CLOSE,
    COMPLETE,
    FILE,
    GRANT,
    HAND_OVER,
    MOVES,
    OPEN,
    PROPOSE,
    REFUSE,
    REOPEN,
    REQUEST_COMPLEMENT,
    SEND_BACK,
    TAKE_UP,
    WITHDRAW,
    Move,
    State,
)
from sejour.continuity.models import Coverage, ProvisionalDocument
from sejour.core import journal
from sejour.core.errors import WrongState
from sejour.permits.services import hand_over_card
from tests.factories.renewals import (
    AGENT,
    APPLICANT,
    PIECES,
    SIGNATORY,
    card,
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


def draft() -> Application:
    holder = person()
    card(holder)
    return services.start_application(
        person=holder, procedure=Procedure.RENEWAL, article="L.423-1", actor=APPLICANT, at=AT
    )


def after(verb: Callable[..., Any], **said: Any) -> Application:
    application = renewal()
    verb(reference=application.reference, actor=AGENT, at=AT, **said)
    return fresh(application)


def completed() -> Application:
    application = granted(renewal(), on=DAY)
    hand_over_card(
        reference=application.reference,
        first_day=DAY,
        last_day=date(2028, 11, 22),
        actor=AGENT,
        at=AT,
    )
    return fresh(application)


IN = {
    State.DRAFT: draft,
    State.FILED: renewal,
    State.UNDER_INSTRUCTION: lambda: after(services.take_up),
    State.COMPLEMENT_REQUESTED: lambda: after(services.request_complement, pieces=PIECES, due_on=DAY),
    State.DECISION_PROPOSED: lambda: after(services.mark_proposed),
    State.GRANTED: lambda: granted(renewal(), on=DAY),
    State.REFUSED: lambda: refused(renewal(), on=DAY, notified=False),
    State.CLOSED: lambda: after(services.close_application, reasons="CRPA L.114-5"),
    State.WITHDRAWN: lambda: after(services.withdraw_application),
    State.COMPLETED: completed,
}


@dataclass(frozen=True)
class Verb:
    """How a move is made, what the journal says of it, and what is told."""

    act: Callable[[Application, int], Any]
    written: str
    told: type[events.ApplicationFact] | None


def plain(service: Callable[..., Any], **said: Any) -> Callable[[Application, int], Any]:
    return lambda a, _: service(reference=a.reference, actor=AGENT, at=AT, **said)


def decide(outcome: Outcome) -> Callable[[Application, int], Any]:
    return lambda a, _: services.record_decision(
        reference=a.reference,
        outcome=outcome,
        proposed_by=AGENT,
        confirmed_by=SIGNATORY,
        reasons_in_law="L.432-2",
        reasons_in_fact="Les conditions ne sont pas remplies.",
        at=AT,
    )


def complete(application: Application, delivered: int) -> Application:
    return services.complete_application(
        reference=application.reference, permit_id=delivered, actor=AGENT, at=AT
    )


def new_card(application: Application) -> int:
    """The card that a hand-over would deliver."""
    return card(application.person, first_day=DAY, last_day=date(2028, 11, 22), at=AT).pk


VERBS: dict[Move, Verb] = {
    FILE: Verb(plain(services.file_application), "filed", events.ApplicationFiled),
    TAKE_UP: Verb(plain(services.take_up), "taken_up", None),
    REQUEST_COMPLEMENT: Verb(
        plain(services.request_complement, pieces=PIECES, due_on=DAY),
        "complement_requested",
        events.ComplementRequested,
    ),
    COMPLETE: Verb(plain(services.answer_complement), "complement_answered", events.ComplementAnswered),
    PROPOSE: Verb(plain(services.mark_proposed), "decision_proposed", events.DecisionProposed),
    SEND_BACK: Verb(plain(services.send_back, why="un motif"), "proposal_sent_back", None),
    GRANT: Verb(decide(Outcome.GRANTED), "granted", events.ApplicationGranted),
    REFUSE: Verb(decide(Outcome.REFUSED), "refused", events.ApplicationRefused),
    CLOSE: Verb(plain(services.close_application, reasons="CRPA"), "closed", events.ApplicationClosed),
    REOPEN: Verb(plain(services.reopen_application), "reopened", events.ApplicationReopened),
    ANNUL: Verb(plain(services.annul), "annulled", events.DecisionAnnulled),
    WITHDRAW: Verb(plain(services.withdraw_application), "withdrawn", events.ApplicationWithdrawn),
    HAND_OVER: Verb(complete, "completed", events.ApplicationCompleted),
}
PAIRS = [(state, move) for state in State for move in MOVES]
# Pieces may arrive while a decision is proposed: they are kept, and the proposal stands.
STAYS = (State.DECISION_PROPOSED, COMPLETE)


def waiting_request(application: Application) -> None:
    """Something to answer, so that only the state can refuse an answer."""
    ComplementRequest.objects.create(
        application=application, pieces=PIECES, asked_at=AT, asked_on=DAY, delivered_on=DAY, due_on=DAY
    )


def everything() -> str:
    """All rows that a verb might change, and how many lines the journal has."""
    rows = [
        row
        for model in (Application, ComplementRequest, Decision, ProvisionalDocument, Coverage)
        for row in model.objects.order_by("pk")
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_journal")
        return f"{serializers.serialize('json', rows)} {cursor.fetchone()}"


def test_every_verb_and_every_state_is_tried():
    assert set(VERBS) == set(MOVES)
    assert set(IN) == set(State)
    assert {State(make().state) for make in IN.values()} == set(State)


@pytest.mark.parametrize(
    ("state", "move"),
    [pair for pair in PAIRS if pair[0] in pair[1].sources],
    ids=lambda value: getattr(value, "verb", value),
)
def test_a_verb_leads_where_the_table_says(state, move, told):
    application = IN[state]()
    waiting_request(application)
    delivered = new_card(application)
    told.clear()
    VERBS[move].act(application, delivered)
    assert State(fresh(application).state) is move.target
    verbs = [line.verb for line in journal.lines_of(f"application/{application.reference}")]
    assert VERBS[move].written in verbs
    kinds = [type(fact) for fact in told if isinstance(fact, events.ApplicationFact)]
    expected = VERBS[move].told
    assert (expected in kinds) if expected else not kinds
    said = [fact for fact in told if type(fact) is expected]
    assert all((fact.reference, fact.on) == (application.reference, DAY) for fact in said)


@pytest.mark.parametrize(
    ("state", "move"),
    [pair for pair in PAIRS if pair[0] not in pair[1].sources and pair != STAYS],
    ids=lambda value: getattr(value, "verb", value),
)
def test_a_verb_out_of_place_changes_nothing(state, move, told):
    application = IN[state]()
    waiting_request(application)
    delivered = new_card(application)
    before = everything()
    told.clear()
    with pytest.raises(WrongState):
        VERBS[move].act(application, delivered)
    assert everything() == before
    assert told == []


def test_pieces_that_come_while_a_decision_is_proposed_leave_the_proposal():
    application = IN[State.DECISION_PROPOSED]()
    waiting_request(application)
    VERBS[COMPLETE].act(application, 0)
    assert fresh(application).state == State.DECISION_PROPOSED
    assert application.complement_requests.get().answered_on == DAY


# Verbs that change no state ------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state not in OPEN])
def test_only_an_open_file_goes_to_the_commission(state):
    application = IN[state]()
    before = everything()
    with pytest.raises(WrongState):
        services.refer_to_commission(reference=application.reference, actor=AGENT, at=AT)
    assert everything() == before


@pytest.mark.parametrize("state", OPEN)
def test_an_open_file_goes_to_the_commission_and_stays_where_it_is(state, told):
    application = IN[state]()
    services.refer_to_commission(reference=application.reference, actor=AGENT, at=AT)
    assert (fresh(application).state, fresh(application).referred_on) == (state, DAY)
    assert events.ApplicationReferred in map(type, told)


@pytest.mark.parametrize("state", [state for state in State if state is not State.REFUSED])
def test_only_a_refusal_not_yet_notified_is_notified(state):
    application = IN[state]()
    before = everything()
    with pytest.raises(WrongState):
        services.record_notification(reference=application.reference, actor=AGENT, at=AT)
    assert everything() == before


def test_a_refusal_is_notified_once():
    application = IN[State.REFUSED]()
    services.record_notification(reference=application.reference, actor=AGENT, at=AT)
    with pytest.raises(WrongState):
        services.record_notification(reference=application.reference, actor=AGENT, at=AT)


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_a_piece_is_taken_back_from_a_draft_only(state):
    application = IN[state]()
    before = everything()
    with pytest.raises(WrongState):
        plain(services.detach_piece, piece="photo")(application, 0)
    assert everything() == before
