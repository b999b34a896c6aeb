"""The worker: runs jobs and, by the clock, the watch, the reminders and the seals."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from sejour.core import clock
from sejour.documents.signing.levels import require_signing


def main() -> None:
    """Run until asked to end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sejour.project.settings")
    # Django is set up by these calls, before any model is loaded.
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        require_signing(at=clock.now())
    except ImproperlyConfigured as wrong:
        sys.exit(f"Les travaux ne démarrent pas. {wrong}")
    execute_from_command_line(["worker", "procrastinate", "worker", "--concurrency", "4", *sys.argv[1:]])


if __name__ == "__main__":
    main()
