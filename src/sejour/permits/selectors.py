"""Questions about permits held."""

from datetime import date

from django.db.models import QuerySet

from sejour.identity.models import Person
from sejour.law.kinds import Work
from sejour.permits.models import Card, Permit


def permits_of(person: Person) -> QuerySet[Permit]:
    """Return all permits of a person, the one that ends last first."""
    return Permit.objects.filter(person=person).order_by("-last_day", "-id")


def permit_to_renew(person: Person) -> Permit | None:
    """Return the permit that ends last: with several, E is the latest end."""
    return latest(list(permits_of(person)))


def latest(permits: list[Permit]) -> Permit | None:
    """Return the permit that ends last, the one with the widest right to work among equals."""
    return max(permits, key=lambda p: (p.last_day, Work(p.work).rank, p.pk), default=None)


def person_proven_by(
    *, foreigner_number: str, born: tuple[int, int, int], permit_number: str, last_day: date
) -> Person | None:
    """Return the person whom a number, a birth date and a permit designate together, or None."""
    permit = (
        Permit.objects.select_related("person__prefecture")
        .filter(number=permit_number, last_day=last_day, person__foreigner_number=foreigner_number)
        .first()
    )
    if permit is None or not permit.person.was_born_on(*born):
        return None
    return permit.person


def card_of(reference: str) -> Card | None:
    """Return the card that an application led to, if any."""
    return Card.objects.select_related("permit").filter(reference=reference).first()
