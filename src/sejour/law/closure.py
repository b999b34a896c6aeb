"""When an incomplete file may be closed, and whether a judge can be asked about it (CRPA L.114-5)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.tables import rule

_COMPLETE = Reason(
    rule("R-CMP-08"), "Aucune pièce indispensable ne manque : le dossier est complet et doit être examiné."
)
_NOT_REQUIRED = Reason(
    rule("R-CMP-06"), "Une pièce qu'aucun texte n'exige ne peut pas être réclamée, ni son absence reprochée."
)
_NOT_ASKED = Reason(
    rule("R-CMP-02"), "La pièce indispensable n'a pas été demandée en la nommant et en fixant un délai."
)
_NOT_WRITTEN = Reason(
    rule("R-CMP-10"), "Les raisons n'ont pas été écrites : un dossier ne se ferme jamais en silence."
)
_NOT_OVER = Reason(
    rule("R-CMP-02"), "Le délai donné pour envoyer la pièce n'est pas fini : le dossier reste ouvert."
)
_INCOMPLETE = Reason(
    rule("R-CMP-08"), "Il manque une pièce sans laquelle le dossier ne peut pas être examiné."
)
_ASKED = Reason(rule("R-CMP-02"), "Elle a été demandée en la nommant, et le délai donné est passé.")
_WRITTEN = Reason(rule("R-CMP-10"), "Les raisons sont écrites : elles nomment la pièce qui manque.")
_TWO_AGENTS = Reason(
    rule("INV-4"), "Une seconde personne doit l'approuver, et le dossier se rouvre si la pièce arrive."
)
_CHALLENGEABLE = Reason(rule("R-CMP-09"), "La fermeture d'un dossier complet se conteste devant le juge.")
_NOT_CHALLENGEABLE = Reason(
    rule("R-CMP-09"), "La fermeture d'un dossier réellement incomplet ne se conteste pas devant le juge."
)


@dataclass(frozen=True, slots=True)
class MissingPiece:
    """A piece that the file does not hold."""

    piece: Annotated[str, "nom libre de la pièce, le même dans les demandes"]
    required_by_text: Annotated[bool, "un texte exige cette pièce"] = False
    indispensable: Annotated[bool, "le dossier ne peut pas être examiné sans elle"] = False

    @property
    def makes_incomplete(self) -> bool:
        """Whether the file is truly incomplete without it: what no text requires never is indispensable."""
        return self.required_by_text and self.indispensable


@dataclass(frozen=True, slots=True)
class NamedRequest:
    """Pieces asked for by their names, and until when."""

    asked_on: Annotated[date, "jour de la demande"]
    due_on: Annotated[date, "dernier jour pour envoyer les pièces"]
    pieces: Annotated[tuple[str, ...], "noms des pièces demandées"] = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """Whether a file may be closed, whether a judge can be asked about it, and why."""

    allowed: bool
    challengeable: bool
    reasons: Reasons


def closure(
    *,
    on: date | None,
    missing: tuple[MissingPiece, ...],
    requests: tuple[NamedRequest, ...] | None,
    reasons_written: bool,
) -> Closure:
    """Answer whether a file may be closed on a day: behind all guards, the first that lacks is told.

    Raises FactError where the requests or the day decide and are not given.
    """
    grave = [piece.piece for piece in missing if piece.makes_incomplete]
    if not grave:
        not_required: Reasons = () if all(p.required_by_text for p in missing) else (_NOT_REQUIRED,)
        return Closure(False, True, (_COMPLETE, *not_required, _CHALLENGEABLE))
    lacking = _lacking_guard(on, grave, needed("requests", requests), reasons_written)
    if lacking is not None:
        return Closure(False, False, (_INCOMPLETE, lacking, _NOT_CHALLENGEABLE))
    reasons = (_INCOMPLETE, _ASKED, _WRITTEN, _TWO_AGENTS, _NOT_CHALLENGEABLE)
    return Closure(True, False, reasons)


def _lacking_guard(
    on: date | None, grave: list[str], requests: tuple[NamedRequest, ...], reasons_written: bool
) -> Reason | None:
    asked = [[request for request in requests if piece in request.pieces] for piece in grave]
    if not any(asked):
        return _NOT_ASKED
    if not reasons_written:
        return _NOT_WRITTEN
    day = needed("on", on)
    made = [found for found in ([r for r in each if r.asked_on <= day] for each in asked) if found]
    if not made:
        return _NOT_ASKED
    # Asked for twice, a piece may come until the later day.
    over = any(max(request.due_on for request in found) < day for found in made)
    return None if over else _NOT_OVER
