"""Checks are tried on one day, at noon."""

import pytest


@pytest.fixture(autouse=True)
def _on_the_tests_day(frozen):
    """Freeze time."""
