"""The rules that answers rest on: their identifier, article, and how sure we are of them."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How surely a rule is known: read in the text, deduced, or only remembered."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_DOUBT = {Certainty.HIGH: 0, Certainty.MEDIUM: 1, Certainty.LOW: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law or a policy of the platform, as `data/rules.toml` states it."""

    id: str
    article: str
    certainty: Certainty
    statement: str

    @property
    def is_policy(self) -> bool:
        """Whether the platform chose this where the law is silent."""
        return self.id.startswith("P-")


def least_certain(certainties: tuple[Certainty, ...]) -> Certainty:
    """Return the weakest of several certainties: a chain is as strong as its weakest link."""
    return max(certainties, key=_DOUBT.__getitem__, default=Certainty.HIGH)
