"""The audit and the watch, put together for a page."""

from dataclasses import dataclass
from datetime import date

from sejour.applications.models import Application
from sejour.continuity import audit
from sejour.continuity.models import WatchRun
from sejour.continuity.selectors import last_watch

SHOWN = 200
CAUSES = {
    "refused": "refus notifié",
    "withdrawn": "demande retirée",
    "closed": "dossier clôturé",
    "incomplete": "pièce indispensable attendue",
    "filed_late": "déposée hors délai",
    "no_right": "première demande sans document de droit",
    "ours": "notre faute",
}
WHO_CAN_ACT = {
    "refused": "la personne (recours)",
    "withdrawn": "la personne",
    "closed": "la personne, ou un agent (réouverture)",
    "incomplete": "la personne : envoyer la pièce",
    "filed_late": "un agent : attestation non de droit",
    "no_right": "un agent : attestation non de droit",
    "ours": "nous, maintenant",
}


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap, in words."""

    reference: str
    first_day: date
    last_day: date
    days: int
    cause: str
    who: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class ContinuityReport:
    """What the audit finds on a day: people uncovered today, by cause, and the gaps that are open."""

    on: date
    today_by_cause: tuple[tuple[str, int], ...]
    ours: int
    gaps: tuple[GapLine, ...]
    not_shown: int
    watch: WatchRun | None


def continuity_report(*, on: date, prefecture: str | None) -> ContinuityReport:
    """Return the report of a day, for the country or for one prefecture."""
    found = audit.gaps(on=on)
    concerned = Application.objects.filter(pk__in={gap.application_id for gap in found})
    if prefecture is not None:
        concerned = concerned.filter(prefecture=prefecture)
    references = dict(concerned.values_list("pk", "reference"))
    seen = [gap for gap in found if gap.application_id in references]
    open_today = [gap for gap in seen if gap.last_day == on]
    counts = dict.fromkeys(audit.CAUSES, 0)
    for gap in open_today:
        counts[gap.cause] += 1
    lines = sorted(seen, key=lambda gap: (gap.cause != audit.OURS, -gap.last_day.toordinal(), -gap.days))
    return ContinuityReport(
        on=on,
        today_by_cause=tuple((CAUSES[cause], count) for cause, count in counts.items()),
        ours=counts[audit.OURS],
        gaps=tuple(_line(gap, references) for gap in lines[:SHOWN]),
        not_shown=max(len(lines) - SHOWN, 0),
        watch=last_watch(),
    )


def _line(gap: audit.Gap, references: dict[int, str]) -> GapLine:
    return GapLine(
        reference=references[gap.application_id],
        first_day=gap.first_day,
        last_day=gap.last_day,
        days=gap.days,
        cause=CAUSES[gap.cause],
        who=WHO_CAN_ACT[gap.cause],
        is_ours=gap.cause == audit.OURS,
    )
