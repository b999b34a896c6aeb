"""Answers of the law and their reasons."""

import json
from dataclasses import dataclass, field

from sejour.law.sources import Certainty, Rule, least_certain


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that an answer rests on, and why, in words that a person can read.

    `certainty` is the rule's, or the `doubt` of the data where it is weaker; `text` is its JSON.
    """

    rule: Rule
    because: str
    doubt: Certainty = Certainty.HIGH
    certainty: Certainty = field(init=False, repr=False, compare=False)
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "certainty", least_certain((self.rule.certainty, self.doubt)))
        object.__setattr__(self, "text", json.dumps(self.as_json(), ensure_ascii=False))

    def as_json(self) -> dict[str, str]:
        """Return the reason as the public contract writes it."""
        return {"id": self.rule.id, "article": self.rule.article, "because": self.because}


Reasons = tuple[Reason, ...]


def certainty_of(reasons: Reasons) -> Certainty:
    """Return how sure an answer is that rests on all these reasons."""
    return least_certain([reason.certainty for reason in reasons])
