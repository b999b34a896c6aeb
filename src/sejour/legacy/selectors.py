"""Questions about imports of the register: what was refused, what is to be corrected."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from sejour.legacy.models import Anomaly, Refusal, RegisterImport
from sejour.legacy.reasons import AnomalyCode, Reason

PAGE = 50
LONGEST_SHOWN = 2000
# What a terminal or a page must not obey: controls, and marks that turn the direction of text.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refused line to show: where, why, and the line itself made harmless."""

    number: int
    reason: str
    sentence: str
    shown: str


@dataclass(frozen=True, slots=True)
class AnomalyRow:
    """An open anomaly to show."""

    id: int
    code: str
    sentence: str
    detail: str
    person_id: int
    permit_id: int | None
    opened_on: date


def latest_imports(limit: int = PAGE) -> QuerySet[RegisterImport]:
    """Return the imports done, the latest first."""
    return RegisterImport.objects.order_by("-pk")[:limit]


def import_of(identifier: int | None) -> RegisterImport | None:
    """Return an import by its number, the latest one without a number, or None."""
    if identifier is None:
        return latest_imports(1).first()
    return RegisterImport.objects.filter(pk=identifier).first()


def refusals_by_reason(done: RegisterImport, *, prefecture: str | None = None) -> dict[str, int]:
    """Return how many lines an import refused for each reason, nationally or for one prefecture."""
    found = _refusals(done, prefecture).values_list("line__reason").annotate(Count("pk"))
    return dict(found.order_by("line__reason"))


def refused_lines(
    done: RegisterImport, *, after: int = 0, prefecture: str | None = None, size: int = PAGE
) -> list[RefusedRow]:
    """Return the next refused lines of an import after that line number, in file order."""
    page = _refusals(done, prefecture).filter(number__gt=after).order_by("number")
    values = page.values_list("number", "line__reason", "line__raw")[:size]
    return [
        RefusedRow(number, reason, Reason(reason).label, harmless(bytes(raw)))
        for number, reason, raw in values
    ]


def _refusals(done: RegisterImport, prefecture: str | None) -> QuerySet[Refusal]:
    found = Refusal.objects.filter(register_import=done)
    return found if prefecture is None else found.filter(line__prefecture=prefecture)


def open_anomalies_by_code(*, prefecture: str | None = None) -> dict[str, int]:
    """Return how many anomalies of each kind are open, nationally or for one prefecture."""
    return dict(_open_anomalies(prefecture).values_list("code").annotate(Count("pk")).order_by("code"))


def open_anomalies(
    *, after: int = 0, code: str | None = None, prefecture: str | None = None, size: int = PAGE
) -> list[AnomalyRow]:
    """Return the next open anomalies after that identifier, of all kinds or of one."""
    page = _open_anomalies(prefecture).filter(pk__gt=after).order_by("pk")
    if code is not None:
        page = page.filter(code=code)
    values = page.values_list("pk", "code", "detail", "person_id", "permit_id", "opened_on")[:size]
    return [
        AnomalyRow(key, found, AnomalyCode(found).label, detail, person, permit, opened_on)
        for key, found, detail, person, permit, opened_on in values
    ]


def _open_anomalies(prefecture: str | None) -> QuerySet[Anomaly]:
    found = Anomaly.objects.open()
    return found if prefecture is None else found.filter(person__prefecture=prefecture)


def harmless(raw: bytes) -> str:
    """Return a line to show: what is not text, or would act on a screen, is written as its code."""
    text = raw[:LONGEST_SHOWN].decode("utf-8", "backslashreplace")
    return _UNSAFE.sub(lambda found: ascii(found.group())[1:-1], text) + (
        "…" if len(raw) > LONGEST_SHOWN else ""
    )
