"""My documents: each with what it proves, as a page and as a PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.applications import access
from sejour.applications import papers as application_papers
from sejour.continuity import papers, selectors
from sejour.core import clock
from sejour.core.errors import NotFound
from sejour.documents import selectors as files
from sejour.documents import services as drawing
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only
from sejour.ui.responses import file_response

PDF = "application/pdf"


@attached_only
def my_documents(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """List the documents of a person."""
    assert applicant.person is not None
    found = list(selectors.documents_of(applicant.person))
    return render(request, "portal/documents.html", {"documents": found, "today": clock.today()})


@attached_only
def document(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """Show a document: the right is the row, this page and the PDF are its pictures."""
    assert applicant.person is not None
    found = selectors.document_of(applicant.person, public_id)
    context = {"document": found, "paper": papers.content_of(found)}
    return render(request, "portal/document.html", context)


@attached_only
def document_pdf(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Give the PDF of a document, drawn now if the worker has not done so yet."""
    assert applicant.person is not None
    found = selectors.document_of(applicant.person, public_id)
    paper = drawing.draw_paper(
        subject=f"document/{found.pk}",
        person=found.person,
        content=papers.content_of(found),
        at=clock.now(),
    )
    return file_response(
        files.content_of(paper), PDF, f"{found.kind}-{papers.number_of(found)}.pdf", attachment=True
    )


@attached_only
def receipt(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show the electronic receipt of a filing."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    context = {"application": application, "paper": application_papers.receipt(application)}
    return render(request, "portal/receipt.html", context)


@attached_only
def receipt_pdf(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:  # noqa: ARG001
    """Give the PDF of the electronic receipt."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    paper = drawing.draw_paper(
        subject=f"receipt/{reference}",
        person=application.person,
        content=application_papers.receipt(application),
        at=clock.now(),
    )
    return file_response(files.content_of(paper), PDF, f"accuse-{reference}.pdf", attachment=True)
