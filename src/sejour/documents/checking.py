"""How whoever receives a paper checks it: the same words at the foot of every kind."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings

CHECK_PATH = "/verifier/"
_SEALED = (
    "Sans réseau : scannez le 2D-Doc avec une application qui lit les 2D-Doc. Il dit ce qui a été établi, "
    "pas ce qui a pu changer depuis."
)
_UNSEALED = "Ce document ne porte pas de 2D-Doc : il se vérifie par les autres moyens dits ici."


def check_address() -> str:
    """Return the address of the check page, as papers print it."""
    return f"{settings.SITE_URL}{CHECK_PATH}"


def check_url(number: str) -> str:
    """Return the address that a 2D-Doc holds: the check page and the number printed on the paper."""
    return f"{check_address()}?{urlencode({'numero': number})}"


def right_checks(number: str, *, has_seal: bool) -> dict[str, Any]:
    """Return how to check a paper that proves a right; without its 2D-Doc, say so and how all the same."""
    lines = [
        f"En ligne, sans compte : {check_address()} avec le numéro {number} et la date de naissance du "
        "titulaire.",
        "Pour une réponse plus complète : avec un code de partage, que le titulaire crée dans son espace.",
        _SEALED if has_seal else _UNSEALED,
        "Le PDF est signé : déposez-le à la même adresse pour savoir si rien n'y a changé.",
    ]
    return {"title": "Vérifier ce document", "lines": lines, "checks": True}


def signature_checks() -> dict[str, Any]:
    """Return how to check a paper that proves no right by itself: by the signature of its PDF."""
    line = (
        f"Le PDF est signé : déposez-le sur {check_address()} pour savoir qui l'a établi et si rien n'y a "
        "changé."
    )
    return {"title": "Vérifier ce document", "lines": [line], "checks": True}
