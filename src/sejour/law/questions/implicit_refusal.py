"""`implicit-refusal`: when does the silence of the administration become a refusal?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import silence
from sejour.law.facts import Article, in_order
from sejour.law.findings import Reasons
from sejour.law.silence import PieceRequest

NAME = "implicit-refusal"
TITLE = "À quelle date le silence vaut-il refus ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The application, and the pieces that were asked for since."""

    article: Annotated[Article, "article du titre demandé"]
    filed_on: Annotated[date | None, "jour du dépôt ; nécessaire pour le délai général"] = None
    complete_on: Annotated[date | None, "jour où la demande est complète ; pour les délais courts"] = None
    piece_requests: Annotated[tuple[PieceRequest, ...], "demandes de pièces reçues depuis"] = ()
    blue_card_of_other_state: Annotated[bool, "vous avez la carte bleue d'un autre État"] = False
    received_by_first_office_on: Annotated[date | None, "jour où le premier service l'a reçue"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The day of the refusal, the days of suspension counted in it, whether a judge can be asked.

    Day and judge are None while a delay that counts from completeness does not run.
    """

    on: Annotated[date | None, "jour où le silence devient un refus ; vide si le délai ne court pas"]
    suspended_days: Annotated[int, "jours ajoutés parce que des pièces étaient attendues"]
    challengeable: Annotated[bool | None, "ce refus se conteste devant le juge ; vide s'il n'a pas de date"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of filing."""
    in_order("filed_on", facts.filed_on, "complete_on", facts.complete_on)
    for index, request in enumerate(facts.piece_requests):
        at = f"piece_requests[{index}]"
        in_order("asked_on", request.asked_on, f"{at}.due_on", request.due_on)
        in_order("asked_on", request.asked_on, f"{at}.received_on", request.received_on)
    awaited = silence.not_running(
        article=facts.article,
        filed_on=facts.filed_on,
        complete_on=facts.complete_on,
        blue_card_of_other_state=facts.blue_card_of_other_state,
        received_by_first_office_on=facts.received_by_first_office_on,
    )
    if awaited is not None:
        return Answer(None, silence.suspended_days(facts.piece_requests), None, awaited)
    found = silence.implicit_refusal(
        article=facts.article,
        filed_on=facts.filed_on,
        complete_on=facts.complete_on,
        piece_requests=facts.piece_requests,
        blue_card_of_other_state=facts.blue_card_of_other_state,
        received_by_first_office_on=facts.received_by_first_office_on,
    )
    return Answer(found.on, found.suspended_days, found.challengeable, found.reasons)
