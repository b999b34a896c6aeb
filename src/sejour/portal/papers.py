"""The PDF of each paper of a person: given if it is drawn, drawn now if the worker has not done so yet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.applications import access, appointments
from sejour.applications import papers as of_applications
from sejour.applications import selectors as applications
from sejour.continuity import evidence, papers, selectors, stay
from sejour.continuity.errors import NothingProven
from sejour.core import clock
from sejour.core.errors import NotFound
from sejour.documents import selectors as files
from sejour.documents import services as drawing
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.orders import PaperOrder
from sejour.identity.access import Applicant
from sejour.portal.appointments import calendar_of
from sejour.portal.doors import attached_only
from sejour.territory.selectors import zone_of
from sejour.ui.responses import file_response

PDF, CALENDAR = "application/pdf", "text/calendar; charset=utf-8"
RETRY_SECONDS = 120


def give(request: HttpRequest, order: PaperOrder) -> HttpResponse:
    """Give a paper as a file. While nothing can be signed, say that the right stands and how to prove it."""
    try:
        paper = drawing.draw_paper(
            subject=order.subject,
            person=order.person,
            content=order.content,
            seal=order.seal,
            at=clock.now(),
        )
    except SignatureUnavailable:
        waits = render(request, "portal/paper_waits.html", {"title": order.content["title"]}, status=503)
        waits["Retry-After"] = str(RETRY_SECONDS)
        return waits
    return file_response(files.content_of(paper), PDF, order.name, attachment=True)


@attached_only
def document(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """Give the PDF of a provisional document."""
    assert applicant.person is not None
    return give(request, papers.order_of(selectors.document_of(applicant.person, public_id)))


@attached_only
def uninterrupted_stay(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Give the certificate of uninterrupted stay, as it can be made today."""
    person = applicant.person
    assert person is not None
    try:
        order = stay.order_of(person, clock.day_of(clock.now(), zone_of(person.prefecture)))
    except NothingProven as error:
        # The list of documents offers no such certificate: nobody comes here from a page.
        raise NotFound from error
    return give(request, order)


@attached_only
def receipt(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Give the electronic receipt of a filing."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    return give(request, of_applications.receipt_order(application))


@attached_only
def complement_request(
    request: HttpRequest, applicant: Applicant, reference: str, number: int
) -> HttpResponse:
    """Give a request for pieces."""
    found = applications.request_of(access.to_read(applicant, reference), number)
    return give(request, of_applications.complement_request_order(found))


@attached_only
def closure(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Give the closing of a file, while it is closed."""
    application = access.to_read(applicant, reference)
    if application.closed_on is None:
        raise NotFound
    return give(request, of_applications.closure_order(application))


@attached_only
def refusal(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Give a refusal, once it was opened: a file that comes by itself would notify nobody."""
    found = applications.standing_decision(access.to_read(applicant, reference))
    if found is None or applications.appeal_against(found) is None:
        raise NotFound
    return give(request, of_applications.refusal_order(found))


@attached_only
def convocation(request: HttpRequest, applicant: Applicant, reference: str, number: int) -> HttpResponse:
    """Give a convocation that stands."""
    found = appointments.summons_of(access.to_read(applicant, reference), number)
    return give(request, of_applications.convocation_order(found))


@attached_only
def appointment(request: HttpRequest, applicant: Applicant, reference: str, number: int) -> HttpResponse:
    """Give an appointment for a calendar."""
    found = appointments.summons_of(access.to_read(applicant, reference), number)
    content = calendar_of(appointments.appointment_of(found), host=request.get_host())
    return file_response(content, CALENDAR, f"rendez-vous-{reference}-{number}.ics", attachment=True)


@attached_only
def evidence_file(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Give the evidence file of an application, as it stands today."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    at = clock.now()
    on = clock.day_of(at, zone_of(application.prefecture))
    return give(request, evidence.order_of(application, on=on, at=at))
