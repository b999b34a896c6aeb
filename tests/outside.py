"""Run the platform's commands from outside, as a user of the machine would."""

import os


def outside(**more: str) -> dict[str, str]:
    """Return the environment of a user: nothing of the tests' own settings and database."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SEJOUR_HOME"}
    }
    return kept | more
