"""What agents see of pieces: what we made of them, what was remarked, and nothing with a virus in it."""

import pytest
from django.urls import reverse

from sejour.applications import services
from sejour.documents import services as documents
from sejour.documents.intake.taking import Given
from sejour.documents.models import StoredFile
from tests.documents.intake import hostile
from tests.factories import contents, people
from tests.factories.applications import APPLICANT, asked, filed
from tests.factories.days import NOON
from tests.ui.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return asked(filed(), "passport")


@pytest.fixture
def desk(enter, file):
    return enter(people.agent(prefecture=file.prefecture.code))


def give(file, *files: bytes) -> StoredFile:
    given = [Given(f"{rank}.jpg", content) for rank, content in enumerate(files)]
    stored = documents.store_piece(person=file.person, given=given, at=NOON)
    services.attach_piece(reference=file.reference, piece="passport", file=stored, actor=APPLICANT, at=NOON)
    return stored


def piece(desk, file, **more):
    return desk.get(reverse("desk:piece", args=[file.reference, "passport"]), **more)


def page(desk, file):
    return read(desk.get(reverse("desk:file", args=[file.reference])))


def test_agents_see_pixels_and_never_the_bytes_of_a_stranger(desk, file):
    given = hostile.photograph_with_a_place()
    give(file, given)
    answer = piece(desk, file)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"Exif" in given
    assert b"Exif" not in answer.content


def test_several_photographs_are_seen_as_one_pdf(desk, file):
    sheet = contents.file_of(contents.sheet())
    give(file, sheet, sheet)
    assert page(desk, file).says("2 pages")
    assert contents.pages_of(piece(desk, file).content) == 2


def test_what_was_remarked_is_said_and_so_is_that_nothing_was_scanned(desk, file):
    give(file, contents.file_of(contents.sheet(blur=5)))
    seen = page(desk, file)
    assert seen.says("La page semble floue. Remarque automatique, à vérifier.")
    assert seen.says("antivirus : non analysé")


def test_a_piece_stored_before_is_made_harmless_when_it_is_looked_at(desk, file):
    stored = give(file, hostile.photograph_with_a_place())
    StoredFile.objects.filter(pk=stored.pk).update(seen_key="", seen_type="")
    assert b"Exif" not in piece(desk, file).content


def test_an_infected_piece_is_not_opened(desk, file):
    stored = give(file, contents.file_of(contents.sheet()))
    StoredFile.objects.filter(pk=stored.pk).update(scan="infected", scanned_at=NOON)
    assert page(desk, file).says("virus trouvé")
    answer = piece(desk, file, follow=True)
    assert read(answer).says("Un virus a été trouvé dans ce fichier")
