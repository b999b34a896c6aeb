"""What a provisional document says of the right to work (R.431-14, R.431-15, R.431-15-2)."""

from sejour.law.findings import Reason
from sejour.law.kinds import DocumentKind, Work
from sejour.law.tables import ATTESTATION_WORK, RECEPISSE_WORK, RENEWAL_WITHOUT_WORK, rule

_AS_THE_CARD = Reason(
    rule("R-API-12"), "Vous gardez le droit de travailler que donnait votre carte, ni plus ni moins."
)
_RECEPISSE_AS_THE_CARD = Reason(
    rule("R-REC-05"), "Vous gardez le droit de travailler que donnait votre carte, ni plus ni moins."
)
_NEVER = Reason(rule("R-API-12"), "Le renouvellement de ce titre ne permet pas de travailler.")
_PROTECTED = Reason(rule("R-API-06"), "La protection accordée permet d'exercer toute profession.")


def work_of_renewal(
    *, kind: DocumentKind, article: str | None, held: Work | None
) -> tuple[Work | None, Reason]:
    """Answer the right to work while a renewal is examined; None where the card's is not told."""
    if article in RENEWAL_WITHOUT_WORK:
        return Work.NONE, _NEVER
    return held, _AS_THE_CARD if kind is DocumentKind.ATTESTATION_PROLONGATION else _RECEPISSE_AS_THE_CARD


def work_of_first_application(
    *, kind: DocumentKind, article: str, work_permit: bool, holds_long_stay_visa: bool
) -> tuple[Work, Reason]:
    """Answer the right to work while a first permit of that article is asked for."""
    attestation = kind is DocumentKind.ATTESTATION_PROLONGATION
    listed = ATTESTATION_WORK if attestation else RECEPISSE_WORK
    yes = rule("R-API-08" if attestation else "R-REC-04")
    perhaps = rule("R-API-09" if attestation else "R-REC-04")
    no = rule("R-API-11" if attestation else "R-REC-04")
    if article in listed.always:
        return Work.FULL, Reason(yes, "La demande de ce titre permet déjà de travailler.")
    if article in listed.with_work_permit:
        if work_permit:
            return Work.FULL, Reason(perhaps, "Votre autorisation de travail est accordée.")
        return Work.NONE, Reason(perhaps, "Il faut d'abord une autorisation de travail.")
    if article in listed.with_long_stay_visa:
        if holds_long_stay_visa:
            return Work.FULL, Reason(perhaps, "Vous détenez un visa de long séjour.")
        return Work.NONE, Reason(perhaps, "Il faudrait détenir un visa de long séjour.")
    if article in listed.after_one_year:
        because = "La famille d'un résident d'un autre État attend un an avant de travailler."
        return Work.NONE, Reason(rule("R-API-10"), because)
    return Work.NONE, Reason(no, "La demande de ce titre ne permet pas encore de travailler.")


def work_of_protected() -> tuple[Work, Reason]:
    """Answer the right to work of a recognized refugee or beneficiary of subsidiary protection."""
    return Work.FULL, _PROTECTED
