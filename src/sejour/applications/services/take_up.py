"""An agent opens the file for the first time; a person's open files follow a move."""

from datetime import datetime

from django.db import transaction

from sejour.applications.models import Application
from sejour.applications.services._acts import Act, locked
from sejour.applications.states import TAKE_UP
from sejour.core.actors import Actor
from sejour.identity.models import Person


@transaction.atomic
def take_up(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Record that the examination has begun."""
    application = locked(reference)
    application.move(TAKE_UP)
    application.save(update_fields=["state"])
    Act(application, actor, at).write("taken_up")
    return application


@transaction.atomic
def transfer_applications(*, person: Person, actor: Actor, at: datetime) -> None:
    """Send a person's open files to the prefecture of the new home: dates and documents stay (P-8)."""
    moving = Application.objects.open().of(person).exclude(prefecture=person.prefecture)
    for reference in list(moving.order_by("id").values_list("reference", flat=True)):
        application = locked(reference)
        application.prefecture = person.prefecture
        application.save(update_fields=["prefecture"])
        Act(application, actor, at).write("transferred", to=person.prefecture_id)
