"""The grace of L.433-3, as the platform asks it."""

from datetime import date

import pytest

from sejour.law.grace import grace
from sejour.law.kinds import PermitKind
from sejour.law.periods import Period


@pytest.mark.parametrize(("years", "period"), [(4, Period(date(2026, 12, 1), date(2027, 2, 28))), (2, None)])
def test_a_late_filing_has_the_grace_of_its_card(years, period):
    found = grace(
        held_kind=PermitKind.CARTE_PLURIANNUELLE,
        held_years=years,
        held_until=date(2026, 11, 30),
        filed_on=date(2026, 11, 20),
    )
    assert found.period == period
