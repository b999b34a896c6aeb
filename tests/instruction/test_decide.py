"""Decisions by two persons, and the guards around them."""

import pytest
from django.db import IntegrityError, transaction

from sejour.applications.errors import ReasonsMissing, SamePerson
from sejour.applications.models import Decision, Outcome
from sejour.core.errors import NotFound, WrongState
from sejour.instruction import access, services
from sejour.instruction.errors import CardBeginsTooLate, NotASignatory, NumberAlreadyUsed, TakenByAnother
from sejour.instruction.models import Proposal, ProposalState
from sejour.law.kinds import PermitKind, Work
from sejour.law.refusals import GROUNDS
from sejour.permits.models import Card
from sejour.permits.selectors import permit_to_renew
from tests.factories import people
from tests.factories.applications import filed
from tests.factories.days import NOON, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return filed()


@pytest.fixture
def agent():
    return people.agent()


@pytest.fixture
def signatory():
    return people.signatory()


def propose(file, agent, outcome=Outcome.GRANTED, **more) -> Proposal:
    return services.propose(agent=agent, reference=file.reference, outcome=outcome, at=NOON, **more)


def confirm(file, agent) -> Decision:
    return services.confirm(agent=agent, reference=file.reference, at=NOON)


REASONS = {"grounds": [GROUNDS[0].code], "reasons_in_fact": "Des faits."}


def test_a_decision_bears_its_two_authors_and_what_it_grants(file, agent, signatory):
    propose(file, agent, kind=PermitKind.CARTE_RESIDENT, work=Work.FULL)
    decision = confirm(file, signatory)
    assert (decision.proposed_by, decision.confirmed_by) == (agent.actor.name, signatory.actor.name)
    assert (decision.kind, decision.work) == ("carte_resident", "full")
    assert Card.objects.get(reference=file.reference).kind == "carte_resident"


def test_a_signatory_who_proposes_needs_another_signatory(file, signatory):
    propose(file, signatory)
    with pytest.raises(SamePerson):
        confirm(file, signatory)
    assert confirm(file, people.signatory()).outcome == Outcome.GRANTED


def test_the_database_refuses_a_proposal_answered_by_its_author(file, signatory):
    proposal = propose(file, signatory)
    with (
        pytest.raises(IntegrityError, match="proposal_is_answered_by_another_person"),
        transaction.atomic(),
    ):
        Proposal.objects.filter(pk=proposal.pk).update(answered_by=signatory.posting)


def test_an_instructor_does_not_sign(file, agent):
    propose(file, agent)
    with pytest.raises(NotASignatory):
        confirm(file, people.agent())


def test_nothing_is_confirmed_that_nobody_proposed(file, signatory):
    with pytest.raises(WrongState):
        confirm(file, signatory)


def test_two_proposals_do_not_wait_at_once(file, agent):
    propose(file, agent)
    with pytest.raises(WrongState):
        propose(file, agent)


@pytest.mark.parametrize("missing", ["grounds", "reasons_in_fact"])
def test_a_refusal_needs_reasons_in_law_and_in_fact(file, agent, missing):
    empty = {"grounds": [], "reasons_in_fact": "  "}[missing]
    with pytest.raises(ReasonsMissing):
        propose(file, agent, Outcome.REFUSED, **(REASONS | {missing: empty}))
    assert not Proposal.objects.exists()


def test_a_refusal_is_told_with_the_words_of_its_grounds(file, agent, signatory):
    propose(file, agent, Outcome.REFUSED, **REASONS)
    decision = confirm(file, signatory)
    assert decision.reasons_in_law == str(GROUNDS[0])
    assert decision.notified_on is None


def test_what_is_sent_back_may_be_proposed_again(file, agent, signatory):
    propose(file, agent)
    services.send_back(agent=signatory, reference=file.reference, why="La durée.", at=NOON)
    assert Proposal.objects.get().state == ProposalState.SENT_BACK
    propose(file, agent)
    assert confirm(file, signatory)


def test_what_is_sent_back_is_still_in_the_hands_of_its_author(file, agent, signatory):
    propose(file, agent)
    services.send_back(agent=signatory, reference=file.reference, why="La durée.", at=NOON)
    with pytest.raises(TakenByAnother):
        propose(file, people.agent())


def test_another_prefecture_neither_proposes_nor_confirms(file, agent):
    with pytest.raises(NotFound):
        propose(file, people.agent(prefecture="13"))
    propose(file, agent)
    with pytest.raises(NotFound):
        confirm(file, people.signatory(prefecture="13"))


# Abilities -----------------------------------------------------------------------------------


def can(agent, file) -> set[str]:
    file.refresh_from_db()
    return {name for name, able in access.abilities(agent, file).items() if able}


def test_what_may_be_done_follows_the_life_of_the_file(file, agent, signatory):
    assert can(agent, file) == {"ask", "propose", "refer", "grant", "summon"}
    propose(file, agent)
    assert can(agent, file) == {"refer", "grant", "summon"}
    assert can(signatory, file) == {"confirm", "refer", "grant", "summon"}
    confirm(file, signatory)
    assert can(agent, file) == can(signatory, file) == {"card", "summon"}


# The card ------------------------------------------------------------------------------------


def hand_over(file, agent, **changes):
    card = {"number": "CST600000001", "first_day": in_days(0), "last_day": in_days(364)}
    return services.hand_over_card(agent=agent, reference=file.reference, at=NOON, **(card | changes))


def test_a_card_that_begins_when_the_former_ends_is_handed_over(file, agent, signatory):
    propose(file, agent)
    confirm(file, signatory)
    assert hand_over(file, agent, first_day=in_days(91)).first_day == in_days(91)


def test_a_card_that_would_open_a_gap_is_not(file, agent, signatory):
    propose(file, agent)
    confirm(file, signatory)
    with pytest.raises(CardBeginsTooLate):
        hand_over(file, agent, first_day=in_days(92))


def test_a_number_serves_for_one_card(file, agent, signatory):
    propose(file, agent)
    confirm(file, signatory)
    with pytest.raises(NumberAlreadyUsed):
        hand_over(file, agent, number=permit_to_renew(file.person).number)
