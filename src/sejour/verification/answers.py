"""What a check found, before it is put in words."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.rights import Rights
from sejour.law.kinds import DocumentKind, Work
from sejour.verification.ways import Verdict, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a document of ours says now. `last_day` is empty while it waits for the card."""

    kind: str
    first_day: date
    last_day: date | None = None
    withdrawn_from: date | None = None
    work: Work = Work.NONE

    @property
    def is_filing(self) -> bool:
        """Whether it proves a filing, and no right."""
        return self.kind == DocumentKind.ATTESTATION_DEPOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one check. `reference` is empty where the check is about nobody we know.

    `told` names the sentence where neither rights nor a document say it all; `values` fill its places.
    `sealed` is what the 2D-Doc itself says of its holder, which the checker has in hand.
    """

    way: Way
    verdict: Verdict
    at: datetime
    on: date
    reference: str = ""
    rights: Rights | None = None
    tells_work: bool = True
    """Whether the purpose of the share code lets work be told: a landlord has no need of it."""
    document: Shown | None = None
    number: str = ""
    told: str = ""
    values: tuple[tuple[str, str | date], ...] = ()
    sealed: tuple[tuple[str, str], ...] = ()

    def recorded(self, reference: str) -> "Answer":
        """Return the same answer under the number of its check."""
        return replace(self, reference=reference)

    @property
    def is_yes(self) -> bool:
        """Whether it is a yes: a right, or a document in force."""
        return self.verdict is Verdict.VALID


def shown(document: ProvisionalDocument) -> Shown:
    """Return what a document says now."""
    return Shown(
        kind=document.kind,
        first_day=document.first_day,
        last_day=document.last_day,
        withdrawn_from=document.withdrawn_from,
        work=Work(document.work),
    )
