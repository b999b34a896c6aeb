"""`deposit-status`: was an application filed in time, and what follows?"""

from dataclasses import dataclass
from datetime import date

from sejour.law import filing
from sejour.law.facts import Article, in_order
from sejour.law.findings import Reasons
from sejour.law.kinds import DepositStatus, PermitKind
from sejour.law.questions.deposit_window import channel_of

NAME = "deposit-status"
TITLE = "Ma demande a-t-elle été déposée à temps ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The document held, the filing, and what came in its way."""

    held_until: date
    filed_on: date
    online: bool | None = None
    article: Article | None = None
    held_kind: PermitKind | None = None
    first_failed_attempt_on: date | None = None
    force_majeure: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, fee for lateness in euros, and whether an attestation de prolongation will be owed."""

    status: DepositStatus
    late_fee: int
    extension_of_right: bool
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the filing names the day of the law
    """Answer the question with the law in force on the day of filing."""
    in_order("first_failed_attempt_on", facts.first_failed_attempt_on, "filed_on", facts.filed_on)
    if not filing.has_window(facts.held_kind):
        found = filing.without_window(facts.filed_on)
        return Answer(found.status, found.late_fee, False, found.reasons)
    chosen = channel_of(facts.online, facts.article, renewal=True, on=facts.filed_on)
    found = filing.standing(
        held_until=facts.held_until,
        online=chosen.online,
        filed_on=facts.filed_on,
        first_failed_attempt_on=facts.first_failed_attempt_on,
        force_majeure=facts.force_majeure,
    )
    # Outside the téléservice the document owed is the récépissé, not the attestation (R-REC-03).
    extension = found.is_in_time and chosen.online
    return Answer(found.status, found.late_fee, extension, (*found.reasons, *chosen.reasons))
