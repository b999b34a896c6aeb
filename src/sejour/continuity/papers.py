"""The words of each document: what it proves, with which other document, under which article."""

from datetime import date
from typing import Any

from sejour.applications.models import Application, Procedure
from sejour.continuity.models import KINDS, ProvisionalDocument
from sejour.continuity.selectors import rights_of
from sejour.continuity.sentences import rights_sentence
from sejour.core.words import in_words
from sejour.law.acts import article_of
from sejour.law.kinds import DocumentKind, Work
from sejour.law.pieces import ground_of
from sejour.law.wording import limits_of_work

_WORK = {
    Work.NONE.value: "Ce document ne permet pas de travailler.",
    Work.LIMITED.value: "Autorisé dans les limites du titre {limits}.",
    Work.FULL.value: "Ce document autorise son titulaire à travailler.",
}
_PROLONGATION = DocumentKind.ATTESTATION_PROLONGATION.value
_FAVORABLE = DocumentKind.ATTESTATION_DECISION_FAVORABLE.value


def number_of(document: ProvisionalDocument) -> str:
    """Return the number printed on a document."""
    return f"{document.application.reference}-{document.pk}"


def content_of(document: ProvisionalDocument) -> dict[str, Any]:
    """Return the words of a document, for its page and for its PDF alike."""
    application = document.application
    prefecture = application.prefecture
    deposit = document.kind == DocumentKind.ATTESTATION_DEPOT
    return {
        "title": KINDS[document.kind][:1].upper() + KINDS[document.kind][1:],
        "number": number_of(document),
        "made_on": f"Le {in_words(document.issued_on)}",
        "authority": prefecture.name if prefecture else "Préfecture du domicile",
        "authority_address": prefecture.address if prefecture else "",
        "mention": document.mention[:1].upper() + document.mention[1:],
        "statement": _deposit_statement(application) if deposit else _statement(document),
        "sections": [
            _holder(application),
            _deposit_rights(document) if deposit else _proves(document),
            _check(),
        ],
        "footer": f"{KINDS[document.kind].capitalize()} {number_of(document)}",
    }


def _until(last_day: date | None) -> str:
    return f"jusqu'au {in_words(last_day)}" if last_day else "jusqu'à la remise de la carte"


def _statement(document: ProvisionalDocument) -> str:
    return (
        f"Du {in_words(document.first_day)} {_until(document.last_day)}, "
        f"{document.person.full_name} séjourne régulièrement en France. {work_allowed_by(document)}"
    )


def _deposit_statement(application: Application) -> str:
    assert application.filed_on is not None
    return (
        f"{application.person.full_name} a déposé le {in_words(application.filed_on)} une demande "
        f"({application.get_procedure_display()}, {ground_of(application.article)}). "
        "Cette attestation prouve le dépôt ; elle ne prouve pas à elle seule le séjour régulier."
    )


def _holder(application: Application) -> dict[str, Any]:
    person = application.person
    facts = [
        {"name": "Nom et prénoms", "value": person.full_name},
        {"name": "Date de naissance", "value": person.born_on_text or "non connue"},
        {"name": "Numéro étranger", "value": person.foreigner_number or "non attribué"},
        {"name": "Demande", "value": application.reference},
    ]
    return {"title": "Titulaire", "facts": facts}


def work_allowed_by(document: ProvisionalDocument) -> str:
    """Return what a document says of work."""
    return _WORK[document.work].format(limits=limits_of_work(document.first_day))


def _proves(document: ProvisionalDocument) -> dict[str, Any]:
    articles = article_of(document.kind, document.issued_on)
    return {
        "title": "Ce que ce document prouve",
        "facts": [
            {
                "name": "Séjour",
                "value": f"régulier, du {in_words(document.first_day)} {_until(document.last_day)}",
            },
            {"name": "Travail", "value": work_allowed_by(document)},
            {"name": "Droits sociaux", "value": _social(document)},
            {"name": "Voyage", "value": _travel(document)},
            {"name": "À présenter avec", "value": _beside(document)},
            {"name": "Fondement", "value": f"CESEDA, article {articles}"},
        ],
    }


def _renews(document: ProvisionalDocument) -> bool:
    application = document.application
    return application.held_permit is not None and application.procedure == Procedure.RENEWAL


def _social(document: ProvisionalDocument) -> str:
    if document.kind == _PROLONGATION and _renews(document):
        return "Maintenus : ce document a les effets d'un récépissé de demande de renouvellement."
    return "Ce document prouve la régularité du séjour auprès des organismes sociaux."


def _travel(document: ProvisionalDocument) -> str:
    if document.kind == _FAVORABLE:
        return "Retour en France possible avec le passeport et cette attestation."
    if _renews(document):
        return "Retour en France possible avec le passeport, ce document et le titre expiré."
    return "Un visa de retour est nécessaire pour revenir en France."


def _beside(document: ProvisionalDocument) -> str:
    held = document.application.held_permit
    if document.kind != _PROLONGATION or held is None:
        return "Une pièce d'identité."
    number = f" n° {held.number}" if held.number else ""
    return f"Le titre{number} qui prend fin le {in_words(held.last_day)}, et une pièce d'identité."


def _deposit_rights(document: ProvisionalDocument) -> dict[str, Any]:
    application = document.application
    lines = [rights_sentence(rights_of(application.person, document.issued_on))]
    lines.append(
        "Si la demande est encore examinée quand le titre prend fin, le document suivant s'établit de "
        "lui-même s'il est dû : vous n'avez rien à faire, vous serez prévenu."
    )
    if application.late_fee:
        lines.append(
            f"La demande est hors délai : un droit de {application.late_fee} € s'ajoute, et le document "
            "suivant n'est pas un droit ; un agent peut l'accorder."
        )
    return {"title": f"Vos droits au {in_words(document.issued_on)}", "lines": lines}


def _check() -> dict[str, Any]:
    return {
        "title": "Vérifier ce document",
        "lines": [
            "Le titulaire crée un code de partage dans son espace et le donne à qui veut vérifier.",
            "La vérification se fait en ligne, sans compte, avec ce code et la date de naissance.",
        ],
    }
