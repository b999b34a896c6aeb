"""Answers of the law and their reasons."""

from dataclasses import dataclass

from sejour.law.sources import Certainty, Rule, least_certain


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that an answer rests on, and why, in words that a person can read."""

    rule: Rule
    because: str
    doubt: Certainty = Certainty.HIGH

    @property
    def certainty(self) -> Certainty:
        """Return how sure this reason is: the rule's certainty, or the data's where it is weaker."""
        return (
            self.rule.certainty
            if self.doubt is Certainty.HIGH
            else least_certain((self.rule.certainty, self.doubt))
        )

    def as_json(self) -> dict[str, str]:
        """Return the reason as the public contract writes it."""
        return {"id": self.rule.id, "article": self.rule.article, "because": self.because}


Reasons = tuple[Reason, ...]


def certainty_of(reasons: Reasons) -> Certainty:
    """Return how sure an answer is that rests on all these reasons."""
    return least_certain(reason.certainty for reason in reasons)
