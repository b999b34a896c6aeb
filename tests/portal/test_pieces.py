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
from tests.documents.intake.test_taking import HEIC
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


def give(client, application, *files, name="photo.jpg", media_type="image/jpeg", code="photo", **more):
    where = reverse("portal:piece", args=[application.reference, code])
    return client.post(
        where, {"file": [SimpleUploadedFile(name, file, media_type) for file in files], **more}
    )


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
        (contents.heavy(20), "Ce fichier est trop lourd (21 Mo) : la limite est de 20 Mo."),
        (
            b"MZ\x90\x00 un programme",
            "Le contenu de ce fichier n'est ni un PDF, ni une photo (JPEG, PNG, HEIC ou WebP)",
        ),
        (b"<html><script>alert(1)</script>", "Le contenu de ce fichier n'est ni un PDF"),
        (contents.truncated_jpeg(), "Ce fichier est abîmé et ne s'ouvre pas."),
        (contents.pdf(password="secret"), "Ce PDF est protégé par un mot de passe"),
        (contents.bomb(), "Cette photo est trop grande pour être ouverte"),
        (b"%PDF-1.7\n rien de plus", "Ce fichier est abîmé et ne s'ouvre pas."),
    ],
    ids=["empty", "21 MB", "program", "page", "half a JPEG", "locked PDF", "bomb", "hollow PDF"],
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


# Several pages, and what is advised --------------------------------------------------------------

SHARP = contents.file_of(contents.sheet())
BLURRED = contents.file_of(contents.sheet(blur=5))


def page_of(client, application, code="address_proof"):
    return read(client.get(reverse("portal:piece", args=[application.reference, code])))


def file_of(client, application, code="address_proof"):
    return client.get(reverse("portal:piece_file", args=[application.reference, code]))


def test_the_photographs_of_pages_make_one_piece(inside, started):
    assert give(inside, started, SHARP, SHARP, SHARP, code="address_proof").status_code == 302
    back = file_of(inside, started)
    assert back["Content-Type"] == "application/pdf"
    assert contents.pages_of(back.content) == 3
    assert page_of(inside, started).says("(3 pages)")


def test_pages_can_be_added_one_by_one_from_a_telephone(inside, started):
    give(inside, started, SHARP, code="address_proof")
    give(inside, started, SHARP, code="address_proof", add="on")
    give(inside, started, SHARP, SHARP, code="address_proof", add="on")
    assert contents.pages_of(file_of(inside, started).content) == 4


def test_without_a_word_of_adding_the_new_file_replaces_the_old(inside, started):
    give(inside, started, SHARP, SHARP, code="address_proof")
    give(inside, started, SHARP, code="address_proof")
    assert file_of(inside, started).content == SHARP


def test_nothing_is_added_to_nothing(inside, started):
    assert "add" not in page_of(inside, started).form_to("").fields
    give(inside, started, SHARP, code="address_proof", add="on")
    assert file_of(inside, started).content == SHARP


def test_a_photograph_that_is_hard_to_read_is_kept_and_its_owner_is_told(inside, started):
    answer = give(inside, started, SHARP, BLURRED, code="address_proof")
    assert answer.url == reverse("portal:piece", args=[started.reference, "address_proof"])
    page = page_of(inside, started)
    assert page.says("Cette pièce est gardée, mais un agent pourrait mal la lire")
    assert page.says("La page 2 semble floue.")
    assert page.says("Garder quand même")
    assert page.says("Reprendre la photo")
    assert selectors.piece_given(started, "address_proof").file.advice == {"blurred": [2]}
    listed = read(inside.get(reverse("portal:filing_pieces", args=[started.reference])))
    assert listed.says("La page 2 semble floue.")


def test_a_telephone_that_writes_heic_is_understood_and_browsers_show_it(inside, started):
    give(inside, started, HEIC, name="IMG_0001.HEIC", media_type="image/heic")
    given = selectors.piece_given(started, "photo").file
    assert given.media_type == "image/heic"
    assert file_of(inside, started, "photo")["Content-Type"] == "image/jpeg"


def test_too_many_pages_are_refused_in_words(inside, started):
    answer = give(inside, started, contents.pdf(30), contents.pdf(11), code="address_proof")
    assert read(answer).says("Cette pièce a trop de pages : la limite est de 40.")


def test_files_that_weigh_too_much_together_are_refused_in_words(inside, started):
    answer = give(inside, started, *[contents.heavy(19)] * 4, code="address_proof")
    assert read(answer).says("trop lourds ensemble (77 Mo) : la limite est de 60 Mo")


# A virus -----------------------------------------------------------------------------------------


def infect(application, code="passport"):
    """Find a virus in a piece, as the scan writes it."""
    given = selectors.piece_given(application, code).file
    StoredFile.objects.filter(pk=given.pk).update(scan="infected", scanned_at=NOON)


def test_an_infected_piece_is_shown_to_nobody_and_asked_for_again(inside, started):
    infect(started)
    listed = read(inside.get(reverse("portal:filing_pieces", args=[started.reference])))
    assert listed.says("Un virus a été trouvé dans le fichier")
    answer = inside.get(reverse("portal:piece_file", args=[started.reference, "passport"]), follow=True)
    assert read(answer).says("Donnez cette pièce de nouveau")
    assert "add" not in page_of(inside, started, "passport").form_to("").fields
    give(inside, started, SHARP, code="passport")
    assert file_of(inside, started, "passport").content == SHARP


def test_a_filed_application_takes_an_infected_piece_again(inside, applicant):
    application = asked(filed(applicant.person), "address_proof")
    give(inside, application, SHARP, code="address_proof")
    application.complement_requests.update(answered_on=NOON.date())
    infect(application, "address_proof")
    page = read(inside.get(reverse("portal:application", args=[application.reference])))
    assert page.says("À donner de nouveau")
    give(inside, application, SHARP, code="address_proof")
    assert not selectors.infected_pieces(application)


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
