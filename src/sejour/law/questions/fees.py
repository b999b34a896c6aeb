"""`fees`: what does a permit cost, and when is it paid?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import fees
from sejour.law.facts import Article
from sejour.law.findings import Reasons
from sejour.law.kinds import PaidProcedure

NAME = "fees"
TITLE = "Combien coûte mon titre, et quand le payer ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The procedure, the permit, the day of the decision, and what is added to the price."""

    procedure: Annotated[PaidProcedure, "première demande, renouvellement, duplicata, document d'un mineur"]
    article: Annotated[Article | None, "article du titre ; inutile pour le document d'un mineur"] = None
    decided_on: Annotated[date, "jour de la décision : il choisit les prix"]
    late: Annotated[bool, "le renouvellement a été demandé hors délai"] = False
    regularisation: Annotated[bool, "entrée sans le visa exigé, ou trop de temps sans carte"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The price in euros, part by part; None where it is not known."""

    tax: Annotated[int | None, "taxe, en euros"]
    stamp: Annotated[int | None, "timbre, en euros"]
    late: Annotated[int | None, "droit de retard, en euros"]
    regularisation: Annotated[int | None, "droit de régularisation, en euros"]
    total: Annotated[int | None, "total, en euros"]
    due_at_filing: Annotated[int | None, "part du total payée au dépôt et jamais rendue, en euros"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the decision names the day of the law
    """Answer the question with the tariff in force on the day of the decision."""
    found = fees.fees(
        procedure=facts.procedure,
        article=facts.article,
        decided_on=facts.decided_on,
        late=facts.late,
        regularisation=facts.regularisation,
    )
    price = found.price
    if price is None:
        return Answer(None, None, None, None, None, None, found.reasons)
    return Answer(
        tax=price.tax,
        stamp=price.stamp,
        late=price.late,
        regularisation=price.regularisation,
        total=price.total,
        due_at_filing=price.due_at_filing,
        reasons=found.reasons,
    )
