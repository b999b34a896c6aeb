"""A PostgreSQL server of its own: as safe as a live one (it waits for the disk), thrown away at the end."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from types import TracebackType

import django
import psycopg
from django.core.management import call_command
from django.db import connection

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.keys.authority import Authority, make_keys
from sejour.project.postgres import Cluster

EMPTY = "empty"
# Keys for the time of the measurements: the web server and the papers sign with them.
AUTHORITY = Authority(
    organization="MESURES",
    seals=Issuer("FR97", "MES1"),
    first_day=date(2020, 1, 1),
    last_day=date(2049, 12, 31),
)


class Server:
    """The server, its migrated database, and the databases made from it."""

    def __init__(self) -> None:
        """Choose its folder; the server starts with the block."""
        self.folder = Path(tempfile.mkdtemp(prefix="sejour-bench-"))
        self.folder.chmod(0o755)
        self.cluster = Cluster(self.folder / "postgres")
        self._made = 0

    def __enter__(self) -> "Server":
        self.cluster.start()
        self.cluster.create(EMPTY)
        os.environ |= self.environment(EMPTY)
        make_keys(self.folder / "home" / "signing", AUTHORITY)
        django.setup()
        call_command("migrate", verbosity=0, stdout=StringIO())
        connection.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection.close()
        self.cluster.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, database: str) -> dict[str, str]:
        """Return the variables with which the platform uses one of the databases."""
        return {
            "DJANGO_SETTINGS_MODULE": "sejour.project.settings",
            "DATABASE_URL": self.cluster.url(database),
            "SEJOUR_HOME": str(self.folder / "home"),
        }

    def made_once(self, name: str, fill: Callable[[str], None]) -> str:
        """Return a database of that name, filled the first time that it is asked for."""
        if self.cluster.create(name, template=EMPTY):
            fill(self.cluster.url(name))
        return name

    def copy_of(self, database: str) -> str:
        """Return a new database that holds the same."""
        connection.close()
        self._made += 1
        name = f"copy{self._made}"
        with self._connect() as postgres:
            # The files are copied as they are: block by block would write them all to the journal first.
            postgres.execute(f"CREATE DATABASE {name} TEMPLATE {database} STRATEGY file_copy")
        return name

    def drop(self, database: str) -> None:
        """Remove a database."""
        connection.close()
        with self._connect() as postgres:
            postgres.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def checkpoint(self) -> None:
        """Write everything to the disk: what comes next pays for each page that it touches first."""
        with self._connect() as postgres:
            postgres.execute("CHECKPOINT")

    def connect(self, database: str) -> psycopg.Connection:
        """Open a connection of its own to a database."""
        return psycopg.connect(self.cluster.url(database), cursor_factory=psycopg.ClientCursor)

    def use(self, database: str) -> None:
        """Point Django, in this process, at one of the databases."""
        connection.close()
        connection.settings_dict["NAME"] = database

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.cluster.url("postgres"), autocommit=True)


def say(text: str) -> None:
    """Tell how far things are, apart from the results."""
    print(text, file=sys.stderr, flush=True)
