"""The steps of a procedure: a few questions a page, each kept as soon as it is answered."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sejour.applications import access, services
from sejour.applications.procedures.catalogue import procedures
from sejour.applications.procedures.reading import Step
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only
from sejour.portal.failures import keeps_the_date
from sejour.portal.stages import beside, stages
from sejour.portal.step_form import StepForm

if TYPE_CHECKING:
    from sejour.applications.models import Application

KEEP = "X-Keep"
"""What the script of the page says when it keeps what is typed before anybody sends it."""


@attached_only
@keeps_the_date
def step(request: HttpRequest, applicant: Applicant, reference: str, step: str) -> HttpResponse:
    """Ask the questions of a step; what is answered is kept, also while others are missing."""
    application = access.to_read(applicant, reference)
    procedure = procedures().get(application.form)
    found = procedure.step_named(step) if procedure else None
    if procedure is None or found is None:
        raise NotFound
    form = StepForm(
        request.POST or None, step=found, answers=application.answers, nature=application.procedure
    )
    # A draft keeps each answer as it comes; after the filing, a correction is an act: whole, or not at all.
    if request.method == "POST" and (form.is_valid() or application.is_draft):
        kept = {code: value for code, value in form.cleaned_data.items() if code not in form.errors}
        try:
            application = services.answer_step(
                reference=reference, step=step, answers=kept, actor=applicant.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        if request.headers.get(KEEP):
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if not form.errors:
            return _onwards(request, application, form, found)
    pages = stages(application, step)
    context = {
        "form": form,
        "application": application,
        "procedure": procedure,
        "step": found,
        "stages": pages,
        "back": beside(pages)[0] if application.is_draft else _application(reference),
    }
    return render(request, "portal/filing_step.html", context, status=422 if form.errors else 200)


def _onwards(request: HttpRequest, application: "Application", form: StepForm, step: Step) -> HttpResponse:
    """Go on: to the questions that an answer has just opened, else to the next page."""
    again = StepForm(None, step=step, answers=application.answers, nature=application.procedure)
    opened = [code for code in again.questions if code not in form.questions]
    if opened:
        return redirect(f"{request.path}#id_{opened[0]}")
    if not application.is_draft:
        messages.success(request, "Votre correction est gardée. L'agent voit ce qui a changé.")
        return redirect(_application(application.reference))
    return redirect(beside(stages(application, step.code))[1])


def _application(reference: str) -> str:
    return reverse("portal:application", args=[reference])
