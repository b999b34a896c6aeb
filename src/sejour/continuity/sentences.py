"""Rights in plain French sentences, for pages, papers, messages and third parties."""

from sejour.continuity.rights import Rights
from sejour.core.words import in_words
from sejour.law.kinds import Work
from sejour.law.wording import limits_of_work

_WORK = {
    Work.NONE: "Elle ne permet pas de travailler.",
    Work.LIMITED: ("Cette personne peut travailler dans les limites de son titre {limits}{until}."),
    Work.FULL: "Cette personne peut travailler, sans limite d'emploi ni de durée{until}.",
}


def rights_sentence(rights: Rights) -> str:
    """Return the one answer that a third party gets: stay, work and its limits, until when."""
    stay = stay_sentence(rights)
    return f"{stay} {work_sentence(rights)}" if rights.stay else stay


def stay_sentence(rights: Rights) -> str:
    """Return what the rights of a day say of the stay, for whoever may not know about work."""
    today = in_words(rights.day)
    if not rights.stay:
        return f"Au {today}, aucun document en cours de validité ne prouve le séjour régulier."
    if rights.stay_until is None:
        return f"Au {today}, le séjour est régulier, jusqu'à la remise de la nouvelle carte."
    return f"Au {today}, le séjour est régulier, au moins jusqu'au {in_words(rights.stay_until)}."


def work_sentence(rights: Rights) -> str:
    """Return what the rights of a day say of work."""
    if rights.work is Work.NONE:
        return "Aucun document en cours n'autorise à travailler."
    until = ""
    if rights.work_until != rights.stay_until and rights.work_until is not None:
        until = f", au moins jusqu'au {in_words(rights.work_until)}"
    return _WORK[rights.work].format(until=until, limits=limits_of_work(rights.day))
