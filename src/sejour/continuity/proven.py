"""What a document proves, line by line, as the law answers: stay, work, social bodies, border, with what."""

from datetime import date

from sejour.applications.models import Procedure
from sejour.continuity.models import ProvisionalDocument
from sejour.core.words import in_words
from sejour.law.acts import article_of
from sejour.law.bodies import accepted
from sejour.law.kinds import Body, DocumentKind, PaperKind, TravelPaper, Work
from sejour.law.sources import Certainty, least_certain
from sejour.law.travel import re_entry
from sejour.law.wording import limits_of_work

Fact = dict[str, str]
_WORK = {
    Work.NONE.value: "Ce document ne permet pas de travailler.",
    Work.LIMITED.value: "Autorisé dans les limites du titre {limits}.",
    Work.FULL.value: "Ce document autorise son titulaire à travailler.",
}
_BODIES = {
    Body.FRANCE_TRAVAIL: "France Travail",
    Body.HEALTH_INSURANCE: "l'assurance maladie",
    Body.FAMILY_BENEFITS: "les prestations familiales (CAF, MSA)",
    Body.DISABILITY_ALLOWANCE: "l'allocation aux adultes handicapés",
}
# At the border, what was asked for decides: a renewal, or a first permit.
_AT_THE_BORDER = {
    (DocumentKind.ATTESTATION_DEPOT.value, True): TravelPaper.ATTESTATION_DEPOT,
    (DocumentKind.ATTESTATION_DEPOT.value, False): TravelPaper.ATTESTATION_DEPOT,
    (DocumentKind.ATTESTATION_PROLONGATION.value, True): TravelPaper.ATTESTATION_PROLONGATION_RENEWAL,
    (DocumentKind.ATTESTATION_PROLONGATION.value, False): TravelPaper.ATTESTATION_PROLONGATION_FIRST,
    (DocumentKind.RECEPISSE.value, True): TravelPaper.RECEPISSE_RENEWAL,
    (DocumentKind.RECEPISSE.value, False): TravelPaper.RECEPISSE_FIRST,
    (DocumentKind.ATTESTATION_DECISION_FAVORABLE.value, True): TravelPaper.ATTESTATION_DECISION_FAVORABLE,
    (DocumentKind.ATTESTATION_DECISION_FAVORABLE.value, False): TravelPaper.ATTESTATION_DECISION_FAVORABLE,
}
_ASK_FIRST = "Demandez à la préfecture avant de partir à l'étranger."


def facts_of(document: ProvisionalDocument) -> list[Fact]:
    """Return what a document proves, each line with its name."""
    lines = {
        "Séjour": f"régulier, du {in_words(document.first_day)} {until(document.last_day)}",
        "Travail": work_allowed_by(document),
        "Droits sociaux": social_rights(document),
        "Voyage": border(document),
        "À présenter avec": beside(document),
        "Fondement": basis(document),
    }
    return [{"name": name, "value": value} for name, value in lines.items()]


def facts_of_deposit(document: ProvisionalDocument) -> list[Fact]:
    """Return what an attestation de dépôt proves: the filing, and no right by itself."""
    lines = {
        "Dépôt": f"le {in_words(document.first_day)}",
        "Séjour, travail": "Elle ne les prouve pas à elle seule : le titre en cours les prouve.",
        "Droits sociaux": social_rights(document),
        "Voyage": border(document),
        "À présenter avec": beside(document),
        "Fondement": basis(document),
    }
    return [{"name": name, "value": value} for name, value in lines.items()]


def until(last_day: date | None) -> str:
    """Return the end of a document in words; one without end lasts until the card is handed over."""
    return f"jusqu'au {in_words(last_day)}" if last_day else "jusqu'à la remise de la carte"


def work_allowed_by(document: ProvisionalDocument) -> str:
    """Return what a document says of work."""
    return _WORK[document.work].format(limits=limits_of_work(document.first_day))


def basis(document: ProvisionalDocument) -> str:
    """Return the article that a document rests on."""
    return f"CESEDA, article {article_of(document.kind, document.issued_on)}"


def renews(document: ProvisionalDocument) -> bool:
    """Tell whether a document was given by the renewal of a permit."""
    application = document.application
    return application.held_permit is not None and application.procedure == Procedure.RENEWAL


def social_rights(document: ProvisionalDocument) -> str:
    """Return which bodies must accept a document on its first day, as far as a text was read."""
    names = [name for body, name in _BODIES.items() if _is_accepted(document, body)]
    if not names:
        return "À montrer avec le titre en cours : elle ne suffit pas aux organismes."
    return f"Suffit pour {', '.join(names)}."


def _is_accepted(document: ProvisionalDocument, body: Body) -> bool:
    found = accepted(
        body=body,
        document=PaperKind(document.kind),
        on=document.first_day,
        work_mention=document.work != Work.NONE,
        renewal=renews(document),
        valid_until=document.last_day,
        requested_on=document.first_day,
    )
    certainty = least_certain(reason.certainty for reason in found.reasons)
    return found.accepted and certainty is not Certainty.LOW


def border(document: ProvisionalDocument) -> str:
    """Return whether its holder comes back to France with a document, and with what else."""
    paper = _AT_THE_BORDER.get((document.kind, renews(document)))
    if paper is None:
        return _ASK_FIRST
    held = document.application.held_permit
    found = re_entry(paper=paper, expired_on=held.last_day if held else None, on=document.first_day)
    return " ".join(reason.because for reason in found.reasons)


def beside(document: ProvisionalDocument) -> str:
    """Return with which other document it must be shown."""
    held = document.application.held_permit
    alone = document.kind not in (DocumentKind.ATTESTATION_PROLONGATION, DocumentKind.ATTESTATION_DEPOT)
    if alone or held is None:
        return "Une pièce d'identité."
    number = f" n° {held.number}" if held.number else ""
    return f"Le titre{number} qui prend fin le {in_words(held.last_day)}, et une pièce d'identité."
