"""Facts about permits and cards."""

from dataclasses import dataclass
from datetime import date

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRecorded(Fact):
    """The platform learnt that a person holds a permit."""

    person_id: int
    permit_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMade(Fact):
    """A card is made and waits to be handed over."""

    person_id: int
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitHandedOver(Fact):
    """A new permit is in hand: it is the one that the person now holds."""

    person_id: int
    permit_id: int
    reference: str
    last_day: date
