"""A document as a blind check needs it, read in one statement: its days, number, and holder's birth date."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import connection

from sejour.core import references
from sejour.core.clock import PARIS
from sejour.verification.services.held_codes import Born

# Beyond it a number is no row of ours, and no number of PostgreSQL either.
_MOST_DIGITS = 18
_FIND = """
SELECT d.id, d.person_id, d.first_day, d.last_day, d.withdrawn_from, a.reference || '-' || d.id,
       coalesce(p.born_year, 0), coalesce(p.born_month, 0), coalesce(p.born_day, 0), t.timezone
FROM continuity_provisionaldocument d
JOIN applications_application a ON a.id = d.application_id
JOIN identity_person p ON p.id = d.person_id
LEFT JOIN territory_prefecture t ON t.code = p.prefecture_id
WHERE d.id = %s
"""


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that exists, whose it is, and where they live. `number` is the one printed."""

    pk: int
    person_id: int
    first_day: date
    last_day: date | None
    withdrawn_from: date | None
    number: str
    born: Born
    zone: ZoneInfo


def find_by_number(typed: str) -> HeldDocument | None:
    """Return the document of a number, its dashes typed or not; the query is made whatever was typed."""
    last = references.normalize(typed.strip().rpartition("-")[2])
    key = int(last) if last.isascii() and last.isdigit() and len(last) <= _MOST_DIGITS else 0
    found = _find(key)
    if found is None or references.normalize(found.number) != references.normalize(typed):
        return None
    return found


def _find(key: int) -> HeldDocument | None:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, person_id, first_day, last_day, withdrawn_from, number, year, month, day, zone = row
    return HeldDocument(
        pk=pk,
        person_id=person_id,
        first_day=first_day,
        last_day=last_day,
        withdrawn_from=withdrawn_from,
        number=number,
        born=(year, month, day),
        zone=ZoneInfo(zone) if zone else PARIS,
    )
