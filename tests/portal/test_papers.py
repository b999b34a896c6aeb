"""Papers as their holder gets them: in one click, as files; and what is said while nothing can be signed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from sejour.applications import services
from sejour.applications.models import Outcome
from sejour.applications.purposes import SummonsPurpose
from sejour.continuity.models import ProvisionalDocument
from sejour.documents.models import Paper
from tests.factories import people
from tests.factories.applications import AGENT, asked, decided, filed, holder
from tests.factories.days import NOON
from tests.factories.jobs import run_jobs
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
SAID = {"actor": AGENT, "at": NOON}


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


@pytest.fixture
def application(applicant):
    return filed(applicant.person)


def address(name: str, *args) -> str:
    return reverse(f"portal:{name}", args=args)


def summoned(application):
    return services.summon(
        reference=application.reference,
        purpose=SummonsPurpose.FINGERPRINTS,
        place="Bureau 12",
        held_at=NOON + timedelta(days=3),
        bring="Trois photos",
        **SAID,
    )


def is_a_paper(answer) -> bool:
    return answer.status_code == 200 and answer.content.startswith(b"%PDF-")


def leads_to_a_paper(inside, page: str, name: str, *args) -> bool:
    """Tell whether a page has a link to a paper, which is given."""
    target = address(name, *args)
    return target in read(inside.get(page)).links and is_a_paper(inside.get(target))


def test_a_request_for_pieces_is_given_from_the_page_of_the_application(inside, application):
    asked(application, "photo")
    request = application.complement_requests.get()
    page = address("application", application.reference)
    assert leads_to_a_paper(inside, page, "request_pdf", application.reference, request.pk)


def test_a_closing_is_given_while_the_file_is_closed(inside, application):
    target = address("closure_pdf", application.reference)
    assert inside.get(target).status_code == 404
    services.close_application(reference=application.reference, reasons="Rien reçu.", **SAID)
    page = address("application", application.reference)
    assert leads_to_a_paper(inside, page, "closure_pdf", application.reference)


def test_a_refusal_is_given_once_it_was_opened_and_not_before(inside, application):
    decided(application, Outcome.REFUSED)
    target = address("decision_pdf", application.reference)
    assert inside.get(target).status_code == 404
    assert target not in read(inside.get(address("application", application.reference))).links
    run_jobs()
    assert not Paper.objects.filter(subject__startswith="refusal/").exists()
    inside.post(address("decision", application.reference))
    for page in ("decision", "application"):
        assert leads_to_a_paper(
            inside, address(page, application.reference), "decision_pdf", application.reference
        )


def test_a_favourable_decision_has_no_paper_of_refusal(inside, application):
    decided(application)
    assert inside.get(address("decision_pdf", application.reference)).status_code == 404


def test_an_appointment_is_on_the_page_with_its_letter_and_its_calendar(inside, application):
    summons = summoned(application)
    page = read(inside.get(address("application", application.reference)))
    assert page.says("Rendez-vous le 26 novembre 2026 à 12 h 00")
    assert page.says("Bureau 12")
    assert is_a_paper(inside.get(address("convocation_pdf", application.reference, summons.pk)))
    answer = inside.get(address("appointment", application.reference, summons.pk))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == summons.held_at
    assert event["location"] == "Bureau 12"
    assert answer["Content-Type"].startswith("text/calendar")


def test_a_cancelled_appointment_is_nowhere(inside, application):
    summons = summoned(application)
    services.cancel_summons(
        reference=application.reference, summons_id=summons.pk, because="Bureau fermé", **SAID
    )
    assert not read(inside.get(address("application", application.reference))).says("Bureau 12")
    for name in ("convocation_pdf", "appointment"):
        assert inside.get(address(name, application.reference, summons.pk)).status_code == 404


def test_the_evidence_file_is_made_in_one_click_once_a_day(inside, application):
    page = address("application", application.reference)
    assert leads_to_a_paper(inside, page, "evidence_pdf", application.reference)
    inside.get(address("evidence_pdf", application.reference))
    assert Paper.objects.filter(subject__startswith="evidence/").count() == 1


def test_the_certificate_of_stay_is_made_in_one_click_from_my_documents(inside, application):
    page = read(inside.get(address("documents")))
    assert page.says("prouvent ensemble un séjour régulier du 22 février 2026 au 23 novembre 2026")
    assert leads_to_a_paper(inside, address("documents"), "stay_pdf")


def test_whoever_has_no_proof_is_offered_no_certificate(enter):
    newcomer = enter(people.applicant())
    assert address("stay_pdf") not in read(newcomer.get(address("documents"))).links
    assert newcomer.get(address("stay_pdf")).status_code == 404


def test_the_page_of_a_document_says_what_its_paper_says(inside, application):
    document = ProvisionalDocument.objects.get(application=application)
    page = read(inside.get(address("document", document.public_id)))
    for words in ("Ce que ce document prouve", "Vérifier ce document", "avec le numéro"):
        assert page.says(words)


def test_while_nothing_can_be_signed_the_right_is_said_and_how_to_prove_it(inside, application, settings):
    document = ProvisionalDocument.objects.get(application=application)
    # Nobody listens where the time should be said.
    settings.TIME_STAMPS_URL = "http://127.0.0.1:1/"
    answer = inside.get(address("document_pdf", document.public_id))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    page = read(answer)
    for words in ("Vos droits ne changent pas.", "dans quelques minutes", "code de partage"):
        assert page.says(words)
    assert address("share") in page.links
    assert not Paper.objects.filter(subject=f"document/{document.pk}").exists()
    settings.TIME_STAMPS_URL = ""
    assert is_a_paper(inside.get(address("document_pdf", document.public_id)))
