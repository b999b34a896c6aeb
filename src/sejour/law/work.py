"""What a provisional document says of the right to work (R.431-14, R.431-15, R.431-15-2)."""

from datetime import date

from sejour.law.findings import Reason
from sejour.law.kinds import DocumentKind, Work
from sejour.law.tables import RENEWAL_WITHOUT_WORK, WORK_RIGHTS, Condition, rule

_AS_THE_CARD = "Vous gardez le droit de travailler que donnait votre carte, ni plus ni moins."
_RENEWAL = {
    DocumentKind.ATTESTATION_PROLONGATION: Reason(rule("R-API-12"), _AS_THE_CARD),
    DocumentKind.RECEPISSE: Reason(rule("R-REC-05"), _AS_THE_CARD),
}
_NEVER = Reason(rule("R-API-12"), "Le renouvellement de ce titre ne permet pas de travailler.")
_PROTECTED = Reason(rule("R-API-06"), "La protection accordée permet d'exercer toute profession.")
_ALLOWED = "La demande de ce titre permet déjà de travailler."
_FORBIDDEN = "La demande de ce titre ne permet pas encore de travailler."
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
    if article in RENEWAL_WITHOUT_WORK:
        return Work.NONE, _NEVER
    return held, _RENEWAL[kind]


def work_of_first_application(
    *, kind: DocumentKind, article: str, on: date, work_permit: bool, holds_long_stay_visa: bool
) -> tuple[Work, Reason]:
    """Answer the right to work while a first permit of that article is asked for, filed on `on`."""
    if kind is DocumentKind.ATTESTATION_PROLONGATION:
        condition = WORK_RIGHTS.attestation_prolongation.on(on).get(article)
        cited = _ATTESTATION[condition]
    else:
        condition = WORK_RIGHTS.recepisse.on(on).get(article)
        cited = _RECEPISSE
    match condition:
        case None:
            return Work.NONE, Reason(cited, _FORBIDDEN)
        case Condition.NOTHING:
            return Work.FULL, Reason(cited, _ALLOWED)
        case Condition.WORK_PERMIT if work_permit:
            return Work.FULL, Reason(cited, "Votre autorisation de travail est accordée.")
        case Condition.WORK_PERMIT:
            return Work.NONE, Reason(cited, "Il faut d'abord une autorisation de travail.")
        case Condition.LONG_STAY_VISA if holds_long_stay_visa:
            return Work.FULL, Reason(cited, "Vous détenez un visa de long séjour, qui permet de travailler.")
        case Condition.LONG_STAY_VISA:
            return Work.NONE, Reason(cited, "Sans visa de long séjour, il faut attendre la décision.")
        case _:
            because = "La famille d'un résident d'un autre État attend un an avant de travailler."
            return Work.NONE, Reason(cited, because)


def work_of_protected() -> tuple[Work, Reason]:
    """Answer the right to work of a recognized refugee or beneficiary of subsidiary protection."""
    return Work.FULL, _PROTECTED
