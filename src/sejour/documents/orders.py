"""A paper to be drawn: its subject, whose it is, its words, and what its 2D-Doc says."""

from dataclasses import dataclass
from typing import Any

from sejour.documents.deux_d_doc.etranger import DocumentEtranger
from sejour.identity.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOrder:
    """All that drawing needs. `subject` names what is drawn, once for all; `name` is that of the file given.

    `seal` is what the 2D-Doc says; None where the paper bears none.
    """

    subject: str
    person: Person
    content: dict[str, Any]
    name: str
    seal: DocumentEtranger | None = None
