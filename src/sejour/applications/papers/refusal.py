"""A refusal, once it is notified: its reasons, what changes, how to challenge it (CRPA L.211-5)."""

from typing import Any

from sejour.applications.models import Decision
from sejour.applications.papers.letter import appeals, asked_by, cited, holder, letter
from sejour.applications.selectors import appeal_against
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder

TITLE = "Décision de refus"


def refusal(decision: Decision) -> dict[str, Any]:
    """Return the words of a notified refusal."""
    application = decision.application
    appeal = appeal_against(decision)
    assert appeal is not None
    assert appeal.until is not None
    assert decision.notified_on is not None
    told = Told(
        kind="refusal",
        title=TITLE,
        number=f"{application.reference}-D{decision.pk}",
        days={"until": appeal.until},
    )
    return letter(
        application,
        told,
        made_on=decision.decided_on,
        statement=(
            f"Votre demande ({asked_by(application)}) est refusée. Décision prise le "
            f"{in_words(decision.decided_on)}, notifiée le {in_words(decision.notified_on)}."
        ),
        sections=[
            holder(application),
            {"title": "Motifs de droit", "paragraphs": decision.reasons_in_law.splitlines()},
            {"title": "Motifs de fait", "paragraphs": decision.reasons_in_fact.splitlines()},
            _what_changes(decision),
            {
                "title": "Vous pouvez contester",
                "lines": appeals(application, decision.notified_on, until=appeal.until),
            },
            signature_checks(),
        ],
    )


def _what_changes(decision: Decision) -> dict[str, Any]:
    lines = [
        "Les documents que cette demande vous avait donnés prennent fin le lendemain de la notification. "
        "Un titre encore valable garde sa date de fin.",
        f"Fondement de la forme de cette décision : {cited('refused', decision.decided_on)}.",
    ]
    return {"title": "Ce que cela change", "lines": lines}


def refusal_order(decision: Decision) -> PaperOrder:
    """Return a notified refusal, to be drawn."""
    return PaperOrder(
        subject=f"refusal/{decision.pk}",
        person=decision.application.person,
        content=refusal(decision),
        name=f"decision-{decision.application.reference}.pdf",
    )
