"""What a provisional document says of the right to work (R.431-14, R.431-15, R.431-15-2)."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sejour.law.findings import Reason
from sejour.law.kinds import DocumentKind, Work
from sejour.law.tables import WORK_RIGHTS, Condition, rule

_AS_THE_CARD = "Vous gardez le droit de travailler que donnait votre carte, ni plus ni moins."
_RENEWAL = {
    DocumentKind.ATTESTATION_PROLONGATION: Reason(rule("R-API-12"), _AS_THE_CARD),
    DocumentKind.RECEPISSE: Reason(rule("R-REC-05"), _AS_THE_CARD),
}
_NEVER = Reason(rule("R-API-12"), "Le renouvellement de ce titre ne permet pas de travailler.")
_PROTECTED = Reason(rule("R-API-06"), "La protection accordée permet d'exercer toute profession.")
_MET: Mapping[Condition | None, str] = {
    Condition.NOTHING: "La demande de ce titre permet déjà de travailler.",
    Condition.WORK_PERMIT: "Votre autorisation de travail est accordée.",
    Condition.LONG_STAY_VISA: "Vous détenez un visa de long séjour, qui permet de travailler.",
}
_NOT_MET: Mapping[Condition | None, str] = {
    Condition.WORK_PERMIT: "Il faut d'abord une autorisation de travail.",
    Condition.LONG_STAY_VISA: "Sans visa de long séjour, il faut attendre la décision.",
    Condition.ONE_YEAR: "La famille d'un résident d'un autre État attend un an avant de travailler.",
    None: "La demande de ce titre ne permet pas encore de travailler.",
}
# The rule that the attestation rests on, for each condition; None where the article is in no list.
_ATTESTATION = {
    Condition.NOTHING: rule("R-API-08"),
    Condition.WORK_PERMIT: rule("R-API-09"),
    Condition.LONG_STAY_VISA: rule("R-API-09"),
    Condition.ONE_YEAR: rule("R-API-10"),
    None: rule("R-API-11"),
}
_RECEPISSE = rule("R-REC-04")


def work_of_renewal(
    *, kind: DocumentKind, article: str | None, held: Work | None
) -> tuple[Work | None, Reason]:
    """Answer the right to work while a renewal is examined; None where the card's is not told."""
    if article in WORK_RIGHTS.renewal_without_work:
        return Work.NONE, _NEVER
    return held, _RENEWAL[kind]


def work_of_first_application(
    *, kind: DocumentKind, article: str, on: date, work_permit: bool, holds_long_stay_visa: bool
) -> tuple[Work, Reason]:
    """Answer the right to work while a first permit of that article is asked for, filed on `on`."""
    attestation = kind is DocumentKind.ATTESTATION_PROLONGATION
    listed = WORK_RIGHTS.attestation_prolongation if attestation else WORK_RIGHTS.recepisse
    condition = listed.on(on).get(article)
    told: Mapping[Condition | None, bool] = {
        Condition.WORK_PERMIT: work_permit,
        Condition.LONG_STAY_VISA: holds_long_stay_visa,
    }
    return _on_condition(condition, attestation=attestation, met=told.get(condition, False))


@cache
def _on_condition(condition: Condition | None, *, attestation: bool, met: bool) -> tuple[Work, Reason]:
    cited = _ATTESTATION[condition] if attestation else _RECEPISSE
    allowed = met or condition is Condition.NOTHING
    sentence = (_MET if allowed else _NOT_MET)[condition]
    return Work.FULL if allowed else Work.NONE, Reason(cited, sentence)


def work_of_protected() -> tuple[Work, Reason]:
    """Answer the right to work of a recognized refugee or beneficiary of subsidiary protection."""
    return Work.FULL, _PROTECTED
