"""Two checks at the same instant on a code with one check left: one is answered."""

import pytest

from sejour.verification.errors import CodeNotRecognized
from sejour.verification.models import Check, ShareCode
from sejour.verification.services import check_share_code
from tests.factories import checks
from tests.factories.checks import BORN, PLACE
from tests.factories.days import NOON
from tests.portal.test_at_the_same_time import at_once

pytestmark = pytest.mark.usefixtures("committed")


def test_only_one_of_two_makes_the_last_check():
    person = checks.holder()
    code, clear = checks.code(person, most_checks=1)

    def ask() -> bool:
        try:
            return check_share_code(typed=clear, born=BORN, place=PLACE, at=NOON).is_yes
        except CodeNotRecognized:
            return False

    assert sorted(at_once([ask, ask], table="continuity_sharecode", pk=code.pk)) == [False, True]
    assert Check.objects.filter(person=person).count() == 1
    assert ShareCode.objects.get(pk=code.pk).checks_made == 1


def test_wrong_dates_of_two_at_once_are_both_counted():
    code, clear = checks.code(checks.holder())

    def guess() -> None:
        with pytest.raises(CodeNotRecognized):
            check_share_code(typed=clear, born=(1985, 1, 1), place=PLACE, at=NOON)

    at_once([guess, guess], table="continuity_sharecode", pk=code.pk)
    assert ShareCode.objects.get(pk=code.pk).wrong_dates == 2
