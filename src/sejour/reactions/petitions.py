"""What a letter says of a petition: read again when the job runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sejour.applications import notices
from sejour.applications.models import (
    Application,
    CorrectionRequest,
    Extension,
    Objection,
    PetitionState,
)
from sejour.applications.petitions import objection_delays
from sejour.core.words import in_words
from sejour.identity.models import Person
from sejour.notifications.notice import Notice

HOME_PREFECTURE = "Préfecture de votre domicile"


@dataclass(frozen=True, slots=True)
class Told:
    """A letter to write: which, to whom, about what."""

    notice: Notice
    person: Person
    context: dict[str, Any]


def of_extension(notice: Notice, identifier: int) -> Told:
    """Return the letter about more time to send pieces."""
    found = Extension.objects.select_related(
        "request__application__person__account", "request__application__prefecture"
    )
    extension = found.get(pk=identifier)
    due_on = extension.granted_until or extension.due_before
    pieces = extension.request.pieces
    return _about(
        notice, extension.request.application, extension.answer, due_on=in_words(due_on), pieces=pieces
    )


def of_objection(notice: Notice, identifier: int) -> Told:
    """Return the letter about an objection to a closing."""
    found = Objection.objects.select_related("application__person__account", "application__prefecture")
    objection = found.get(pk=identifier)
    delays = objection_delays(objection)
    return _about(
        notice,
        objection.application,
        objection.answer,
        answer_by=in_words(delays.answer_by),
        court_until=in_words(delays.court_until),
        court=objection.application.prefecture.court if objection.application.prefecture else "",
    )


def _about(notice: Notice, application: Application, answer: str, **more: Any) -> Told:
    context = {
        "application": application,
        "path": reverse("portal:application", args=[application.reference]),
        "prefecture": application.prefecture.name if application.prefecture else HOME_PREFECTURE,
        "answer": answer,
        **more,
    }
    return Told(notice, application.person, context)


def of_correction(identifier: int) -> Told:
    """Return the letter about a correction asked for. It names the piece of identity, and no value of it."""
    request = CorrectionRequest.objects.select_related("person__account", "person__prefecture").get(
        pk=identifier
    )
    accepted = request.state == PetitionState.ACCEPTED
    context = {
        "path": reverse("portal:own_data"),
        "prefecture": request.person.prefecture.name if request.person.prefecture else HOME_PREFECTURE,
        "what": request.get_field_display(),
        "answer": request.answer,
    }
    return Told(
        notices.CORRECTION_ACCEPTED if accepted else notices.CORRECTION_REFUSED, request.person, context
    )


TOLD: Mapping[str, Callable[[int], Told]] = {
    "extension_granted": lambda identifier: of_extension(notices.EXTENSION_GRANTED, identifier),
    "extension_refused": lambda identifier: of_extension(notices.EXTENSION_REFUSED, identifier),
    "objection_received": lambda identifier: of_objection(notices.OBJECTION_RECEIVED, identifier),
    "objection_refused": lambda identifier: of_objection(notices.OBJECTION_REFUSED, identifier),
    "correction_answered": of_correction,
}
