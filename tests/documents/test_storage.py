"""Files at rest: encrypted, each in its place, and any change to one is found."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from sejour.documents import storage

SECRET = b"Motifs de fait : ce que personne d'autre ne doit lire."


@pytest.fixture
def place(settings, tmp_path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def files_in(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def test_what_is_stored_comes_back(place):
    assert storage.get(storage.put(SECRET)) == SECRET


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(content=st.binary(max_size=5000))
def test_any_bytes_come_back(place, content):
    assert storage.get(storage.put(content)) == content


def test_nothing_can_be_read_on_the_disk(place):
    key = storage.put(SECRET)
    (kept,) = files_in(place)
    assert kept.name == key
    assert SECRET not in kept.read_bytes()
    assert b"Motifs" not in kept.read_bytes()


def test_the_same_bytes_are_never_stored_alike(place):
    storage.put(SECRET)
    storage.put(SECRET)
    first, second = files_in(place)
    assert first.read_bytes() != second.read_bytes()


@pytest.mark.parametrize("where", [0, 11, 12, 59, 60, 72, 80, -1], ids=lambda n: f"byte {n}")
def test_one_changed_bit_is_found(place, where):
    key = storage.put(SECRET)
    (kept,) = files_in(place)
    sealed = bytearray(kept.read_bytes())
    sealed[where] ^= 1
    kept.write_bytes(sealed)
    with pytest.raises(InvalidTag):
        storage.get(key)


@pytest.mark.parametrize("length", [0, 40, 71, 90])
def test_a_file_cut_short_is_found(place, length):
    key = storage.put(SECRET)
    (kept,) = files_in(place)
    kept.write_bytes(kept.read_bytes()[:length])
    with pytest.raises((InvalidTag, ValueError)):
        storage.get(key)


def test_two_files_that_were_exchanged_are_found(place):
    first, second = storage.put(b"le premier"), storage.put(b"le second")
    paths = {path.name: path for path in files_in(place)}
    one, other = paths[first].read_bytes(), paths[second].read_bytes()
    paths[first].write_bytes(other)
    paths[second].write_bytes(one)
    for key in (first, second):
        with pytest.raises(InvalidTag):
            storage.get(key)


def test_another_key_opens_nothing(place, settings):
    key = storage.put(SECRET)
    settings.FILES_KEY = "une autre clé"
    with pytest.raises(InvalidTag):
        storage.get(key)


def test_a_file_that_is_gone_is_not_found(place):
    with pytest.raises(FileNotFoundError):
        storage.get("0" * 40)


KILLED = """
import os, pathlib, signal, sys
import django
django.setup()
from django.conf import settings
from sejour.documents import storage
settings.FILES_ROOT = sys.argv[1]
os.fsync = lambda number: os.kill(os.getpid(), signal.SIGKILL)
storage.put(b"x" * 1000)
"""


def test_a_process_killed_while_it_writes_leaves_no_file_that_could_be_taken_for_one(tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path / "files")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -9
    assert [path.suffix for path in files_in(tmp_path / "files")] == [".part"]
