"""Whom a body names: somebody of the register, or somebody made up for the sandbox. The rest is one path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sejour.bodies import sandbox
from sejour.bodies.models import Channel, Subscription
from sejour.continuity.papers import number_of
from sejour.continuity.rights import Proof
from sejour.continuity.selectors import documents_of, proofs_of
from sejour.core.clock import PARIS, day_of
from sejour.identity.models import Person
from sejour.permits.selectors import permits_of
from sejour.territory.selectors import zone_of

Born = tuple[int, int, int]
"""Year, month and day; 0 for an unknown month or day."""
_Days = tuple[str, date, date | None]


@dataclass(frozen=True, slots=True)
class Named:
    """A person that a body named rightly. `person` is None in the sandbox; `local_day` is theirs."""

    person: Person | None
    made_up: str
    local_day: date
    proofs: tuple[Proof, ...]
    numbers: Mapping[_Days, str]

    def number_of(self, proof: Proof) -> str | None:
        """Return the number printed on the document of a proof, where it has one."""
        return self.numbers.get((proof.kind, proof.first_day, proof.last_day))


def person_named(channel: Channel, *, foreigner_number: str, born: Born, at: datetime) -> Named | None:
    """Return whom a number and a date of birth designate together, or None."""
    if channel.is_sandbox:
        found = sandbox.person_named(foreigner_number, born)
        return _made_up(found, at) if found else None
    person = Person.objects.select_related("prefecture").filter(foreigner_number=foreigner_number).first()
    if person is None or not person.was_born_on(*born):
        return None
    return _real(person, at, dict(_numbers_of(person)))


def person_followed(subscription: Subscription, at: datetime) -> Named:
    """Return the person of a subscription that is not of the sandbox."""
    assert subscription.person is not None
    return _real(subscription.person, at, {})


def _real(person: Person, at: datetime, numbers: Mapping[_Days, str]) -> Named:
    return Named(person, "", day_of(at, zone_of(person.prefecture)), tuple(proofs_of(person)), numbers)


def _numbers_of(person: Person) -> Iterator[tuple[_Days, str]]:
    for permit in permits_of(person):
        if permit.number:
            yield (permit.kind, permit.first_day, permit.last_day), permit.number
    for document in documents_of(person):
        yield (document.kind, document.first_day, document.proves_until), number_of(document)


def _made_up(found: sandbox.MadeUp, at: datetime) -> Named:
    today = day_of(at, PARIS)
    proofs = tuple(found.proofs(today))
    numbers = {(p.kind, p.first_day, p.last_day): found.card for p in proofs if p.document_id is None}
    return Named(None, found.foreigner_number, today, proofs, numbers)
