"""Pages to sign, drawn as papers are, and what is done to signed ones."""

import subprocess
from functools import cache
from pathlib import Path

from sejour.documents import rendering
from tests.factories.days import NOON

A_PAPER = {
    "title": "Essai",
    "number": "1",
    "made_on": "Le 23 novembre 2026",
    "authority": "Préfecture",
    "authority_address": "",
    "mention": "",
    "statement": "Cette page est à signer.",
    "sections": [{"title": "Vérifier ce document", "lines": ["En ligne."], "checks": True}],
    "footer": "Essai",
}


@cache
def a_page() -> bytes:
    """Return the PDF of a paper, not signed."""
    return rendering.draw(A_PAPER, at=NOON)


def pdfsig(path: Path) -> str:
    """Return what poppler says of the signatures of a PDF."""
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    return done.stdout
