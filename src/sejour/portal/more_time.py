"""More time to send the pieces asked for: once a request, with the reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications import access, selectors, services
from sejour.applications.errors import AlreadyAsked
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only
from sejour.portal.forms import MoreTimeForm

ASKED = "Votre demande de délai est envoyée. Un agent vous répond ici et par e-mail."


@attached_only
def ask(request: HttpRequest, applicant: Applicant, reference: str, number: int) -> HttpResponse:
    """Take the reason, and say what happens until somebody answers."""
    application = access.to_read(applicant, reference)
    found = selectors.request_of(application, number)
    form = MoreTimeForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_for_time(
                reference=reference,
                request_id=found.pk,
                reasons=form.cleaned_data["reasons"],
                actor=applicant.actor,
                at=clock.now(),
            )
        except NotFound:
            raise
        except AlreadyAsked as refusal:
            messages.info(request, str(refusal))
            return redirect("portal:application", reference)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, ASKED)
            return redirect("portal:application", reference)
    context = {"application": application, "asked": found, "form": form}
    return render(request, "portal/more_time.html", context, status=422 if form.errors else 200)
