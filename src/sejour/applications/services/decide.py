"""Decisions: proposed, taken by two persons, notified, annulled; the card handed over."""

from datetime import date, datetime

from django.db import transaction

from sejour.applications.errors import NotifiedTooEarly, ReasonsMissing, SamePerson
from sejour.applications.events import (
    ApplicationCompleted,
    ApplicationGranted,
    ApplicationRefused,
    DecisionAnnulled,
    DecisionProposed,
    RefusalNotified,
)
from sejour.applications.models import Application, Decision, Outcome
from sejour.applications.services._acts import Act, locked
from sejour.applications.services.file import reassess_filings
from sejour.applications.states import ANNUL, GRANT, HAND_OVER, PROPOSE, REFUSE, SEND_BACK
from sejour.core.actors import Actor
from sejour.core.errors import WrongState
from sejour.law.kinds import PermitKind, Work


@transaction.atomic
def mark_proposed(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Record that a first person proposes a decision."""
    application = locked(reference)
    application.move(PROPOSE)
    application.save(update_fields=["state"])
    act = Act(application, actor, at)
    act.write("decision_proposed")
    act.tell(DecisionProposed)
    return application


@transaction.atomic
def send_back(*, reference: str, actor: Actor, at: datetime, why: str) -> Application:
    """Send a proposal back to its author, with the reason."""
    application = locked(reference)
    application.move(SEND_BACK)
    application.save(update_fields=["state"])
    Act(application, actor, at).write("proposal_sent_back", why=why)
    return application


@transaction.atomic
def record_decision(
    *,
    reference: str,
    outcome: Outcome,
    proposed_by: Actor,
    confirmed_by: Actor,
    at: datetime,
    reasons_in_law: str = "",
    reasons_in_fact: str = "",
    kind: PermitKind | None = None,
    work: Work | None = None,
) -> Decision:
    """Take a decision. A grant has its effect at once, a refusal on the day after its notification.

    `kind` and `work` of what is granted are those of the document held unless stated. Raises
    SamePerson, ReasonsMissing, WrongState.
    """
    if proposed_by == confirmed_by:
        raise SamePerson
    if outcome is Outcome.REFUSED and not (reasons_in_law.strip() and reasons_in_fact.strip()):
        raise ReasonsMissing
    application = locked(reference)
    act = Act(application, confirmed_by, at)
    granted = outcome is Outcome.GRANTED
    application.move(GRANT if granted else REFUSE)
    application.save(update_fields=["state"])
    held = application.held_permit
    decision = Decision.objects.create(
        application=application,
        outcome=outcome,
        decided_on=act.on,
        notified_on=act.on if granted else None,
        reasons_in_law=reasons_in_law,
        reasons_in_fact=reasons_in_fact,
        kind=_kind_granted(kind, application).value if granted else "",
        work=(work or (Work(held.work) if held else Work.NONE)).value if granted else "",
        proposed_by=proposed_by.name,
        confirmed_by=confirmed_by.name,
    )
    act.write(
        "granted" if granted else "refused",
        decision=decision.pk,
        proposed_by=proposed_by.name,
    )
    act.tell(ApplicationGranted if granted else ApplicationRefused)
    return decision


def _kind_granted(stated: PermitKind | None, application: Application) -> PermitKind:
    if stated is not None:
        return stated
    held = application.held_permit
    return PermitKind(held.kind) if held else PermitKind.CARTE_TEMPORAIRE


@transaction.atomic
def record_notification(*, reference: str, actor: Actor, at: datetime) -> Decision:
    """Record that a refusal reached the person: its time limits run from here (CRPA L.221-8)."""
    application = locked(reference)
    decision = standing_decision(application)
    if decision is None or decision.notified_on is not None:
        raise WrongState
    act = Act(application, actor, at)
    if act.on < decision.decided_on:
        raise NotifiedTooEarly
    decision.notified_on = act.on
    decision.save(update_fields=["notified_on"])
    act.write("refusal_notified", decision=decision.pk)
    act.tell(RefusalNotified)
    return decision


@transaction.atomic
def annul(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Record that a refusal or a closing was annulled: the file is open again, with its dates (P-7)."""
    application = locked(reference)
    act = Act(application, actor, at)
    application.move(ANNUL)
    reinstate(application, act.on)
    act.write("annulled")
    act.tell(DecisionAnnulled)
    return application


def reinstate(application: Application, on: date) -> None:
    """Make what ended the file count for nothing from `on`, unanswered requests included (P-7).

    It goes on at the prefecture of the person's home, which may have moved in between (P-8).
    """
    application.decisions.filter(annulled_on=None).update(annulled_on=on)
    application.complement_requests.filter(answered_on=None, set_aside_on=None).update(set_aside_on=on)
    application.closed_on = None
    application.closing_reasons = ""
    application.prefecture = application.person.prefecture
    application.save(update_fields=["state", "closed_on", "closing_reasons", "prefecture"])


def standing_decision(application: Application) -> Decision | None:
    """Return the decision that stands on an application, if any."""
    return application.decisions.filter(annulled_on=None).first()


@transaction.atomic
def complete_application(*, reference: str, permit_id: int, actor: Actor, at: datetime) -> Application:
    """Record that the card is in hand."""
    application = locked(reference)
    application.move(HAND_OVER)
    application.delivered_permit_id = permit_id
    application.save(update_fields=["state", "delivered_permit"])
    act = Act(application, actor, at)
    act.write("completed")
    act.tell(ApplicationCompleted)
    # The new card may be what was held at another filing of the same day.
    reassess_filings(person=application.person, at=at)
    return application
