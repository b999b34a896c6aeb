"""Imports that are killed, that meet another, or whose database is down: nothing is ever half-done."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sejour.legacy.extract import COLUMNS
from tests.legacy.extracts import REAL, extract, line, real_extract, text_of
from tests.outside import outside
from tests.server import address_of, wait_for

TABLES = (
    "identity_person",
    "permits_permit",
    "legacy_registerimport",
    "legacy_refusedline",
    "legacy_anomaly",
    "core_journal",
)
FULL = (19_743, 19_743)
MEMORY_MEGABYTES = 250
# A process is born with the peak of the one that starts it, so a small one must start what is counted.
COUNTING_MEMORY = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


@pytest.fixture
def database(fresh_database):
    """Give the address of a database of its own, which processes may write in."""
    return address_of(fresh_database)


def command(file):
    return [sys.executable, "-m", "sejour.project.cli", "import-register", str(file), "--on=2026-11-23"]


@contextmanager
def importing(database, home, file="-"):
    """Run the real command; end it, if it still runs, with the block."""
    with subprocess.Popen(
        command(file),
        env=outside(DATABASE_URL=database, SEJOUR_HOME=str(home)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def rows(database, query, *values):
    with psycopg.connect(database, autocommit=True) as connection:
        return connection.execute(query, values).fetchall()


def counts(database):
    return tuple(rows(database, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES)


def others(database, condition):
    """Return the sessions of this database, ours aside, that are in such a state."""
    query = f"""SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND {condition}"""
    return lambda: rows(database, query)


def nobody_left(database, *but):
    """Tell when the sessions of this database, ours and these aside, are over."""
    query = """SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND NOT pid = ANY(%s)"""
    return lambda: not rows(database, query, list(but))


def write_file(folder, *lines_):
    path = Path(folder) / "extrait.csv"
    path.write_bytes(extract(*lines_))
    return path


def killed(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def assert_runs_to_its_end(database, home):
    with importing(database, home, REAL) as process:
        said, complaint = process.communicate()
    assert (process.returncode, complaint) == (0, b"")
    assert b"19743 titres pris" in said
    assert counts(database) == (*FULL, 1, 312, 213, 1)


def test_an_import_killed_while_it_reads_leaves_nothing_and_the_next_one_is_whole(database, tmp_path):
    content = real_extract()
    with importing(database, tmp_path) as process:
        process.stdin.write(content[: len(content) // 2])
        process.stdin.flush()
        wait_for("the copy", others(database, "query LIKE 'COPY register_line%%'"))
        killed(process)
    wait_for("the end of its session", nobody_left(database))
    assert counts(database) == (0,) * len(TABLES)
    assert_runs_to_its_end(database, tmp_path)


def test_an_import_killed_while_it_writes_leaves_nothing(database, tmp_path):
    with psycopg.connect(database) as blocking:
        # Somebody reads the permits and lets nobody write them: people are written, permits are not.
        blocking.execute("LOCK TABLE permits_permit IN SHARE MODE")
        with importing(database, tmp_path, write_file(tmp_path, line())) as process:
            wait_for("the wait", others(database, "wait_event_type = 'Lock'"))
            killed(process)
            # The server notices by itself that nobody waits for this work any more.
            wait_for("the end of its session", nobody_left(database, blocking.info.backend_pid))
    assert counts(database) == (0,) * len(TABLES)


def test_of_two_imports_at_once_the_second_waits_and_says_so(database, tmp_path):
    content = extract(*(line(numero_titre=f"A{n}") for n in range(2000)))
    path = tmp_path / "extrait.csv"
    path.write_bytes(content)
    with importing(database, tmp_path) as first:
        first.stdin.write(content[:300_000])
        first.stdin.flush()
        wait_for("the copy", others(database, "query LIKE 'COPY register_line%%'"))
        with importing(database, tmp_path, path) as second:
            wait_for("its turn", others(database, "wait_event = 'advisory'"))
            said, _ = first.communicate(content[300_000:])
            said_second, complaint = second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    assert b"2000 titres pris" in said
    assert b"2000 titres d\xc3\xa9j\xc3\xa0 connus" in said_second
    assert "attend son tour" in complaint.decode()


def test_a_permit_that_somebody_enters_meanwhile_is_known(database, tmp_path):
    with psycopg.connect(database) as agent:
        agent.execute(
            "INSERT INTO identity_person (public_id, foreigner_number, family_name, usage_name, given_names,"
            " sex, born_year, born_month, born_day, birth_commune, birth_country, nationality, address,"
            " address_complement, postal_code, city, departement, email, phone, language, search_name)"
            " VALUES (gen_random_uuid(), '7500000001', 'DIALLO', '', 'Aminata', 'F', 1985, 3, 14,"
            " '', '', '', '', '', '', '', '', '', '', 'fr', '')"
        )
        with importing(database, tmp_path, write_file(tmp_path, line())) as process:
            wait_for("the wait", others(database, "wait_event = 'transactionid'"))
            agent.commit()
            said, complaint = process.communicate()
    assert (process.returncode, complaint) == (0, b"")
    assert b"1 titres pris" in said
    assert rows(database, "SELECT count(*), min(city) FROM identity_person") == [(1, "Paris")]


def test_a_database_that_is_down_is_said_in_one_sentence(tmp_path):
    with importing(f"host={tmp_path} dbname=sejour user=sejour", tmp_path, REAL) as process:
        said, complaint = process.communicate()
    assert (process.returncode, said) == (2, b"")
    assert "La base de données ne répond pas" in complaint.decode()
    assert "Traceback" not in complaint.decode()


def test_an_address_that_is_none_is_said_in_one_sentence(tmp_path):
    with importing("n'importe quoi", tmp_path, REAL) as process:
        _, complaint = process.communicate()
    assert process.returncode == 2
    assert complaint.decode().startswith("DATABASE_URL n'est pas une adresse")


def test_a_database_that_goes_down_meanwhile_is_said_in_one_sentence(database, tmp_path):
    content = real_extract()
    with importing(database, tmp_path) as process:
        process.stdin.write(content[: len(content) // 2])
        process.stdin.flush()
        ((session,),) = wait_for("the copy", others(database, "query LIKE 'COPY register_line%%'"))
        rows(database, "SELECT pg_terminate_backend(%s)", session)
        _, complaint = process.communicate(content[len(content) // 2 :])
    assert process.returncode == 2
    assert "La base de données a cessé de répondre" in complaint.decode()
    assert "Traceback" not in complaint.decode()
    assert counts(database) == (0,) * len(TABLES)


def test_a_database_without_its_tables_is_said_in_one_sentence(tmp_path, migrated_database):
    with importing(address_of("postgres"), tmp_path, REAL) as process:
        _, complaint = process.communicate()
    assert process.returncode == 2
    assert "n'est pas à jour" in complaint.decode()


def test_the_memory_of_an_import_does_not_grow_with_the_extract(database, tmp_path):
    good = text_of(line(numero_etranger="NUMERO----", numero_titre="TITRE--------"))
    path = tmp_path / "extrait.csv"
    with path.open("wb") as out:
        out.write(";".join(COLUMNS).encode() + b"\n")
        for n in range(200_000):
            # Of four lines one is refused, and kept, one is taken, and two repeat it.
            number = b"%010d" % (n // 4) if n % 4 else b"refuse%04d" % n
            out.write(good.replace(b"NUMERO----", number).replace(b"TITRE--------", b"T%012d" % (n // 4)))
    counted = subprocess.run(
        [sys.executable, "-c", COUNTING_MEMORY, *command(path)],
        env=outside(DATABASE_URL=database, SEJOUR_HOME=str(tmp_path)),
        capture_output=True,
        check=True,
    )
    assert b"50000 titres pris" in counted.stdout
    kilobytes = int(counted.stdout.split()[-1])
    assert kilobytes / 1024 < MEMORY_MEGABYTES
