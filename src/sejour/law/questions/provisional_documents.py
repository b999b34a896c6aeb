"""`provisional-documents`: which documents are owed while the application is examined?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import continuity, filing
from sejour.law.facts import Article, FactError, in_order, needed
from sejour.law.findings import Reasons
from sejour.law.kinds import Category, DocumentKind, Work
from sejour.law.periods import Period
from sejour.law.questions.deposit_window import channel_of

NAME = "provisional-documents"
TITLE = "Quel document me doit-on pendant l'examen de ma demande ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The application and the document held. `complete_on` left out: the application is incomplete."""

    category: Annotated[Category, "situation de la demande"]
    article: Annotated[Article | None, "article du titre demandé"] = None
    online: Annotated[bool | None, "la demande se fait en ligne ; vide, l'article le dit"] = None
    filed_on: Annotated[date | None, "jour du dépôt ; inutile devant la commission"] = None
    complete_on: Annotated[date | None, "jour où la demande est complète ; vide si elle ne l'est pas"] = None
    held_until: Annotated[date | None, "dernier jour du document à renouveler"] = None
    held_allowed_work: Annotated[Work | None, "droit de travailler que donnait ce document"] = None
    holds_long_stay_visa: Annotated[bool, "vous avez un visa de long séjour"] = False
    work_permit: Annotated[bool, "l'autorisation de travail est accordée"] = False
    referred_on: Annotated[date | None, "jour où la commission est saisie ; pour elle seulement"] = None
    decided_on: Annotated[date | None, "jour de la décision"] = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Kind of document, whether it is a right, the periods owed so far, work, and its mention."""

    kind: Annotated[DocumentKind, "attestation de prolongation ou récépissé"]
    of_right: Annotated[bool, "le document est un droit ; sinon un agent peut l'accorder"]
    periods: Annotated[tuple[Period, ...], "documents dus jusqu'au jour de la question, sans jour manquant"]
    work: Annotated[Work | None, "droit de travailler ; vide si celui du document détenu n'est pas dit"]
    mention: Annotated[str | None, "mention portée sur le document"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:
    """Answer which documents were owed up to `as_of`, with the law in force at the filing."""
    found, more = _entitlement(facts)
    until = as_of if facts.decided_on is None else min(as_of, facts.decided_on)
    return Answer(
        kind=found.kind,
        of_right=found.of_right,
        periods=tuple(found.periods(until=until)),
        work=found.work,
        mention=found.mention,
        reasons=(*found.reasons, *more),
    )


def _entitlement(facts: Facts) -> tuple[continuity.Entitlement, Reasons]:
    if facts.category is Category.COMMISSION:
        return _before_commission(facts)
    if facts.referred_on is not None:
        raise FactError("referred_on", "only the category commission has a day of referral")
    filed_on = needed("filed_on", facts.filed_on)
    in_order("filed_on", filed_on, "complete_on", facts.complete_on)
    in_order("filed_on", filed_on, "decided_on", facts.decided_on)
    renewal = facts.category is Category.RENEWAL
    chosen = channel_of(facts.online, facts.article, renewal=renewal, on=filed_on)
    standing = None
    if facts.held_until is not None and renewal:
        standing = filing.standing(
            held_until=facts.held_until, online=chosen.online, filed_on=filed_on, article=facts.article
        )
    # R.431-15-3 gives its attestation for the request itself, complete or not.
    at_once = chosen.online and facts.category in continuity.MENTIONS
    case = continuity.Undecided(
        category=facts.category,
        filed_on=filed_on,
        complete_on=filed_on if at_once else facts.complete_on,
        online=chosen.online,
        article=facts.article,
        held_until=facts.held_until,
        held_allowed_work=facts.held_allowed_work,
        standing=standing,
        holds_long_stay_visa=facts.holds_long_stay_visa,
        work_permit=facts.work_permit,
    )
    return continuity.entitlement(case), chosen.reasons


def _before_commission(facts: Facts) -> tuple[continuity.Entitlement, Reasons]:
    referred_on = needed("referred_on", facts.referred_on)
    in_order("filed_on", facts.filed_on, "referred_on", referred_on)
    in_order("filed_on", facts.filed_on, "complete_on", facts.complete_on)
    in_order("referred_on", referred_on, "decided_on", facts.decided_on)
    chosen = channel_of(facts.online, facts.article, on=referred_on)
    found = continuity.entitlement_before_commission(
        online=chosen.online,
        referred_on=referred_on,
        article=facts.article,
        held_allowed_work=facts.held_allowed_work,
    )
    return found, chosen.reasons
