"""What can be asked for: the list that anybody reads and searches, and each procedure before it is begun."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sejour.applications import services
from sejour.applications.procedures.catalogue import procedure_at, searched
from sejour.applications.procedures.preview import preview
from sejour.applications.procedures.reading import ProcedureFile
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity import access
from sejour.identity.access import Applicant
from sejour.portal.doors import applicant_only, tell
from sejour.portal.failures import keeps_the_date
from sejour.portal.forms import SearchForm
from sejour.ui.responses import post_only


def catalogue(request: HttpRequest) -> HttpResponse:
    """List what can be asked for, all or what words look for."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    return render(request, "portal/procedures.html", {"form": form, "words": words, "found": searched(words)})


def presentation(request: HttpRequest, address: str) -> HttpResponse:
    """Show what a procedure asks, what it costs and when to file, before anything is typed."""
    procedure = _at(address)
    context = {
        "procedure": procedure,
        "previews": [preview(procedure, nature, clock.today()) for nature in procedure.natures],
        "may_start": request.user.is_authenticated and not access.is_agent(request.user),
    }
    return render(request, "portal/procedure.html", context)


@post_only
@applicant_only
@keeps_the_date
def start(request: HttpRequest, applicant: Applicant, address: str) -> HttpResponse:
    """Begin a procedure, or go on with the draft of it; whoever is not known yet first says who they are."""
    procedure = _at(address)
    if access.is_agent(request.user):
        raise NotFound
    if applicant.person is None:
        return redirect(f"{reverse('portal:newcomer')}?pour={procedure.address}")
    try:
        draft = services.start_procedure(
            person=applicant.person, code=procedure.code, actor=applicant.actor, at=clock.now()
        )
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("portal:procedure", address)
    return redirect("portal:filing_situation", draft.reference)


def _at(address: str) -> ProcedureFile:
    found = procedure_at(address)
    if found is None:
        raise Http404
    return found
