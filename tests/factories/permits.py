"""Permits held."""

from datetime import date, datetime
from itertools import count

from sejour.identity.models import Person
from sejour.law.kinds import PermitKind, Work
from sejour.law.periods import day_after
from sejour.permits import services
from sejour.permits.models import Permit
from tests.factories.days import NOON, in_days
from tests.factories.people import REGISTER

_numbers = count(1)
# In the middle of the window of an online renewal, which opens 120 days before the end and closes 60 before.
IN_WINDOW = in_days(90)


def permit(
    of: Person,
    *,
    last_day: date = IN_WINDOW,
    kind: PermitKind = PermitKind.CARTE_TEMPORAIRE,
    article: str = "L.423-1",
    years: int = 1,
    work: Work = Work.FULL,
    number: str = "",
    at: datetime = NOON,
) -> Permit:
    """Record a card of one year, spouse of a French citizen, whose renewal may be filed today."""
    return services.record_permit(
        person=of,
        kind=kind,
        article=article,
        first_day=day_after(last_day.replace(year=last_day.year - years)),
        last_day=last_day,
        work=work,
        years=years,
        number=number or f"CST{next(_numbers):09d}",
        at=at,
        actor=REGISTER,
    )
