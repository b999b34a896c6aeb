"""Decisions by two persons: one proposes, another confirms or sends back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sejour.applications import services as applications
from sejour.applications.errors import ReasonsMissing, SamePerson
from sejour.applications.models import Application, Decision, Outcome
from sejour.core.actors import Actor
from sejour.core.errors import WrongState
from sejour.identity.access import Agent
from sejour.instruction import access
from sejour.instruction.errors import NotASignatory
from sejour.instruction.models import Assignment, Proposal, ProposalState
from sejour.instruction.services.take import require_in_hand
from sejour.law.kinds import PermitKind, Work
from sejour.law.refusals import in_law


@transaction.atomic
def propose(
    *,
    agent: Agent,
    reference: str,
    outcome: Outcome,
    at: datetime,
    grounds: Sequence[str] = (),
    reasons_in_fact: str = "",
    kind: PermitKind | None = None,
    work: Work | None = None,
) -> Proposal:
    """Propose a decision. A refusal needs coded grounds and facts. Raises ReasonsMissing."""
    application = access.to_read(agent, reference)
    require_in_hand(agent, application, at)
    refused = outcome is Outcome.REFUSED
    if refused and not (grounds and reasons_in_fact.strip()):
        raise ReasonsMissing
    applications.mark_proposed(reference=reference, actor=agent.actor, at=at)
    return Proposal.objects.create(
        application=application,
        outcome=outcome,
        grounds=list(grounds) if refused else [],
        reasons_in_fact=reasons_in_fact.strip() if refused else "",
        kind=kind.value if kind and not refused else "",
        work=work.value if work and not refused else "",
        proposed_by=agent.posting,
        proposed_at=at,
    )


@transaction.atomic
def confirm(*, agent: Agent, reference: str, at: datetime) -> Decision:
    """Confirm a proposal made by somebody else: the decision is taken. Raises NotASignatory, SamePerson."""
    application = access.to_read(agent, reference)
    proposal = _waiting(agent, application)
    proposal.state = ProposalState.CONFIRMED
    proposal.answered_by = agent.posting
    proposal.save(update_fields=["state", "answered_by"])
    decision = applications.record_decision(
        reference=reference,
        outcome=Outcome(proposal.outcome),
        proposed_by=Actor(f"agent {proposal.proposed_by_id}"),
        confirmed_by=agent.actor,
        reasons_in_law=in_law(tuple(proposal.grounds)),
        reasons_in_fact=proposal.reasons_in_fact,
        kind=PermitKind(proposal.kind) if proposal.kind else None,
        work=Work(proposal.work) if proposal.work else None,
        at=at,
    )
    Assignment.objects.filter(application=application).delete()
    return decision


@transaction.atomic
def send_back(*, agent: Agent, reference: str, why: str, at: datetime) -> Application:
    """Send a proposal back, with the reason. Raises NotASignatory, SamePerson."""
    application = access.to_read(agent, reference)
    proposal = _waiting(agent, application)
    proposal.state = ProposalState.SENT_BACK
    proposal.answered_by = agent.posting
    proposal.why_sent_back = why
    proposal.save(update_fields=["state", "answered_by", "why_sent_back"])
    return applications.send_back(reference=reference, actor=agent.actor, at=at, why=why)


def _waiting(agent: Agent, application: Application) -> Proposal:
    if not agent.can_sign:
        raise NotASignatory
    proposal = (
        Proposal.objects.select_for_update()
        .filter(application=application, state=ProposalState.WAITING)
        .first()
    )
    if proposal is None:
        raise WrongState
    if proposal.proposed_by_id == agent.posting.pk:
        raise SamePerson
    return proposal
