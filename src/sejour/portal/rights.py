"""Rights told to their holder, who is addressed; third parties read `continuity.sentences`."""

from sejour.continuity.rights import Rights
from sejour.core.words import in_words
from sejour.law.kinds import Work
from sejour.law.wording import limits_of_work

_WORK = {
    Work.NONE: "Vos documents en cours ne permettent pas de travailler.",
    Work.LIMITED: ("Vous pouvez travailler dans les limites de votre titre {limits}{until}."),
    Work.FULL: "Vous pouvez travailler{until}.",
}


def rights_to_holder(rights: Rights) -> str:
    """Return what the holder may do on a day, and until when."""
    if not rights.stay:
        return (
            f"Aujourd'hui, {in_words(rights.day)}, nous ne connaissons aucun document en cours qui prouve "
            "votre droit au séjour."
        )
    until = in_words(rights.stay_until) if rights.stay_until else "la remise de votre nouvelle carte"
    reach = f"au moins jusqu'au {until}" if rights.stay_until else f"jusqu'à {until}"
    return f"Vous êtes en séjour régulier, {reach}. {_work(rights)}"


def _work(rights: Rights) -> str:
    until = ""
    if rights.work_until is not None and rights.work_until != rights.stay_until:
        until = f", au moins jusqu'au {in_words(rights.work_until)}"
    return _WORK[rights.work].format(until=until, limits=limits_of_work(rights.day))
