"""`integration`: are the conditions of French and of the civic exam met?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import integration
from sejour.law.findings import Reasons
from sejour.law.kinds import Demand, FrenchLevel, LongCard

NAME = "integration"
TITLE = "Ai-je le niveau de français et l'examen civique demandés ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The card asked for, and what the person can prove."""

    asked: Annotated[LongCard, "carte demandée"]
    first_of_its_kind: Annotated[bool, "vous n'avez pas encore eu de carte de cette sorte"] = False
    filed_on: Annotated[date | None, "jour du dépôt ; inutile pour un renouvellement"] = None
    civic_exam_score: Annotated[int | None, "bonnes réponses à l'examen civique ; vide si non passé"] = None
    french_level: Annotated[FrenchLevel | None, "niveau de français prouvé ; vide si aucun ne l'est"] = None
    age_over_65: Annotated[bool, "votre âge dépasse 65"] = False
    exempt_from_integration_contract: Annotated[bool, "vous êtes dispensé du contrat d'intégration"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the conditions are met, and which are not."""

    met: Annotated[bool, "les conditions sont remplies"]
    missing: Annotated[tuple[Demand, ...], "ce qui manque : niveau de français, examen civique"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of filing."""
    found = integration.integration(
        asked=facts.asked,
        first_of_its_kind=facts.first_of_its_kind,
        filed_on=facts.filed_on,
        civic_exam_score=facts.civic_exam_score,
        french_level=facts.french_level,
        age_over_65=facts.age_over_65,
        exempt_from_integration_contract=facts.exempt_from_integration_contract,
    )
    return Answer(not found.missing, found.missing, found.reasons)
