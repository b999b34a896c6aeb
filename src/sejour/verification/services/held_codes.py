"""A share code as a check needs it: read in one statement, for a check is asked a thousand times a second."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from sejour.core.clock import PARIS, day_of

Born = tuple[int, int, int]
"""Year, month and day of birth, 0 for an unknown month or day."""

_FIND = """
SELECT c.id, c.person_id, c.purpose, c.last_day, c.revoked_at IS NULL AND c.locked_at IS NULL,
       c.most_checks, c.checks_made,
       coalesce(p.born_year, 0), coalesce(p.born_month, 0), coalesce(p.born_day, 0), t.timezone
FROM continuity_sharecode c
JOIN identity_person p ON p.id = c.person_id
LEFT JOIN territory_prefecture t ON t.code = p.prefecture_id
WHERE c.digest = %s
"""


@dataclass(frozen=True, slots=True)
class HeldCode:
    """A code that exists, whose it is, and where they live."""

    pk: int
    person_id: int
    purpose: str
    last_day: date
    stands: bool
    """Whether it is neither revoked nor locked."""
    most_checks: int | None
    checks_made: int
    born: Born
    zone: ZoneInfo

    def is_open(self, at: datetime) -> bool:
        """Tell whether it still answers at an instant."""
        has_checks_left = self.most_checks is None or self.checks_made < self.most_checks
        return self.stands and has_checks_left and day_of(at, self.zone) <= self.last_day


def find(digest: bytes) -> HeldCode | None:
    """Return the code with this digest, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [digest])
        row = cursor.fetchone()
    if row is None:
        return None
    key, person_id, purpose, last_day, stands, most_checks, checks_made, year, month, day, zone = row
    return HeldCode(
        pk=key,
        person_id=person_id,
        purpose=purpose,
        last_day=last_day,
        stands=stands,
        most_checks=most_checks,
        checks_made=checks_made,
        born=(year, month, day),
        zone=ZoneInfo(zone) if zone else PARIS,
    )
