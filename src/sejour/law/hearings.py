"""When a person must be heard before a decision (CRPA L.121-1, L.121-2, L.122-1)."""

from dataclasses import dataclass

from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import HearingAct
from sejour.law.tables import rule

_WITHDRAWAL = Reason(
    rule("R-DEC-02"),
    "L'administration agit de son propre chef : vous pouvez d'abord dire votre avis, avec un conseil.",
)
_REQUEST = Reason(
    rule("R-DEC-02"), "La décision répond à votre demande, où vous avez pu tout dire : aucun débat n'est dû."
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether the person must be heard first, and why."""

    required: bool
    reasons: Reasons


def hearing(act: HearingAct) -> Hearing:
    """Answer whether a person must be heard before an act."""
    if act is HearingAct.WITHDRAWAL:
        return Hearing(True, (_WITHDRAWAL,))
    return Hearing(False, (_REQUEST,))
