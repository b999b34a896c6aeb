"""Pieces: each is checked and stored at once; one that cannot be taken leaves the others as they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sejour.applications import selectors
from sejour.applications.models import FailedAttempt
from sejour.core import tickets
from sejour.documents.models import StoredFile
from tests.factories import contents
from tests.factories.applications import asked, draft, filed, holder
from tests.factories.days import NOON
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
KEPT = "Vos autres pièces sont gardées"


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


@pytest.fixture
def started(applicant):
    return draft(applicant, pieces=["passport"])


def give(client, application, content, name="photo.jpg", media_type="image/jpeg", code="photo"):
    where = reverse("portal:piece", args=[application.reference, code])
    return client.post(where, {"file": SimpleUploadedFile(name, content, media_type)})


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (contents.pdf(), "application/pdf"),
        (contents.picture("JPEG"), "image/jpeg"),
        (contents.picture("PNG"), "image/png"),
    ],
    ids=["PDF", "JPEG", "PNG"],
)
def test_a_good_file_is_stored_and_given_back_as_it_was(inside, started, content, media_type):
    answer = give(inside, started, content, name="scan.bin", media_type="application/octet-stream")
    assert answer.url == reverse("portal:filing_pieces", args=[started.reference])
    back = inside.get(reverse("portal:piece_file", args=[started.reference, "photo"]))
    assert back.content == content
    assert back["Content-Type"] == media_type
    assert back["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in back["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Ce fichier est vide."),
        (contents.heavy(10), "Ce fichier est trop lourd (11 Mo) : la limite est de 10 Mo."),
        (b"MZ\x90\x00 un programme", "Le contenu de ce fichier n'est ni un PDF, ni une photo JPEG ou PNG"),
        (b"<html><script>alert(1)</script>", "Le contenu de ce fichier n'est ni un PDF"),
        (contents.truncated_jpeg(), "Ce fichier est abîmé et ne s'ouvre pas."),
        (contents.pdf(password="secret"), "Ce PDF est protégé par un mot de passe"),
        (contents.bomb(), "Ce fichier est abîmé et ne s'ouvre pas."),
        (b"%PDF-1.7\n rien de plus", "Ce fichier est abîmé et ne s'ouvre pas."),
    ],
    ids=["empty", "11 MB", "program", "page", "half a JPEG", "locked PDF", "bomb", "hollow PDF"],
)
def test_a_bad_file_is_refused_in_its_own_words_and_the_others_are_kept(inside, started, content, says):
    answer = give(inside, started, content, name="titre.pdf", media_type="application/pdf")
    page = read(answer)
    assert answer.status_code == 422
    assert page.says(says)
    assert page.says(KEPT)
    assert [line.piece.code for line in selectors.piece_lines(started) if line.given] == ["passport"]
    assert not FailedAttempt.objects.exists()


def test_a_form_without_a_file_is_told_so(inside, started):
    answer = inside.post(reverse("portal:piece", args=[started.reference, "photo"]), {"file": ""})
    assert read(answer).says("Il y a quelque chose à corriger")


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "C:\\temp\\photo.jpg", "<script>.jpg", "é" * 300, "مستند.jpg"]
)
def test_the_name_of_a_file_is_only_shown(inside, started, name):
    give(inside, started, contents.picture("JPEG"), name=name)
    stored = selectors.piece_given(started, "photo").file
    assert len(stored.name) <= 200
    assert "/" not in stored.name
    inside.get(reverse("portal:filing_pieces", args=[started.reference]))
    back = inside.get(reverse("portal:piece_file", args=[started.reference, "photo"]))
    assert back["Content-Disposition"].startswith("inline")


def test_a_piece_of_another_ground_is_no_page(inside, started):
    assert give(inside, started, contents.pdf(), code="work_authorization").status_code == 404


def test_two_tabs_give_two_pieces_and_both_are_kept(enter, applicant, started):
    give(enter(applicant), started, contents.picture("JPEG"), code="photo")
    give(enter(applicant), started, contents.pdf(), code="address_proof")
    given = {line.piece.code for line in selectors.piece_lines(started) if line.given}
    assert given == {"passport", "photo", "address_proof"}


def test_a_piece_that_was_asked_for_is_given_to_a_filed_application(inside, applicant):
    application = asked(filed(applicant.person), "address_proof")
    answer = give(inside, application, contents.pdf(), code="address_proof")
    assert answer.url == reverse("portal:application", args=[application.reference])


# The disk ------------------------------------------------------------------------------------


@pytest.fixture
def full_disk(tmp_path, settings):
    """Store files on a disk that has no room left: a true one, mounted for this test."""
    place = tmp_path / "files"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only an administrator may mount a small disk; the other test of a failing write runs")
    settings.FILES_ROOT = place
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_shows_a_ticket_records_the_attempt_and_keeps_the_rest(
    inside, applicant, started, full_disk
):
    large = contents.picture("PNG", size=(64, 64)) + os.urandom(100_000)
    answer = give(inside, started, large)
    page = read(answer)
    assert page.says("Le fichier n'a pas pu être enregistré : la panne vient de chez nous")
    attempt = FailedAttempt.objects.get(person=applicant.person)
    assert page.says(f"Numéro de panne, qui protège votre date : {attempt.ticket}.")
    assert tickets.instant_of(attempt.ticket) == NOON
    assert [line.piece.code for line in selectors.piece_lines(started) if line.given] == ["passport"]
    assert not [path for path in full_disk.rglob("*") if path.is_file()], "half a file was left behind"


def test_a_small_file_still_fits(inside, started, full_disk):
    assert give(inside, started, contents.picture("PNG", size=(8, 8))).status_code == 302


FAILING_WRITE = """
import resource, signal, sys
import django
django.setup()
from django.conf import settings
from sejour.documents import storage
from sejour.documents.errors import StorageUnavailable

settings.FILES_ROOT = sys.argv[1]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    storage.put(b"x" * 100_000)
except StorageUnavailable as refused:
    print(refused)
print(storage.get(storage.put(b"petit")).decode())
"""


def test_a_write_that_fails_half_way_leaves_nothing_and_is_told(tmp_path):
    place = tmp_path / "files"
    command = [sys.executable, "-c", FAILING_WRITE, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
    first, second = done.stdout.splitlines()
    assert first.startswith("Le fichier n'a pas pu être enregistré : la panne vient de chez nous")
    assert second == "petit"
    (kept,) = [path for path in place.rglob("*") if path.is_file()]
    assert kept.stat().st_size < 200


@pytest.mark.parametrize("what", ["file", "unwritable"])
def test_a_place_that_cannot_hold_files_is_told_in_the_same_words(inside, started, settings, tmp_path, what):
    place = tmp_path / "files"
    if what == "file":
        place.write_text("une erreur de configuration")
    else:
        place = Path("/proc/sejour")
    settings.FILES_ROOT = place
    assert read(give(inside, started, contents.pdf())).says("la panne vient de chez nous")
    assert StoredFile.objects.count() == 1
