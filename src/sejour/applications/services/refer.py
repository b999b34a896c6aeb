"""A planned refusal goes to the commission du titre de séjour (L.432-13, R.432-9)."""

from datetime import datetime

from django.db import transaction

from sejour.applications.errors import AlreadyReferred
from sejour.applications.events import ApplicationReferred
from sejour.applications.models import Application
from sejour.applications.services._acts import Act, locked
from sejour.core.actors import Actor
from sejour.core.errors import WrongState


@transaction.atomic
def refer_to_commission(*, reference: str, actor: Actor, at: datetime) -> Application:
    """Refer a planned refusal to the commission; a document is owed at once. Raises AlreadyReferred."""
    application = locked(reference)
    if not application.is_open:
        raise WrongState
    if application.referred_on is not None:
        raise AlreadyReferred
    act = Act(application, actor, at)
    application.referred_on = act.on
    application.save(update_fields=["referred_on"])
    act.write("referred_to_commission")
    act.tell(ApplicationReferred)
    return application
