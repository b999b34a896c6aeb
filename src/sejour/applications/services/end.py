"""Withdrawn by the person, closed lawfully, reopened."""

from datetime import datetime

from django.db import transaction

from sejour.applications.events import ApplicationClosed, ApplicationReopened, ApplicationWithdrawn
from sejour.applications.models import Application
from sejour.applications.services._acts import Act, locked
from sejour.applications.services.decide import reinstate
from sejour.applications.states import CLOSE, REOPEN, WITHDRAW
from sejour.core.actors import Actor


@transaction.atomic
def withdraw_application(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Withdraw an application; its documents end at the end of the day (P-7)."""
    application = locked(reference)
    act = Act(application, actor, at)
    application.move(WITHDRAW)
    application.withdrawn_on = act.on
    application.save(update_fields=["state", "withdrawn_on"])
    act.write("withdrawn")
    act.tell(ApplicationWithdrawn)
    return application


@transaction.atomic
def close_application(*, reference: str, reasons: str, actor: Actor, at: datetime) -> Application:
    """Close an application whose closing was found lawful, with its written reasons.

    The guards (a request for named indispensable pieces, its deadline passed, a second person) are
    checked by who decides to close; what reaches this verb is a lawful closing.
    """
    application = locked(reference)
    act = Act(application, actor, at)
    application.move(CLOSE)
    application.closed_on = act.on
    application.closing_reasons = reasons
    application.save(update_fields=["state", "closed_on", "closing_reasons"])
    act.write("closed")
    act.tell(ApplicationClosed)
    return application


@transaction.atomic
def reopen_application(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Reopen a closed application: its dates and documents come back (P-7)."""
    application = locked(reference)
    act = Act(application, actor, at)
    application.move(REOPEN)
    reinstate(application, act.on)
    act.write("reopened")
    act.tell(ApplicationReopened)
    return application
