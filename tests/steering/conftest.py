"""Changes of law are tried on one day, and leave the law as it was."""

import pytest

from sejour.law.editions import Edition, put_in_force
from tests.factories import people


@pytest.fixture(autouse=True)
def _on_the_tests_day(frozen):
    """Freeze time; read the published law before and after."""
    put_in_force(Edition())
    yield
    put_in_force(Edition())


@pytest.fixture
def pilots(db):
    """Two people of the national office."""
    return people.agent(prefecture=None), people.agent(prefecture=None)
