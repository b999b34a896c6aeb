"""What proves a stay between a favourable decision and the hand-over of the card."""

from dataclasses import dataclass
from datetime import date

from sejour.law.findings import Reason, Reasons
from sejour.law.tables import rule

_STAY = Reason(rule("R-ADF-01"), "La décision est favorable : votre séjour est régulier jusqu'à la carte.")
_WORK = Reason(rule("R-ADF-02"), "Le titre accordé permet de travailler : l'attestation le dit.")


@dataclass(frozen=True, slots=True)
class FavorableDecision:
    """The attestation de décision favorable: its days and rights. `last_day` is None until hand-over."""

    first_day: date
    last_day: date | None
    work: bool
    reasons: Reasons


def attestation_decision_favorable(
    *, decided_on: date, granted_allows_work: bool, handed_over_on: date | None = None
) -> FavorableDecision:
    """Answer from when and until when the attestation proves the stay, hand-over day included."""
    reasons = (_STAY, _WORK) if granted_allows_work else (_STAY,)
    return FavorableDecision(decided_on, handed_over_on, granted_allows_work, reasons)
