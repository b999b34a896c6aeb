"""The search for viruses: after the piece is stored, without holding anything; what it finds is told."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from sejour.applications import services
from sejour.core import journal
from sejour.documents import selectors, tasks
from sejour.documents import services as documents
from sejour.documents.errors import FileIsInfected, ScannerUnavailable
from sejour.documents.intake.taking import Given, take
from sejour.documents.models import StoredFile
from sejour.notifications.models import Message
from tests.documents.scanners import EICAR, Scanner
from tests.factories import contents, people
from tests.factories.applications import AGENT, draft, holder
from tests.factories.days import NOON
from tests.factories.jobs import run_jobs

pytestmark = pytest.mark.django_db
INFECTED = contents.pdf() + EICAR


@pytest.fixture
def scanner(settings):
    found = Scanner.on_a_port()
    settings.CLAMD = found.address
    yield found
    found.stop()


def stored(*files: bytes, person=None) -> StoredFile:
    given = [Given(f"{rank}.pdf", content) for rank, content in enumerate(files)]
    taken = take(given, limit=20_000_000)
    return documents.keep(person=person or people.person(), taken=taken, at=NOON)


def scans() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(queue_name="scans", status="todo"))


def test_a_clean_piece_is_said_clean(scanner, frozen):
    piece = stored(contents.pdf())
    assert piece.get_scan_display() == "non analysé"
    run_jobs("scans")
    piece.refresh_from_db()
    assert (piece.scan, piece.scanned_at) == ("clean", NOON)
    assert selectors.seen_by_agents(piece).content


def test_a_virus_in_any_file_of_a_piece_closes_it_to_all(scanner, frozen):
    piece = stored(contents.pdf(), INFECTED)
    run_jobs("scans")
    piece.refresh_from_db()
    assert piece.is_infected
    assert len(scanner.scanned) == 2
    for look in (selectors.seen_by_agents, selectors.shown_to_owner):
        with pytest.raises(FileIsInfected):
            look(piece)
    (line,) = journal.lines_of(f"file/{piece.public_id}")
    assert (line.verb, line.details) == ("virus_found", {"viruses": ["Eicar-Test-Signature"]})


def test_its_owner_is_told_once_to_give_it_again(scanner, frozen):
    applicant = holder(email="awa@exemple.fr")
    application = draft(applicant)
    piece = stored(INFECTED, person=application.person)
    services.attach_piece(reference=application.reference, piece="passport", file=piece, actor=AGENT, at=NOON)
    run_jobs("scans")
    run_jobs("notices")
    tasks.scan_file(file_id=piece.pk)
    run_jobs("notices")
    (letter,) = Message.objects.filter(notice="piece_infected")
    assert "Votre date et vos autres pièces sont gardées." in letter.text
    assert f"/demande/{application.reference}/pieces/passport/" in letter.text


def test_of_a_piece_that_was_replaced_nothing_is_told(scanner, frozen):
    application = draft(holder(email="awa@exemple.fr"))
    stored(INFECTED, person=application.person)
    run_jobs("scans", "notices")
    assert not Message.objects.filter(notice="piece_infected").exists()


def test_where_there_is_no_scanner_nothing_is_queued_and_the_piece_is_seen(settings):
    piece = stored(contents.pdf())
    assert scans() == []
    assert selectors.seen_by_agents(piece).content
    tasks.scan_waiting_files(0)
    assert scans() == []


def test_a_scanner_that_is_away_leaves_the_piece_as_it_is_and_is_asked_again(scanner, settings, frozen):
    settings.CLAMD = "/nowhere/clamd.ctl"
    piece = stored(contents.pdf())
    with pytest.raises(ScannerUnavailable):
        run_jobs("scans")
    piece.refresh_from_db()
    assert piece.scan == "not_scanned"
    settings.CLAMD = scanner.address
    run_jobs("scans")
    piece.refresh_from_db()
    assert piece.scan == "clean"


def test_what_was_never_scanned_is_queued_by_the_clock_once(settings):
    first, second = stored(contents.pdf(), contents.pdf()), stored(contents.pdf())
    settings.CLAMD = "/nowhere/clamd.ctl"
    for _ in range(2):
        tasks.scan_waiting_files(0)
    assert sorted(job.args["file_id"] for job in scans()) == [first.pk, second.pk]
