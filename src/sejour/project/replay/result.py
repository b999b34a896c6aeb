"""Which documents existed and which days were not covered, for each person of a history."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sejour.continuity import audit
from sejour.continuity.models import ProvisionalDocument
from sejour.law.kinds import DocumentKind
from sejour.project.replay.player import Player


def lines(player: Player) -> Iterator[str]:
    """Yield one JSON line a person, sorted by person, then the total."""
    names = {file.id: file.name for file in player.files.values()}
    documents = _documents(names)
    gaps: dict[int, list[dict[str, Any]]] = defaultdict(list)
    losses: dict[int, list[dict[str, Any]]] = defaultdict(list)
    found: list[audit.Gap] = []
    lost: list[audit.WorkLoss] = []
    if player.first_day is not None and player.last_day is not None:
        found = audit.gaps(on=player.last_day, since=player.first_day)
        lost = audit.work_losses(on=player.last_day, since=player.first_day)
    for gap in found:
        shown = _days(gap.first_day, gap.last_day)
        gaps[gap.person_id].append({**shown, "cause": gap.cause, "application": names[gap.application_id]})
    for loss in lost:
        losses[loss.person_id].append(_days(loss.first_day, loss.last_day))
    for name, person in sorted(player.persons.items()):
        yield _json(
            {
                "person": name,
                "documents": documents[person.pk],
                "gaps": gaps[person.pk],
                "work_losses": losses[person.pk],
            }
        )
    yield _json(
        {
            "persons": len(player.persons),
            "documents": sum(map(len, documents.values())),
            "gap_days": audit.days_by_cause(found),
            "work_loss_days": sum(loss.days for loss in lost),
            "refused_lines": len(player.refused),
        }
    )


def _documents(names: dict[int, str]) -> dict[int, list[dict[str, Any]]]:
    rows = (
        ProvisionalDocument.objects.exclude(kind=DocumentKind.ATTESTATION_DEPOT)
        .order_by("person_id", "first_day", "issued_on", "kind", "application_id", "id")
        .values_list(
            "person_id",
            "kind",
            "application_id",
            "first_day",
            "last_day",
            "work",
            "issued_on",
            "withdrawn_from",
        )
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for person, kind, application, first_day, last_day, work, issued_on, withdrawn_from in rows:
        found[person].append(
            {
                "kind": kind,
                "application": names[application],
                **_days(first_day, last_day),
                "work": work,
                "issued_on": _day(issued_on),
                "withdrawn_from": _day(withdrawn_from),
            }
        )
    return found


def _days(first_day: date, last_day: date | None) -> dict[str, str | None]:
    return {"from": _day(first_day), "until": _day(last_day)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
