"""A demonstration may play on another day; a real platform never does."""

import subprocess
import sys

import pytest

from tests.outside import outside

DAYS = "from sejour.core import clock; from datetime import *; print((clock.now() - datetime.now(UTC)).days)"


def days_ahead(**environment: str) -> int:
    command = [sys.executable, "-c", DAYS]
    done = subprocess.run(command, env=outside(**environment), capture_output=True, text=True, check=True)
    return int(done.stdout)


# One hour more than the days: what the two readings of the clock take between them does not count.
FOUR_DAYS = str(4 * 86_400 + 3600)


def test_a_demonstration_plays_ahead():
    assert days_ahead(SEJOUR_DEMO="1", SEJOUR_AHEAD=FOUR_DAYS) == 4


@pytest.mark.parametrize("environment", [{}, {"SEJOUR_DEMO": "0"}, {"SEJOUR_DEMO": ""}])
def test_a_real_platform_is_on_its_day_whatever_it_is_told(environment):
    assert days_ahead(**environment, SEJOUR_AHEAD=FOUR_DAYS) in (0, -1)


def test_another_day_is_refused_to_a_real_platform():
    command = [sys.executable, "-m", "sejour.project.cli", "run", "--today", "2027-01-15"]
    done = subprocess.run(command, env=outside(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "ajoutez --demo" in done.stderr
