"""Sentences with the articles that they rest on, and how sure they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sejour.core.words import in_words
from sejour.law.findings import Reasons, certainty_of
from sejour.law.kinds import PaperKind
from sejour.law.sources import Certainty

DOUBTS: Mapping[Certainty, str] = {
    Certainty.MEDIUM: "à confirmer",
    Certainty.LOW: "peu sûr, à confirmer",
}
# What each document is called, and the ending that it asks of a participle.
NAMES: Mapping[PaperKind, tuple[str, str]] = {
    PaperKind.ATTESTATION_PROLONGATION: ("attestation de prolongation", "e"),
    PaperKind.RECEPISSE: ("récépissé", ""),
    PaperKind.ATTESTATION_DECISION_FAVORABLE: ("attestation de décision favorable", "e"),
    PaperKind.ATTESTATION_DEPOT: ("attestation de dépôt", "e"),
}
_PERMIT = ("titre", "")
_LOOSE = re.compile(r" ([?!:;»€])")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the reasons that it rests on; `under`: the article of the permit that it speaks of."""

    text: str
    reasons: Reasons = ()
    under: str = ""

    @property
    def words(self) -> str:
        """The sentence, with no line that begins by a sign."""
        return bound(self.text)

    @property
    def article(self) -> str:
        """The article of the reason that comes first; nothing where there is none."""
        return self.reasons[0].rule.article if self.reasons else self.under

    @property
    def articles(self) -> str:
        """The articles of the reasons, each once."""
        return " ; ".join(dict.fromkeys(reason.rule.article for reason in self.reasons))

    @property
    def doubt(self) -> str:
        """How a sentence is less than sure; nothing where it is sure."""
        return DOUBTS.get(certainty_of(self.reasons), "")


def bound(text: str) -> str:
    """Tie signs and units to the word before them, as French is printed."""
    return _LOOSE.sub("\u00a0\\1", text)


def due(ending: str) -> str:
    """Say that something is owed, in the gender of its name."""
    return "due" if ending else "dû"


def name_of(kind: PaperKind) -> tuple[str, str]:
    """Return what a document is called, and its ending."""
    return NAMES.get(kind, _PERMIT)


def until(day: date | None) -> str:
    """Say until when; a document without an end goes on until the card."""
    return "jusqu'à la remise de votre carte" if day is None else f"jusqu'au {in_words(day)}"


def by(day: date | None) -> str:
    """Say by when."""
    return "dès que possible" if day is None else f"au plus tard le {in_words(day)}"
