"""People: registered, attached to an account, moved."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from sejour.core import journal, throttle
from sejour.core.actors import Actor
from sejour.core.clock import day_of
from sejour.core.events import publish
from sejour.core.throttle import Limit
from sejour.identity.errors import AlreadyAttached, ProofDoesNotMatch, UnknownPostalCode
from sejour.identity.events import PersonAttached, PersonMoved
from sejour.identity.models import Account, Person
from sejour.identity.names import folded
from sejour.territory.models import Prefecture
from sejour.territory.selectors import competent_for, departement_of, zone_of

# By account, never by number: strangers who guess must not keep the owner of the number out.
PROOFS = Limit("proofs of a foreigner number", attempts=5, window=timedelta(hours=1))


def search_name(person: Person) -> str:
    """Return what a search by name looks through."""
    written = f"{person.family_name} {person.usage_name} {person.given_names} {person.native_name}"
    return folded(written)[:420]


@transaction.atomic
def register_person(**fields: Any) -> Person:
    """Enter a person in the register."""
    person = Person(**fields)
    person.search_name = search_name(person)
    person.save()
    return person


@transaction.atomic
def introduce_person(*, account: Account, at: datetime, **told: Any) -> Person:
    """Enter in the register a person who says who they are, and who has no permit yet to prove it with.

    `told`: fields of `Person`; the prefecture is that of the postal code. Whether the same person is known
    under a foreigner number is for an agent to see: names prove nothing. Raises AlreadyAttached,
    UnknownPostalCode.
    """
    # One at a time for one account: a double click introduces nobody twice.
    Account.objects.select_for_update().get(pk=account.pk)
    if Person.objects.filter(account=account).exists():
        raise AlreadyAttached
    departement = departement_of(told["postal_code"])
    prefecture = competent_for(departement)
    if prefecture is None:
        raise UnknownPostalCode
    on = day_of(at, zone_of(prefecture))
    person = register_person(
        **told,
        account=account,
        departement=departement,
        prefecture=prefecture,
        email=account.email,
        contact_as_of=on,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="introduced",
        actor=Actor(f"account {account.pk}"),
        at=at,
    )
    return person


def attach_person(
    *,
    account: Account,
    foreigner_number: str,
    proven_by: Person | None,
    at: datetime,
) -> Person:
    """Attach an account to the person whose number it gave, once the proof was compared.

    `proven_by` is the person that number and proof designate together, or None where they do not
    match: the caller compares (`permits.selectors.person_proven_by`), this counts, refuses and
    records. Raises ProofDoesNotMatch, AlreadyAttached, TooManyAttempts.
    """
    by_account = str(account.pk)
    throttle.check(PROOFS, by_account, at=at)
    if proven_by is None or proven_by.foreigner_number != foreigner_number:
        throttle.fail(PROOFS, by_account, at=at)
        raise ProofDoesNotMatch
    with transaction.atomic():
        if Person.objects.filter(account=account).exists():
            raise AlreadyAttached
        person = Person.objects.select_for_update().get(pk=proven_by.pk)
        if person.account_id is not None:
            # Somebody else's account: the same words as for a wrong proof, and an agent decides.
            raise ProofDoesNotMatch
        person.account = account
        person.save(update_fields=["account"])
        journal.append(
            stream=journal.stream_of("person", person.pk),
            verb="attached",
            actor=Actor(f"account {account.pk}"),
            at=at,
        )
        publish(
            PersonAttached(
                at=at,
                on=day_of(at, zone_of(person.prefecture)),
                person_id=person.pk,
                account_id=account.pk,
            )
        )
    return person


@transaction.atomic
def update_contact(*, person: Person, actor: Actor, at: datetime, **contact: str) -> Person:
    """Record the contact data that a person corrects; another département moves their open files.

    Raises UnknownPostalCode.
    """
    if not contact:
        return person
    on = day_of(at, zone_of(person.prefecture))
    record_contact(person=person, actor=actor, at=at, on=on, **contact)
    departement = departement_of(contact.get("postal_code", person.postal_code))
    if departement != person.departement:
        prefecture = competent_for(departement)
        if prefecture is None:
            raise UnknownPostalCode
        move_person(person=person, prefecture=prefecture, departement=departement, actor=actor, at=at)
    return person


@transaction.atomic
def record_contact(*, person: Person, actor: Actor, at: datetime, on: date, **contact: str) -> Person:
    """Record how to reach a person: address, e-mail, telephone, language."""
    for field, value in contact.items():
        setattr(person, field, value)
    person.contact_as_of = on
    person.save(update_fields=[*contact, "contact_as_of"])
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="contact_recorded",
        actor=actor,
        at=at,
        fields=sorted(contact),
    )
    return person


@transaction.atomic
def move_person(
    *, person: Person, prefecture: Prefecture | None, departement: str, actor: Actor, at: datetime
) -> Person:
    """Record that a person lives in another département: dates and documents stay (P-8)."""
    person.prefecture = prefecture
    person.departement = departement
    person.save(update_fields=["prefecture", "departement"])
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="moved",
        actor=actor,
        at=at,
        departement=departement,
    )
    publish(PersonMoved(at=at, on=day_of(at, zone_of(prefecture)), person_id=person.pk))
    return person
