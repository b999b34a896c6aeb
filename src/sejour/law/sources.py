"""The rules that answers rest on: their identifier, article, and how sure we are of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How surely a rule is known: read in the text, deduced, or only remembered."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_SURE = Certainty.HIGH


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law or a policy of the platform, as `data/rules.toml` states it."""

    id: str
    article: str
    certainty: Certainty
    statement: str


def least_certain(certainties: Iterable[Certainty]) -> Certainty:
    """Return the weakest of several certainties: a chain is as strong as its weakest link."""
    weakest = _SURE
    for certainty in certainties:
        if certainty is not _SURE:
            if certainty is Certainty.LOW:
                return certainty
            weakest = certainty
    return weakest
