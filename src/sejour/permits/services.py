"""Everything that writes about permits and cards."""

from datetime import date, datetime

from django.db import transaction

from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.errors import WrongState
from sejour.core.events import publish
from sejour.identity.models import Person
from sejour.law.kinds import PermitKind, Work
from sejour.law.periods import full_years
from sejour.permits.events import CardMade, PermitHandedOver, PermitRecorded
from sejour.permits.models import Card, CardState, Permit
from sejour.territory.selectors import zone_of


@transaction.atomic
def record_permit(
    *,
    person: Person,
    kind: PermitKind,
    article: str,
    first_day: date,
    last_day: date,
    work: Work,
    at: datetime,
    actor: Actor,
    years: int | None = None,
    number: str | None = None,
    handed_over_on: date | None = None,
) -> Permit:
    """Record a permit that a person holds."""
    on = day_of(at, zone_of(person.prefecture))
    permit = Permit.objects.create(
        person=person,
        number=number,
        kind=kind.value,
        article=article,
        first_day=first_day,
        last_day=last_day,
        work=work.value,
        years=full_years(first_day, last_day) if years is None else years,
        known_on=on,
        handed_over_on=handed_over_on,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="permit_recorded",
        actor=actor,
        at=at,
        permit=permit.pk,
    )
    publish(PermitRecorded(at=at, on=on, person_id=person.pk, permit_id=permit.pk))
    return permit


@transaction.atomic
def order_card(
    *,
    person: Person,
    reference: str,
    kind: PermitKind,
    article: str,
    work: Work,
    at: datetime,
    on: date,
    actor: Actor,
) -> Card:
    """Order the card that a favourable decision grants. `reference` is the application's."""
    card = Card.objects.create(
        person=person,
        reference=reference,
        kind=kind.value,
        article=article,
        work=work.value,
        ordered_on=on,
    )
    _write(card, "card_ordered", actor, at)
    return card


@transaction.atomic
def record_card_made(*, reference: str, actor: Actor, at: datetime) -> Card:
    """Record that a card is made and may be handed over."""
    card = _locked(reference, CardState.ORDERED)
    card.state = CardState.MADE
    card.made_on = day_of(at, zone_of(card.person.prefecture))
    card.save(update_fields=["state", "made_on"])
    _write(card, "card_made", actor, at)
    publish(CardMade(at=at, on=card.made_on, person_id=card.person_id, reference=reference))
    return card


@transaction.atomic
def hand_over_card(
    *,
    reference: str,
    first_day: date,
    last_day: date,
    actor: Actor,
    at: datetime,
    number: str | None = None,
    kind: PermitKind | None = None,
    work: Work | None = None,
) -> Permit:
    """Record that a card is in the hands of its holder: it is now the permit held.

    A card that reached its holder without having been recorded as made is handed over all the
    same: a stale flag blocks nobody (INV-8).
    """
    card = _locked(reference, CardState.ORDERED, CardState.MADE)
    on = day_of(at, zone_of(card.person.prefecture))
    permit = Permit.objects.create(
        person=card.person,
        number=number,
        kind=(kind or PermitKind(card.kind)).value,
        article=card.article,
        first_day=first_day,
        last_day=last_day,
        work=(work or Work(card.work)).value,
        years=full_years(first_day, last_day),
        known_on=on,
        handed_over_on=on,
    )
    card.state = CardState.HANDED_OVER
    card.permit = permit
    card.save(update_fields=["state", "permit"])
    _write(card, "card_handed_over", actor, at)
    publish(
        PermitHandedOver(
            at=at,
            on=on,
            person_id=card.person_id,
            permit_id=permit.pk,
            reference=reference,
            last_day=last_day,
        )
    )
    return permit


def _locked(reference: str, *states: CardState) -> Card:
    card = (
        Card.objects.select_for_update(of=("self",))
        .select_related("person__prefecture")
        .filter(reference=reference)
        .first()
    )
    if card is None or card.state not in states:
        raise WrongState
    return card


def _write(card: Card, verb: str, actor: Actor, at: datetime) -> None:
    journal.append(stream=journal.stream_of("application", card.reference), verb=verb, actor=actor, at=at)
