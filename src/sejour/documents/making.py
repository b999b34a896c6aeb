"""Makes a paper: the words drawn, the 2D-Doc printed on them, the PDF signed. It writes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sejour.core.clock import PARIS, day_of
from sejour.documents import rendering
from sejour.documents.deux_d_doc import drawing
from sejour.documents.deux_d_doc.errors import FieldRefused, TextDoesNotFit
from sejour.documents.deux_d_doc.etranger import DocumentEtranger
from sejour.documents.deux_d_doc.sealing import seal_document
from sejour.documents.keys import sealing_key
from sejour.documents.signing.levels import Level
from sejour.documents.signing.papers import sign_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """A signed PDF, the text of its 2D-Doc (empty if it bears none), who signed it and with what proof."""

    content: bytes
    seal_text: str
    certificate: str
    level: Level


def make(content: dict[str, Any], *, seal: DocumentEtranger | None, at: datetime) -> MadePaper:
    """Make the paper that says `content`, and `seal` in its 2D-Doc. Raises SignatureUnavailable."""
    text, picture = _sealed(seal, at) if seal else ("", None)
    drawn = rendering.draw(content, at=at, seal=picture)
    signed = sign_pdf(drawn, at=at)
    return MadePaper(
        content=signed.content, seal_text=text, certificate=signed.certificate, level=signed.level
    )


def _sealed(seal: DocumentEtranger, at: datetime) -> tuple[str, str | None]:
    """Return the text of a 2D-Doc and its picture."""
    day = day_of(at, PARIS)
    try:
        text = seal_document(seal, key=sealing_key(), issued_on=day, signed_on=day)
        return text, drawing.svg(text)
    except (FieldRefused, TextDoesNotFit):
        # The standard cannot say it (a sex that is not known, an address in another script): the paper
        # goes without a 2D-Doc; it is signed all the same, and checked on line.
        return "", None
