"""`renewal-limit`: how many times may a carte temporaire be renewed?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import renewals
from sejour.law.facts import Article
from sejour.law.findings import Reasons

NAME = "renewal-limit"
TITLE = "Combien de fois ma carte temporaire peut-elle être renouvelée ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The card, and how many times it was renewed."""

    article: Annotated[Article, "article de la carte"]
    renewals_same_mention: Annotated[int | None, "renouvellements déjà accordés, sans celui demandé"] = None
    exempt_from_integration_contract: Annotated[bool, "vous êtes dispensé du contrat d'intégration"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one more renewal is allowed, and how many are left."""

    allowed: Annotated[bool, "un renouvellement de plus est permis"]
    left: Annotated[int | None, "renouvellements encore permis ; vide si aucune limite ne vaut"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on `as_of`."""
    found = renewals.renewals_left(
        article=facts.article,
        renewals_same_mention=facts.renewals_same_mention,
        exempt_from_integration_contract=facts.exempt_from_integration_contract,
        on=as_of,
    )
    return Answer(found.allowed, found.left, found.reasons)
