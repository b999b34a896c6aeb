"""My documents: each with what it proves, as a page; `papers.py` gives their PDF."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.applications import access
from sejour.applications import papers as application_papers
from sejour.continuity import papers, selectors
from sejour.continuity.stay import proven_stay
from sejour.core import clock
from sejour.core.errors import NotFound
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only
from sejour.territory.selectors import zone_of


@attached_only
def my_documents(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """List the documents of a person, and the stay that they prove together."""
    person = applicant.person
    assert person is not None
    today = clock.day_of(clock.now(), zone_of(person.prefecture))
    context = {
        "documents": list(selectors.documents_of(person)),
        "stay": proven_stay(person, today),
        "today": today,
    }
    return render(request, "portal/documents.html", context)


@attached_only
def document(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """Show a document: the right is the row, this page and the PDF are its pictures."""
    assert applicant.person is not None
    found = selectors.document_of(applicant.person, public_id)
    context = {"document": found, "paper": papers.content_of(found)}
    return render(request, "portal/document.html", context)


@attached_only
def receipt(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show the electronic receipt of a filing."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    context = {"application": application, "paper": application_papers.receipt(application)}
    return render(request, "portal/receipt.html", context)
