"""The electronic receipt of a filing (CRPA R.112-11-1)."""

from typing import Any

from sejour.applications.models import DEPOSIT_STATUSES, Application
from sejour.applications.papers.letter import court_of, letter, service
from sejour.applications.selectors import silence
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder
from sejour.law.acts import article_of
from sejour.law.kinds import DepositStatus
from sejour.law.pieces import ground_of
from sejour.law.silence import Silence
from sejour.law.tables import parameter

TITLE = "Accusé de réception de votre demande"


def receipt_is_complete(application: Application) -> bool:
    """Tell whether the receipt names a service with an address: without, time limits cannot be opposed."""
    return bool(application.prefecture and application.prefecture.address)


def receipt(application: Application) -> dict[str, Any]:
    """Return the words of the electronic receipt of a filing."""
    assert application.filed_on is not None
    assert application.counts_from is not None
    implicit = silence(application)
    status = DEPOSIT_STATUSES[DepositStatus(application.deposit_status)]
    told = Told(
        kind="receipt",
        title=TITLE,
        number=application.reference,
        days={"filed": application.filed_on, "silence": implicit.on},
    )
    return letter(
        application,
        told,
        made_on=application.filed_on,
        statement=(
            f"Votre demande a été reçue le {in_words(application.filed_on)}. "
            f"Elle est {status} et compte à partir du {in_words(application.counts_from)}."
        ),
        sections=[
            _asked(application),
            service(application),
            _unanswered(application, implicit),
            signature_checks(),
        ],
    )


def _asked(application: Application) -> dict[str, Any]:
    facts = [
        {"name": "Numéro", "value": application.reference},
        {"name": "Personne", "value": application.person.full_name},
        {"name": "Démarche", "value": application.get_procedure_display()},
        {"name": "Motif", "value": ground_of(application.article)},
    ]
    return {"title": "Votre demande", "facts": facts}


def _unanswered(application: Application, implicit: Silence) -> dict[str, Any]:
    months = parameter("appeal_months", implicit.on)
    lines = [
        f"Sans réponse le {in_words(implicit.on)}, votre demande sera réputée refusée "
        f"({article_of('implicit_refusal', implicit.on)} du CESEDA), sous réserve que le dossier "
        "soit complet.",
        "Vos attestations continuent quand même, tant qu'aucune décision écrite ne vous est notifiée.",
        f"Vous pourrez demander les motifs de ce refus, et le contester dans les {months} mois : "
        "auprès du préfet (recours gracieux), du ministre de l'intérieur (recours hiérarchique), ou du "
        f"{court_of(application)}, aussi par telerecours.fr.",
    ]
    return {"title": "Si vous ne recevez pas de réponse", "lines": lines}


def receipt_order(application: Application) -> PaperOrder:
    """Return the receipt of a filing, to be drawn."""
    return PaperOrder(
        subject=f"receipt/{application.reference}",
        person=application.person,
        content=receipt(application),
        name=f"accuse-{application.reference}.pdf",
    )
