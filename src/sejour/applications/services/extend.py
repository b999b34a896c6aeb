"""More time to send pieces: asked for once a request, granted or refused by an agent (CRPA L.114-5)."""

from datetime import date, datetime

from django.db import transaction

from sejour.applications.errors import AlreadyAsked, TimeLimitTooShort, TooLateToAsk
from sejour.applications.events import ExtensionGranted, ExtensionRefused
from sejour.applications.models import Application, ComplementRequest, Extension
from sejour.applications.services._acts import Act, locked
from sejour.applications.services._petitions import ANSWERED, readable, settle
from sejour.core.actors import Actor
from sejour.core.errors import NotFound, WrongState


@transaction.atomic
def ask_for_time(*, reference: str, request_id: int, reasons: str, actor: Actor, at: datetime) -> Extension:
    """Ask for more time, while some is left. Until an agent grants it the day stays what it is.

    Raises AlreadyAsked, TooLateToAsk, ReasonsNeeded, ReasonsTooLong.
    """
    application = locked(reference)
    request = application.complement_requests.filter(pk=request_id).first()
    if request is None:
        raise NotFound
    act = Act(application, actor, at)
    if Extension.objects.filter(request=request).exists():
        raise AlreadyAsked
    if not _is_awaited(application, request):
        raise WrongState
    if act.on > request.due_on:
        raise TooLateToAsk
    asked = Extension.objects.create(
        request=request, due_before=request.due_on, reasons=readable(reasons, required=True), asked_at=at
    )
    act.write("extension_asked", request=request.pk)
    return asked


@transaction.atomic
def grant_time(
    *, reference: str, extension_id: int, until: date, actor: Actor, at: datetime, answer: str = ""
) -> Extension:
    """Give time until a later day: the request is awaited until then. Raises TimeLimitTooShort."""
    application, extension = _asked(reference, extension_id)
    act = Act(application, actor, at)
    if until <= extension.due_before or until < act.on:
        raise TimeLimitTooShort
    settle(extension, accepted=True, answer=answer, actor=actor, at=at)
    extension.granted_until = until
    extension.save(update_fields=[*ANSWERED, "granted_until"])
    extension.request.due_on = until
    extension.request.save(update_fields=["due_on"])
    act.write("extension_granted", request=extension.request_id, due_on=until)
    act.tell(ExtensionGranted, extension_id=extension.pk)
    return extension


@transaction.atomic
def refuse_time(*, reference: str, extension_id: int, answer: str, actor: Actor, at: datetime) -> Extension:
    """Give no more time, and say why."""
    application, extension = _asked(reference, extension_id)
    act = Act(application, actor, at)
    settle(extension, accepted=False, answer=answer, actor=actor, at=at)
    extension.save(update_fields=ANSWERED)
    act.write("extension_refused", request=extension.request_id, due_on=extension.due_before)
    act.tell(ExtensionRefused, extension_id=extension.pk)
    return extension


def _asked(reference: str, extension_id: int) -> tuple[Application, Extension]:
    """Return a locked application and what is asked of it.

    Raises WrongState where the pieces came meanwhile, or the file is over.
    """
    application = locked(reference)
    found = Extension.objects.select_related("request").filter(
        pk=extension_id, request__application=application
    )
    extension = found.first()
    if extension is None:
        raise NotFound
    if extension.is_waiting and not _is_awaited(application, extension.request):
        raise WrongState
    return application, extension


def _is_awaited(application: Application, request: ComplementRequest) -> bool:
    return application.is_open and request.answered_on is None and request.set_aside_on is None
