"""Facts in the past tense, published by a package for those above it.

A service publishes inside its transaction and does not know who listens. `reactions` binds the
listeners when the platform starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened: at which instant, and on which local day."""

    at: datetime
    on: date


F = TypeVar("F", bound=Fact)
_listeners: dict[type[Fact], list[Callable[..., object]]] = {}


def listen(kind: type[F], listener: Callable[[F], object]) -> None:
    """Call `listener` with every fact of that kind, in the transaction that publishes it."""
    _listeners.setdefault(kind, []).append(listener)


def publish(fact: Fact) -> None:
    """Tell a fact to its listeners, in the order in which they were bound."""
    for listener in _listeners.get(type(fact), ()):
        listener(fact)
