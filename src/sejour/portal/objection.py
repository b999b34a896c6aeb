"""Object to the closing of a file, and see until when what may still be done."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications import access, petitions, services
from sejour.applications.errors import AlreadyAsked
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal, WrongState
from sejour.identity.access import Applicant
from sejour.portal.attached_file import stored
from sejour.portal.doors import attached_only, tell
from sejour.portal.forms import ObjectionForm

if TYPE_CHECKING:
    from sejour.applications.models import Application

SENT = "Votre contestation est envoyée. Un responsable de la préfecture vous répond ici et par e-mail."


@attached_only
def make(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Take an objection, or show where the one that was made stands."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        raise NotFound
    made = petitions.objection_to_closing(application)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if application.closed_on is None or made is not None:
            # A second click, or a file that was reopened in between: its page says which.
            tell(request, AlreadyAsked() if made else WrongState())
            return redirect("portal:application", reference)
        if form.is_valid() and _sent(application, applicant, form):
            messages.success(request, SENT)
            return redirect("portal:application", reference)
    context = {
        "application": application,
        "objection": made,
        "delays": petitions.objection_delays(made) if made else None,
        "court_until": petitions.closing_appeal_until(application),
        "form": form,
    }
    return render(request, "portal/object.html", context, status=422 if form.errors else 200)


def _sent(application: "Application", applicant: Applicant, form: ObjectionForm) -> bool:
    """Send an objection; tell beside the form why it could not be."""
    try:
        services.object_to_closing(
            reference=application.reference,
            reasons=form.cleaned_data["reasons"],
            file=stored(application.person, form.cleaned_data["file"]),
            actor=applicant.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
