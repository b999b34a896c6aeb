"""Facts about people and accounts."""

from dataclasses import dataclass, field

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLinkAsked(Fact):
    """Somebody asked for a one-time link; `token` is its only copy."""

    email: str
    token: str = field(repr=False)
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAttached(Fact):
    """An account proved that it belongs to a person of the register."""

    person_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMoved(Fact):
    """A person lives in another département from that day."""

    person_id: int
