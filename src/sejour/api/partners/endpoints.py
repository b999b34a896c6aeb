"""The questions of bodies, over HTTP: each reads the clock once and calls one service."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import HttpBearer
from pydantic import Field

from sejour.api.partners.refusals import ANY, ASKING
from sejour.api.partners.shapes import (
    EventAsked,
    EventsTold,
    EventTold,
    MadeUpPerson,
    ManyRightsAsked,
    ManyRightsTold,
    PersonNamed,
    RightsAsked,
    RightsTold,
    SubscriptionAsked,
    SubscriptionTold,
)
from sejour.bodies import messages, sandbox, selectors
from sejour.bodies.callers import Caller, caller_with
from sejour.bodies.errors import BodyRefused
from sejour.bodies.services import ask, number, subscribe
from sejour.bodies.services.fetch import fetch_events
from sejour.bodies.services.sandbox import make_event
from sejour.core import clock

# Where a body has read to: within what the database counts to.
_Number = Annotated[int, Field(ge=0, le=2**62)]


class Bearer(HttpBearer):
    """A token that `POST /oauth/token` gave."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 - ninja gives it
        """Return who holds a token."""
        return caller_with(token, at=clock.now())


router = Router(tags=["bodies"], auth=Bearer())


def _caller(request: HttpRequest) -> Caller:
    """Return who asks, as the door found them."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def _asked(named: PersonNamed) -> ask.Asked:
    return ask.Asked(named.foreigner_number, named.born)


def _told(found: ask.Answered) -> dict[str, Any]:
    answer = found.answer
    return {
        "check": found.reference,
        "on": answer.on,
        "purpose": answer.purpose,
        "stay": answer.stay,
        "work": answer.work,
        "documents": answer.documents,
        "sentence": answer.sentence,
    }


def _told_or_not(found: ask.Answered | BodyRefused) -> dict[str, Any]:
    return {"code": found.code, "error": str(found)} if isinstance(found, BodyRefused) else _told(found)


@router.post(
    "/rights",
    operation_id="ask_rights",
    summary="Les droits d'une personne",
    response={HTTPStatus.OK: RightsTold, **ASKING},
)
def ask_rights(request: HttpRequest, asked: RightsAsked) -> Any:
    """Ce que la finalité permet de savoir, et rien d'autre. La personne voit la question et la réponse.

    Numéro inconnu et autre date de naissance donnent la même réponse. On peut demander un jour passé,
    90 jours au plus : c'est souvent le jour d'une demande qui compte.
    """
    found = ask.ask_rights(
        caller=_caller(request), asked=_asked(asked), purpose=asked.purpose, on=asked.on, at=clock.now()
    )
    return _told(found)


@router.post(
    "/rights/batch",
    operation_id="ask_many_rights",
    summary="Les droits de plusieurs personnes",
    response={HTTPStatus.OK: ManyRightsTold, **ASKING},
)
def ask_many_rights(request: HttpRequest, asked: ManyRightsAsked) -> Any:
    """Pour les organismes sociaux et de l'emploi. Chaque personne compte pour une question."""
    people = [_asked(person) for person in asked.people]
    found = ask.ask_many(
        caller=_caller(request), asked=people, purpose=asked.purpose, on=asked.on, at=clock.now()
    )
    return {"answers": [_told_or_not(one) for one in found]}


@router.post(
    "/subscriptions",
    operation_id="subscribe",
    summary="Suivre les droits d'une personne",
    response={HTTPStatus.OK: SubscriptionTold, **ASKING},
)
def subscribe_to(request: HttpRequest, asked: SubscriptionAsked) -> Any:
    """Pour une personne avec laquelle l'organisme a un lien. Elle le voit. Suivre deux fois prolonge."""
    found = subscribe.subscribe(
        caller=_caller(request),
        asked=_asked(asked),
        purpose=asked.purpose,
        last_day=asked.last_day,
        at=clock.now(),
    )
    return {
        "id": found.public_id,
        "purpose": found.purpose,
        "last_day": found.last_day,
        "created_at": found.created_at,
    }


@router.api_operation(
    ["DELETE"],
    "/subscriptions/{subscription_id}",
    operation_id="unsubscribe",
    summary="Ne plus suivre",
    response={HTTPStatus.NO_CONTENT: None, **ANY, HTTPStatus.NOT_FOUND.value: ASKING[404]},
)
def unsubscribe(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """Tout de suite. Ce qui est arrivé avant sera encore dit."""
    subscribe.unsubscribe(caller=_caller(request), public_id=str(subscription_id), at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@router.get(
    "/events",
    operation_id="list_events",
    summary="Ce qui est arrivé",
    response={HTTPStatus.OK: EventsTold, **ANY},
)
def list_events(request: HttpRequest, after: _Number = 0) -> Any:
    """Cent événements au plus, dans l'ordre, après ce numéro : les mêmes que les messages envoyés."""
    found = fetch_events(caller=_caller(request), after=after, at=clock.now())
    return {
        "events": [messages.content_of(event) for event in found],
        "more": len(found) == selectors.MOST_EVENTS,
    }


@router.get(
    "/sandbox/people",
    operation_id="list_sandbox_people",
    summary="Les personnes du bac à sable",
    auth=None,
    response=list[MadeUpPerson],
)
def list_sandbox_people(request: HttpRequest) -> Any:  # noqa: ARG001
    """Inventées : seuls les accès du bac à sable les voient, et ne voient qu'elles."""
    return [
        {
            "foreigner_number": person.foreigner_number,
            "birth_date": "{:04d}-{:02d}-{:02d}".format(*person.born),
            "situation": person.situation,
        }
        for person in sandbox.people().values()
    ]


@router.post(
    "/sandbox/events",
    operation_id="make_sandbox_event",
    summary="Faire arriver un événement dans le bac à sable",
    response={HTTPStatus.OK: EventTold, **ASKING},
)
def make_sandbox_event(request: HttpRequest, asked: EventAsked) -> Any:
    """Pour essayer son programme : le message part comme un vrai."""
    caller = _caller(request)
    event = make_event(caller=caller, subscription_id=asked.subscription, kind=asked.type, at=clock.now())
    number.number_events(caller.channel.pk)
    event.refresh_from_db()
    return messages.content_of(event)
