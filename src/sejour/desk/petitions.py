"""What people ask for: seen in one list, answered each on a page of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sejour.applications import petitions
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.desk.doors import prefecture_only
from sejour.desk.forms import ExtensionForm, PetitionForm
from sejour.documents import selectors as files
from sejour.identity.access import Agent
from sejour.instruction import access, services
from sejour.instruction import petitions as asked
from sejour.law.periods import add_days
from sejour.law.tables import parameter
from sejour.ui.responses import file_response

if TYPE_CHECKING:
    from sejour.documents.models import StoredFile

Verb = Callable[[], object]
ANSWERED = "Réponse enregistrée : la personne est prévenue."


@require_GET
@prefecture_only
def waiting(request: HttpRequest, agent: Agent) -> HttpResponse:
    """List what waits for an answer in the prefecture."""
    context = {"agent": agent, "waiting": asked.waiting(agent), "section": "petitions"}
    return render(request, "desk/petitions.html", context)


@prefecture_only
def extension(request: HttpRequest, agent: Agent, reference: str, number: int) -> HttpResponse:
    """Answer a request for more time."""
    application = access.to_read(agent, reference)
    found = petitions.extension_of(application, number)
    usual = parameter("complement_days", found.due_before)
    form = ExtensionForm(request.POST or None, initial={"until": add_days(found.due_before, usual)})
    said: dict[str, Any] = {"agent": agent, "reference": reference, "number": number, "at": clock.now()}

    def verb() -> object:
        typed = form.cleaned_data
        if typed["accepted"]:
            return services.grant_time(**said, until=typed["until"], answer=typed["answer"])
        return services.refuse_time(**said, answer=typed["answer"])

    context = {
        "application": application,
        "petition": found,
        "extension": found,
        "title": "Demande de délai",
        "template": "desk/petition_extension.html",
    }
    return _answered(request, form, verb, reverse("desk:file", args=[reference]), agent, context)


@prefecture_only
def objection(request: HttpRequest, agent: Agent, reference: str, number: int) -> HttpResponse:
    """Answer an objection to a closing; others than signatories read it."""
    application = access.to_read(agent, reference)
    found = petitions.objection_of(application, number)
    form = PetitionForm(request.POST or None)
    said: dict[str, Any] = {"agent": agent, "reference": reference, "number": number, "at": clock.now()}

    def verb() -> object:
        typed = form.cleaned_data
        if typed["accepted"]:
            return services.accept_objection(**said)
        return services.refuse_objection(**said, answer=typed["answer"])

    context = {
        "application": application,
        "petition": found,
        "objection": found,
        "delays": petitions.objection_delays(found),
        "title": "Contestation de la clôture",
        "template": "desk/petition_objection.html",
    }
    return _answered(request, form, verb, reverse("desk:file", args=[reference]), agent, context)


@require_GET
@prefecture_only
def objection_file(request: HttpRequest, agent: Agent, reference: str, number: int) -> HttpResponse:
    """Show what came with an objection; like the file, it is consulted, and written down."""
    application = services.consult(agent=agent, reference=reference, at=clock.now())
    back = reverse("desk:objection", args=[reference, number])
    return _shown(request, petitions.objection_of(application, number).file, back)


@prefecture_only
def correction(request: HttpRequest, agent: Agent, number: int) -> HttpResponse:
    """Answer a request to correct an identity."""
    found = access.to_correct(agent, number)
    form = PetitionForm(request.POST or None)
    said: dict[str, Any] = {"agent": agent, "number": number, "at": clock.now()}

    def verb() -> object:
        typed = form.cleaned_data
        if typed["accepted"]:
            return services.accept_correction(**said)
        return services.refuse_correction(**said, answer=typed["answer"])

    context = {
        "petition": found,
        "person": found.person,
        "correction": petitions.said(found),
        "title": "Demande de correction",
        "template": "desk/petition_correction.html",
    }
    return _answered(request, form, verb, reverse("desk:petitions"), agent, context)


@require_GET
@prefecture_only
def evidence(request: HttpRequest, agent: Agent, number: int) -> HttpResponse:
    """Show what proves that an identity is wrongly written."""
    found = access.to_correct(agent, number).evidence
    return _shown(request, found, reverse("desk:correction", args=[number]))


def _shown(request: HttpRequest, stored: "StoredFile | None", back: str) -> HttpResponse:
    """Show what agents may see of a file; where there is nothing to see, say why and go back."""
    if stored is None:
        raise NotFound
    try:
        shown = files.seen_by_agents(stored)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return file_response(shown.content, shown.media_type, shown.name)


def _answered(
    request: HttpRequest,
    form: PetitionForm,
    verb: Verb,
    back: str,
    agent: Agent,
    context: dict[str, Any],
) -> HttpResponse:
    """Answer and go back; a refusal of the verb is told beside the form."""
    if form.is_valid():
        try:
            verb()
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, ANSWERED)
            return redirect(back)
    shown = {"agent": agent, "form": form, "back": back, "section": "petitions", **context}
    return render(request, context["template"], shown, status=422 if form.errors else 200)
