"""`commission`: must the commission du titre de séjour give its opinion first?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import commission
from sejour.law.facts import Article, Departement
from sejour.law.findings import Reasons
from sejour.law.kinds import CommissionAct

NAME = "commission"
TITLE = "La commission du titre de séjour doit-elle donner son avis ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The act, the permit, and the referral if there is one."""

    article: Annotated[Article, "article du titre, ou de la règle qui permet le retrait"]
    act: Annotated[CommissionAct, "décision envisagée"]
    meets_conditions: Annotated[bool, "la personne remplit les conditions du titre"] = False
    departement: Annotated[Departement | None, "département de la préfecture"] = None
    referred_on: Annotated[date | None, "jour où la commission est saisie"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the commission is consulted, and what its referral opens."""

    required: Annotated[bool, "la commission doit donner son avis"]
    meeting_by: Annotated[date | None, "dernier jour pour se réunir ; vide si elle n'est pas saisie"]
    opinion_deemed_on: Annotated[date | None, "jour où son avis est réputé rendu"]
    provisional_document_months: Annotated[int | None, "durée du document remis à la saisine, en mois"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer the question with the law in force on the day of the referral, on `as_of` if it is not told."""
    found = commission.consultation(
        act=facts.act,
        article=facts.article,
        meets_conditions=facts.meets_conditions,
        departement=facts.departement,
        referred_on=facts.referred_on,
        on=as_of,
    )
    return Answer(
        required=found.required,
        meeting_by=found.meeting_by,
        opinion_deemed_on=found.opinion_deemed_on,
        provisional_document_months=found.provisional_document_months,
        reasons=found.reasons,
    )
