"""Whether several applications may be pending at the same time (CE avis 10 October 2024, n° 493514)."""

from dataclasses import dataclass

from sejour.law.findings import Reason, Reasons
from sejour.law.sources import Certainty
from sejour.law.tables import rule

_SEVERAL = Reason(
    rule("R-DEP-22"),
    "Plusieurs demandes, pour des raisons différentes, peuvent être examinées en même temps.",
)
_ALONE = Reason(rule("R-DEP-22"), "Aucune autre demande n'est en cours : rien n'empêche celle-ci.")
# The opinion speaks of different grounds; no text read speaks of the same one twice.
_AGAIN = Reason(
    rule("R-DEP-22"),
    "Une demande du même titre est déjà en cours : complétez-la, une seconde n'ajoute aucun droit.",
    Certainty.MEDIUM,
)


@dataclass(frozen=True, slots=True)
class Simultaneous:
    """Whether one more application may be filed, and why."""

    allowed: bool
    reasons: Reasons


def simultaneous_application(*, pending: tuple[str, ...], asked: str) -> Simultaneous:
    """Answer whether an application may be filed while others are pending: on other grounds, always."""
    if asked in pending:
        return Simultaneous(False, (_AGAIN,))
    return Simultaneous(True, (_SEVERAL if pending else _ALONE,))
