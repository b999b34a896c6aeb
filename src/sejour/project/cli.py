"""The `sejour` command."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from sejour.project.commands import (
    audit_continuity,
    import_register,
    keys,
    law,
    manage,
    register_report,
    remind,
    replay,
    run,
    verify_document,
    verify_journal,
    watch,
)

COMMANDS: tuple[ModuleType, ...] = (
    run,
    watch,
    audit_continuity,
    replay,
    law,
    remind,
    import_register,
    register_report,
    verify_journal,
    verify_document,
    keys,
    manage,
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, every command declared."""
    found = argparse.ArgumentParser(prog="sejour", description="Plateforme des titres de séjour.")
    commands = found.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    for module in COMMANDS:
        one = commands.add_parser(module.NAME, help=module.HELP, description=module.__doc__)
        module.configure(one)
        one.set_defaults(run=module.run)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sejour.project.settings")
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has left: `sejour … | head`.
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
