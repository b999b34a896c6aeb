"""A person objects to the closing of their file; a signatory reopens it, or answers with reasons."""

from datetime import datetime

from django.db import transaction

from sejour.applications.errors import AlreadyAsked
from sejour.applications.events import ObjectionReceived, ObjectionRefused
from sejour.applications.models import Application, Objection, PetitionState
from sejour.applications.services._acts import Act, locked
from sejour.applications.services._petitions import ANSWERED, readable, settle
from sejour.applications.services.end import reopen_application
from sejour.applications.states import State
from sejour.core.actors import Actor
from sejour.core.errors import NotFound, WrongState
from sejour.documents.models import StoredFile


@transaction.atomic
def object_to_closing(
    *,
    reference: str,
    reasons: str,
    actor: Actor,
    at: datetime,
    file: StoredFile | None = None,
) -> Objection:
    """Object to a closing, once. Raises AlreadyAsked, ReasonsNeeded, ReasonsTooLong."""
    application = locked(reference)
    if application.state != State.CLOSED or application.closed_on is None:
        raise WrongState
    standing = application.objections.filter(closed_on=application.closed_on)
    if standing.exclude(state=PetitionState.ACCEPTED).exists():
        raise AlreadyAsked
    objection = Objection.objects.create(
        application=application,
        closed_on=application.closed_on,
        reasons=readable(reasons, required=True),
        file=file,
        asked_at=at,
    )
    act = Act(application, actor, at)
    act.write("closing_objected_to", objection=objection.pk, **({"sha256": file.sha256} if file else {}))
    act.tell(ObjectionReceived, objection_id=objection.pk)
    return objection


@transaction.atomic
def accept_objection(*, reference: str, objection_id: int, actor: Actor, at: datetime) -> Objection:
    """Accept an objection: the file is open again, its dates and documents come back (P-7)."""
    application, objection = _waiting(reference, objection_id)
    settle(objection, accepted=True, answer="", actor=actor, at=at)
    objection.save(update_fields=ANSWERED)
    Act(application, actor, at).write("objection_accepted", objection=objection.pk)
    reopen_application(reference=reference, actor=actor, at=at)
    return objection


@transaction.atomic
def refuse_objection(
    *, reference: str, objection_id: int, answer: str, actor: Actor, at: datetime
) -> Objection:
    """Answer an objection with reasons: the file stays closed. Raises ReasonsNeeded."""
    application, objection = _waiting(reference, objection_id)
    settle(objection, accepted=False, answer=answer, actor=actor, at=at)
    objection.save(update_fields=ANSWERED)
    act = Act(application, actor, at)
    act.write("objection_refused", objection=objection.pk)
    act.tell(ObjectionRefused, objection_id=objection.pk)
    return objection


def _waiting(reference: str, objection_id: int) -> tuple[Application, Objection]:
    """Return a locked application and an objection to its closing. Raises WrongState if that is over."""
    application = locked(reference)
    objection = application.objections.filter(pk=objection_id).first()
    if objection is None:
        raise NotFound
    if objection.is_waiting and objection.closed_on != application.closed_on:
        raise WrongState
    return application, objection
