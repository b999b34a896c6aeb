"""The closing of a file: its written reasons, how to have it reopened, how to challenge it (CRPA L.114-5)."""

from typing import Any

from sejour.applications.models import Application
from sejour.applications.papers.letter import appeals, asked_by, cited, holder, letter
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder

TITLE = "Clôture de votre dossier"


def closure(application: Application) -> dict[str, Any]:
    """Return the words of the closing of a closed application."""
    assert application.closed_on is not None
    told = Told(
        kind="closure", title=TITLE, number=application.reference, days={"closed": application.closed_on}
    )
    return letter(
        application,
        told,
        made_on=application.closed_on,
        statement=(
            f"Votre demande ({asked_by(application)}) est clôturée le {in_words(application.closed_on)} "
            "parce que le dossier est resté incomplet. Ce n'est pas un refus de séjour."
        ),
        sections=[
            holder(application),
            {"title": "Motifs", "paragraphs": application.closing_reasons.splitlines()},
            _what_changes(application),
            {
                "title": "Si votre dossier était complet, vous pouvez contester",
                "lines": appeals(application, application.closed_on),
            },
            signature_checks(),
        ],
    )


def _what_changes(application: Application) -> dict[str, Any]:
    assert application.closed_on is not None
    lines = [
        "Les documents que cette demande vous avait donnés prennent fin ; un titre encore valable garde sa "
        "date de fin.",
        "Si vous avez la pièce qui manquait, envoyez-la à la préfecture et demandez la réouverture : le "
        "dossier rouvert garde sa date de dépôt.",
        f"Fondement : {cited('closed', application.closed_on)}.",
    ]
    return {"title": "Ce que cela change, et ce que vous pouvez faire", "lines": lines}


def closure_order(application: Application) -> PaperOrder:
    """Return the closing of an application, to be drawn; a file closed again has another paper."""
    assert application.closed_on is not None
    return PaperOrder(
        subject=f"closure/{application.reference}/{application.closed_on.isoformat()}",
        person=application.person,
        content=closure(application),
        name=f"cloture-{application.reference}.pdf",
    )
