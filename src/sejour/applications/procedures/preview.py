"""A procedure as it will be, for whoever thinks of it and for the author of its file."""

from dataclasses import dataclass
from datetime import date

from sejour.applications.procedures.answers import steps_asked
from sejour.applications.procedures.reading import Nature, ProcedureFile, Step
from sejour.law import filing
from sejour.law.fees import fees
from sejour.law.kinds import PaidProcedure
from sejour.law.pieces import Piece, pieces_for

TITLES = {
    Nature.FIRST: "C'est ma première demande",
    Nature.RENEWAL: "Je renouvelle ce titre",
    Nature.CHANGE_OF_GROUND: "J'ai un titre d'un autre motif",
}
_PAID = {
    Nature.FIRST: PaidProcedure.FIRST,
    Nature.RENEWAL: PaidProcedure.RENEWAL,
    # Which price a change of ground has was not found: that of a renewal, as the law package says (R-FEE-12).
    Nature.CHANGE_OF_GROUND: PaidProcedure.RENEWAL,
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What asking for something involves: by which channel, in which steps, with which pieces, for how much.

    `euros` is None where the price is not known.
    """

    nature: Nature
    title: str
    online: bool
    steps: tuple[Step, ...]
    pieces: tuple[Piece, ...]
    euros: int | None


def preview(procedure: ProcedureFile, nature: Nature, on: date) -> Preview:
    """Return what a procedure of that nature involves on a day, for the first thing that it asks for."""
    article = procedure.asks_for[0]
    renewal = nature is Nature.RENEWAL
    price = fees(procedure=_PAID[nature], article=article, decided_on=on).price
    return Preview(
        nature=nature,
        title=TITLES[nature],
        online=filing.channel(stated=None, article=article, renewal=renewal, on=on).online,
        steps=tuple(steps_asked(procedure, nature, {})),
        pieces=pieces_for(article, renewal=renewal),
        euros=None if price is None else price.total,
    )
