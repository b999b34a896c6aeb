"""The database of a command: up, migrated where it is ours, or one clear sentence and exit status 2."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from sejour.project.postgres import PostgresUnavailable, in_use

DATABASE = "sejour"
STATUS = 2
_EMBEDDED = "La base de données de la plateforme n'a pas démarré : {why}"
_DOWN = (
    "La base de données ne répond pas : {why}\n"
    "Rien n'a été changé. Vérifiez que le serveur est démarré et que DATABASE_URL donne sa bonne adresse, "
    "puis relancez la commande."
)
_LOST = (
    "La base de données a cessé de répondre : {why}\n"
    "Ce qui n'était pas terminé a été annulé. Relancez la commande quand le serveur répond de nouveau."
)
_OLD = (
    "La base de données n'est pas à jour : il lui manque {count} migrations. Rien n'a été changé.\n"
    "Lancez d'abord « sejour manage migrate », puis relancez la commande."
)
_ADDRESS = "DATABASE_URL n'est pas une adresse de base PostgreSQL : {why}"


@contextmanager
def connected(*, migrated: bool = True) -> Iterator[None]:
    """Set Django up and hold its database ready while the block runs.

    Without DATABASE_URL the embedded server is started, and its database made and migrated; a
    server of one's own is only checked, and need not be up to date unless `migrated`. Exits with
    status 2 when the database cannot be used.
    """
    with ExitStack() as stack:
        embedded = _start(stack)
        django.setup()
        _check(embedded=embedded, migrated=migrated)
        try:
            if migrated:
                _read_law()
            yield
        except (OperationalError, InterfaceError) as error:
            _give_up(_LOST, error)


def _start(stack: ExitStack) -> bool:
    """Start the embedded server if it is the one to use; tell whether it is."""
    try:
        if settings.DATABASE_URL:
            return False
        cluster = stack.enter_context(in_use(settings.EMBEDDED))
        cluster.create(DATABASE)
    except psycopg.ProgrammingError as error:
        _give_up(_ADDRESS, error)
    except (PostgresUnavailable, OSError, psycopg.Error) as error:
        _give_up(_EMBEDDED, error)
    return True


def _check(*, embedded: bool, migrated: bool) -> None:
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (OperationalError, InterfaceError) as error:
        _give_up(_DOWN, error)
    if missing and embedded:
        call_command("migrate", verbosity=0, stdout=StringIO())
    elif missing and migrated:
        _give_up(_OLD, count=len(missing))


def _read_law() -> None:
    # Models load once Django is set up.
    from sejour.steering.services import read_law_in_force  # noqa: PLC0415

    read_law_in_force()


def _give_up(sentence: str, why: Exception | None = None, **details: object) -> None:
    reason = str(why).strip().splitlines()[0] if why and str(why).strip() else "sans autre précision"
    print(sentence.format(why=reason, **details), file=sys.stderr)
    raise SystemExit(STATUS)
