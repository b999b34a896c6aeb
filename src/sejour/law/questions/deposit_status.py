"""`deposit-status`: was an application filed in time, and what follows?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import filing
from sejour.law.facts import Article, in_order, needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import DepositStatus, PermitKind
from sejour.law.questions.deposit_window import channel_of
from sejour.law.tables import rule

NAME = "deposit-status"
TITLE = "Ma demande a-t-elle été déposée à temps ?"

_RECEPISSE_INSTEAD = Reason(
    rule("R-REC-03"),
    "Une demande faite à la préfecture, et non en ligne, donne un récépissé et non une attestation.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The document held, the filing, and what came in its way."""

    held_until: Annotated[date | None, "dernier jour du document détenu ; inutile sans délai"] = None
    filed_on: Annotated[date | None, "jour du dépôt ; inutile sans délai"] = None
    online: Annotated[bool | None, "la demande se fait en ligne ; vide, l'article le dit"] = None
    article: Annotated[Article | None, "article du titre demandé"] = None
    held_kind: Annotated[PermitKind | None, "sorte de document détenu"] = None
    first_failed_attempt_on: Annotated[date | None, "jour du premier essai empêché par une panne"] = None
    force_majeure: Annotated[bool, "un événement imprévisible et inévitable a empêché le dépôt"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, fee for lateness in euros, and whether an attestation de prolongation will be owed."""

    status: Annotated[DepositStatus, "trop tôt, à temps, en retard, ou trop tard pour garder le visa"]
    late_fee: Annotated[int, "droit de retard, en euros"]
    extension_of_right: Annotated[bool, "une attestation de prolongation sera due si l'examen dure"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of filing."""
    in_order("first_failed_attempt_on", facts.first_failed_attempt_on, "filed_on", facts.filed_on)
    if facts.held_kind is not None and (why := filing.no_window(facts.held_kind)):
        return Answer(DepositStatus.IN_TIME, 0, False, (why,))
    held_until = needed("held_until", facts.held_until)
    filed_on = needed("filed_on", facts.filed_on)
    renewal = filing.is_listed_as_renewal(facts.held_kind)
    chosen = channel_of(facts.online, facts.article, on=filed_on, renewal=renewal)
    found = filing.standing(
        held_until=held_until,
        online=chosen.online,
        filed_on=filed_on,
        first_failed_attempt_on=facts.first_failed_attempt_on,
        force_majeure=facts.force_majeure,
        held_kind=facts.held_kind,
        article=facts.article,
    )
    reasons = (*found.reasons, *chosen.reasons)
    if not chosen.online:
        return Answer(found.status, found.late_fee, False, (*reasons, _RECEPISSE_INSTEAD))
    return Answer(found.status, found.late_fee, found.is_in_time, reasons)
