"""The prefecture gives an appointment, or takes it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sejour.applications.errors import SummonsInThePast, SummonsOver
from sejour.applications.events import ApplicantSummoned, SummonsCancelled
from sejour.applications.models import Summons
from sejour.applications.purposes import SummonsPurpose
from sejour.applications.services._acts import Act, locked
from sejour.applications.states import State
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import NotFound, WrongState
from sejour.territory.selectors import zone_of


@transaction.atomic
def summon(
    *,
    reference: str,
    purpose: SummonsPurpose,
    place: str,
    held_at: datetime,
    actor: Actor,
    at: datetime,
    bring: str = "",
) -> Summons:
    """Give an appointment; `bring` holds one thing a line. Raises SummonsInThePast.

    A file that awaits nothing any more calls nobody: WrongState.
    """
    application = locked(reference)
    if not application.is_open and application.state != State.GRANTED:
        raise WrongState
    if held_at <= at:
        raise SummonsInThePast
    summons = Summons.objects.create(
        application=application, purpose=purpose, place=place, held_at=held_at, bring=bring, issued_at=at
    )
    act = Act(application, actor, at)
    act.write("summoned", **_written(summons))
    act.tell(ApplicantSummoned, summons_id=summons.pk)
    return summons


@transaction.atomic
def cancel_summons(*, reference: str, summons_id: int, because: str, actor: Actor, at: datetime) -> Summons:
    """Take an appointment back, and say why. Raises SummonsOver."""
    application = locked(reference)
    summons = application.summonses.filter(pk=summons_id).first()
    if summons is None:
        raise NotFound
    if summons.cancelled_at is not None or summons.held_at <= at:
        raise SummonsOver
    summons.cancelled_at = at
    summons.cancelled_because = because
    summons.save(update_fields=["cancelled_at", "cancelled_because"])
    act = Act(application, actor, at)
    act.write("summons_cancelled", **_written(summons))
    act.tell(SummonsCancelled, summons_id=summons.pk)
    return summons


def _written(summons: Summons) -> dict[str, Any]:
    """Return what the journal keeps of an appointment; its day is that of the place."""
    on = day_of(summons.held_at, zone_of(summons.application.prefecture))
    return {"summons": summons.pk, "purpose": summons.purpose, "on": on}
