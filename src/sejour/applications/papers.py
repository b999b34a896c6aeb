"""The words of an application's papers: the electronic receipt (CRPA R.112-11-1)."""

from typing import Any

from sejour.applications.models import DEPOSIT_STATUSES, Application
from sejour.applications.selectors import silence
from sejour.core.words import in_words
from sejour.law.acts import article_of
from sejour.law.kinds import DepositStatus
from sejour.law.pieces import ground_of
from sejour.law.tables import parameter

# The contact centre for people, free of charge: known to every prefecture's receipts.
CONTACT_CENTRE = "0 806 001 620"


def receipt_is_complete(application: Application) -> bool:
    """Tell whether the receipt names a service with an address: without, time limits cannot be opposed."""
    return bool(application.prefecture and application.prefecture.address)


def receipt(application: Application) -> dict[str, Any]:
    """Return the words of the electronic receipt of a filing."""
    assert application.filed_on is not None
    assert application.counts_from is not None
    implicit = silence(application)
    prefecture = application.prefecture
    court = prefecture.court if prefecture else ""
    address = prefecture.court_address if prefecture else ""
    months = parameter("appeal_months", implicit.on)
    status = DEPOSIT_STATUSES[DepositStatus(application.deposit_status)]
    return {
        "title": "Accusé de réception de votre demande",
        "number": application.reference,
        "made_on": f"Le {in_words(application.filed_on)}",
        "authority": prefecture.name if prefecture else "Préfecture de votre domicile",
        "authority_address": prefecture.address if prefecture else "",
        "mention": "",
        "statement": (
            f"Votre demande a été reçue le {in_words(application.filed_on)}. "
            f"Elle est {status} et compte à partir du {in_words(application.counts_from)}."
        ),
        "sections": [
            {
                "title": "Votre demande",
                "facts": [
                    {"name": "Numéro", "value": application.reference},
                    {"name": "Personne", "value": application.person.full_name},
                    {"name": "Démarche", "value": application.get_procedure_display()},
                    {"name": "Motif", "value": ground_of(application.article)},
                ],
            },
            {
                "title": "Le service chargé de votre demande",
                "facts": [
                    {"name": "Service", "value": prefecture.name if prefecture else "à déterminer"},
                    {
                        "name": "Adresse",
                        "value": (prefecture.address if prefecture else "") or "non connue à ce jour",
                    },
                    {
                        "name": "Téléphone",
                        "value": (prefecture.phone if prefecture else "") or CONTACT_CENTRE,
                    },
                ],
            },
            {
                "title": "Si vous ne recevez pas de réponse",
                "lines": [
                    f"Sans réponse le {in_words(implicit.on)}, votre demande sera réputée refusée "
                    f"({article_of('implicit_refusal', implicit.on)} du CESEDA), sous réserve que le dossier "
                    "soit complet.",
                    "Vos attestations continuent quand même, tant qu'aucune décision écrite ne vous est "
                    "notifiée.",
                    f"Vous pourrez demander les motifs de ce refus, et le contester dans les {months} mois : "
                    "auprès du préfet (recours gracieux), du ministre de l'intérieur (recours "
                    f"hiérarchique), ou du tribunal administratif de {court}"
                    + (f" ({address})" if address else "")
                    + ", aussi par telerecours.fr.",
                ],
            },
        ],
        "footer": f"Accusé de réception de la demande {application.reference}.",
    }
