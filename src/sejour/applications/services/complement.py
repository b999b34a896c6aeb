"""Pieces asked for and answered (R.431-11, CRPA L.114-5; policy P-1)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from sejour.applications.errors import NoRequestToAnswer, TimeLimitTooShort
from sejour.applications.events import ComplementAnswered, ComplementRequested
from sejour.applications.models import ComplementRequest
from sejour.applications.services._acts import Act, locked
from sejour.applications.states import COMPLETE, REQUEST_COMPLEMENT, State
from sejour.core.actors import Actor
from sejour.core.errors import WrongState


@transaction.atomic
def request_complement(
    *,
    reference: str,
    pieces: Sequence[dict[str, str]],
    due_on: date,
    actor: Actor,
    at: datetime,
    indispensable: bool = True,
    message: str = "",
) -> ComplementRequest:
    """Ask for named pieces, {code, label, article} each, until a day. Raises TimeLimitTooShort.

    The request stands in the person's account at once: its notice is delivered that day.
    """
    application = locked(reference)
    act = Act(application, actor, at)
    if due_on < act.on:
        raise TimeLimitTooShort
    application.move(REQUEST_COMPLEMENT)
    application.save(update_fields=["state"])
    request = ComplementRequest.objects.create(
        application=application,
        pieces=list(pieces),
        message=message,
        indispensable=indispensable,
        asked_at=act.at,
        asked_on=act.on,
        delivered_on=act.on,
        due_on=due_on,
    )
    act.write(
        "complement_requested",
        request=request.pk,
        pieces=[piece["code"] for piece in pieces],
        due_on=due_on,
        indispensable=indispensable,
    )
    act.tell(ComplementRequested)
    return request


@transaction.atomic
def answer_complement(*, reference: str, actor: Actor, at: datetime) -> None:
    """Record that all that was asked for has come. Raises NoRequestToAnswer."""
    application = locked(reference)
    if not application.is_open:
        raise WrongState
    act = Act(application, actor, at)
    waiting = application.complement_requests.filter(answered_on=None)
    if not waiting.update(answered_on=act.on):
        raise NoRequestToAnswer
    if application.state != State.DECISION_PROPOSED:
        application.move(COMPLETE)
        application.save(update_fields=["state"])
    act.write("complement_answered")
    act.tell(ComplementAnswered)
