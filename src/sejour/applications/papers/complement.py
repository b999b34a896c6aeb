"""The request for pieces (R.431-11, CRPA L.114-5)."""

from typing import Any

from sejour.applications.models import ComplementRequest
from sejour.applications.papers.letter import cited, holder, letter, service
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder

TITLE = "Demande de pièces"


def complement_request(request: ComplementRequest) -> dict[str, Any]:
    """Return the words of a request for pieces: which, under which text, until when, and what follows."""
    application = request.application
    due_on = in_words(request.due_on)
    count = len(request.pieces)
    wanted = "de la pièce ci-dessous" if count == 1 else f"des {count} pièces ci-dessous"
    told = Told(
        kind="complement_request",
        title=TITLE,
        number=f"{application.reference}-P{request.pk}",
        days={"due": request.due_on},
    )
    return letter(
        application,
        told,
        made_on=request.asked_on,
        statement=(
            f"Pour examiner votre demande, la préfecture a besoin {wanted}, au plus tard le {due_on}."
        ),
        sections=[
            holder(application, title="Votre demande"),
            _pieces(request),
            *_message(request),
            _what_follows(request),
            service(application),
            signature_checks(),
        ],
    )


def _pieces(request: ComplementRequest) -> dict[str, Any]:
    rows = [[piece["label"], piece["article"]] for piece in request.pieces]
    return {"title": "Pièces demandées", "table": {"head": ["Pièce", "Texte qui la demande"], "rows": rows}}


def _message(request: ComplementRequest) -> list[dict[str, Any]]:
    if not request.message:
        return []
    return [{"title": "Message de l'agent", "paragraphs": request.message.splitlines()}]


def _what_follows(request: ComplementRequest) -> dict[str, Any]:
    lines = [
        "Envoyez ces pièces dans votre espace : une photo suffit. Si vous ne pouvez pas, adressez-vous au "
        "service ci-dessous.",
        "Vous ne pouvez pas avoir une pièce à temps : dites-le avant cette date et demandez un délai.",
        "Vos documents en cours gardent leur date de fin.",
    ]
    if request.indispensable:
        lines.append(
            "Passé cette date, votre dossier est incomplet : aucun autre document ne suit tant que la pièce "
            "n'est pas là. Dès qu'elle arrive, votre demande redevient complète et garde sa date de dépôt."
        )
    else:
        lines.append(
            "Ces pièces sont utiles mais pas indispensables : votre demande est examinée sans elles."
        )
    lines.append(f"Fondement : {cited('complement_requested', request.asked_on)}.")
    return {"title": "Ce qu'il faut savoir", "lines": lines}


def complement_request_order(request: ComplementRequest) -> PaperOrder:
    """Return a request for pieces, to be drawn."""
    return PaperOrder(
        subject=f"request/{request.pk}",
        person=request.application.person,
        content=complement_request(request),
        name=f"demande-de-pieces-{request.application.reference}-{request.pk}.pdf",
    )
