"""`body-acceptance`: must a body accept this document?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import bodies
from sejour.law.findings import Reasons
from sejour.law.kinds import Body, PaperKind

NAME = "body-acceptance"
TITLE = "Cet organisme doit-il accepter mon document ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The body, the document shown to it, and the day of the request."""

    body: Annotated[Body, "organisme auquel le document est présenté"]
    document: Annotated[PaperKind, "sorte de titre ou de document provisoire"]
    work_mention: Annotated[bool, "le document dit que son titulaire peut travailler"] = False
    renewal: Annotated[bool, "le document accompagne un renouvellement, non une première demande"] = False
    valid_until: Annotated[date | None, "dernier jour du document ; vide s'il n'a pas de fin"] = None
    requested_on: Annotated[date | None, "jour de la demande ; nécessaire si le document a une fin"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the document must be accepted."""

    accepted: Annotated[bool, "l'organisme doit accepter le document"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the lists of the day of the request, of `as_of` if it is not told."""
    found = bodies.accepted(
        body=facts.body,
        document=facts.document,
        on=as_of,
        work_mention=facts.work_mention,
        renewal=facts.renewal,
        valid_until=facts.valid_until,
        requested_on=facts.requested_on,
    )
    return Answer(found.accepted, found.reasons)
