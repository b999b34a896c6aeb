"""Facts in the past tense, published by a package for those above it.

A service publishes inside its transaction and does not know who listens. `reactions` binds the
listeners when the platform starts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened: at which instant, and on which local day."""

    at: datetime
    on: date


F = TypeVar("F", bound=Fact)
Listeners = dict[type[Fact], list[Callable[..., object]]]
_together: Listeners = {}
_afterwards: Listeners = {}
_without_afterwards: ContextVar[bool] = ContextVar("without_afterwards", default=False)


def listen(kind: type[F], listener: Callable[[F], object], *, afterwards: bool = False) -> None:
    """Call `listener` with every fact of that kind, in the transaction that publishes it.

    Those of `afterwards` only write jobs: mail, papers, copies to other systems.
    """
    (_afterwards if afterwards else _together).setdefault(kind, []).append(listener)


def publish(fact: Fact) -> None:
    """Tell a fact to its listeners, in the order in which they were bound."""
    for listener in _together.get(type(fact), ()):
        listener(fact)
    if not _without_afterwards.get():
        for listener in _afterwards.get(type(fact), ()):
            listener(fact)


@contextmanager
def without_afterwards() -> Iterator[None]:
    """Leave out what comes afterwards: in a replayed history no mail leaves and no right waits for it."""
    token = _without_afterwards.set(True)
    try:
        yield
    finally:
        _without_afterwards.reset(token)
