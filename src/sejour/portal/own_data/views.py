"""My data: what is held about me, who looked at it, to be taken away or put right."""

import json
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from sejour.applications import petitions, services
from sejour.applications.consultations import consultations_of
from sejour.applications.errors import AlreadyAsked
from sejour.applications.purposes import CorrectedField
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.documents.selectors import files_given_by
from sejour.identity.access import Applicant
from sejour.portal.attached_file import stored
from sejour.portal.doors import attached_only
from sejour.portal.own_data import paper
from sejour.portal.own_data.archive import zipped
from sejour.portal.own_data.correction_form import CorrectionForm
from sejour.portal.own_data.gathered import own_data
from sejour.portal.own_data.written import Data
from sejour.portal.papers import give
from sejour.territory.selectors import zone_of
from sejour.ui.responses import file_response
from sejour.verification.selectors import checks_of

SENT = "Votre demande est envoyée. Un agent de la préfecture vous répond ici et par e-mail."
MOST_SHOWN = 50


def _gathered(applicant: Applicant) -> tuple[Data, date]:
    """Return the data of somebody, and the day on which it was gathered."""
    assert applicant.person is not None
    at = clock.now()
    on = clock.day_of(at, zone_of(applicant.person.prefecture))
    return own_data(applicant, at=at, on=on), on


@require_GET
@attached_only
def my_data(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show what is held and who looked at it, with the ways to take it away and to put it right."""
    person = applicant.person
    assert person is not None
    data, _ = _gathered(applicant)
    context = {
        "person": person,
        "identity": list(petitions.identity_lines(person)),
        "corrections": petitions.corrections_asked(person),
        "data": data,
        "consultations": consultations_of(person)[:MOST_SHOWN],
        "checks": checks_of(person)[:MOST_SHOWN],
        "section": "account",
    }
    return render(request, "portal/own_data.html", context)


@require_GET
@attached_only
def as_json(request: HttpRequest, applicant: Applicant) -> HttpResponse:  # noqa: ARG001
    """Give the data for programs."""
    data, on = _gathered(applicant)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    name = f"{paper.FILE}-{on.isoformat()}.json"
    return file_response(text.encode(), "application/json", name, attachment=True)


@require_GET
@attached_only
def as_pdf(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Give the data on a signed paper."""
    assert applicant.person is not None
    data, on = _gathered(applicant)
    return give(request, paper.order_of(applicant.person, data, on=on))


@require_GET
@attached_only
def files(request: HttpRequest, applicant: Applicant) -> HttpResponse:  # noqa: ARG001
    """Give the files back, in one archive."""
    assert applicant.person is not None
    response = StreamingHttpResponse(zipped(files_given_by(applicant.person)), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, "mes-fichiers.zip") or "attachment"
    # Django's answers are of two kinds; the doors only add headers, which both take.
    return cast("HttpResponse", response)


@attached_only
def correct(request: HttpRequest, applicant: Applicant, field: str) -> HttpResponse:
    """Say that a piece of identity is wrong, and what is right."""
    person = applicant.person
    assert person is not None
    if field not in CorrectedField.values:
        raise NotFound
    form = CorrectionForm(request.POST or None, request.FILES or None, wrong=CorrectedField(field))
    if form.is_valid():
        try:
            _ask(applicant, form)
        except AlreadyAsked as refusal:
            messages.info(request, str(refusal))
            return redirect("portal:own_data")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, SENT)
            return redirect("portal:own_data")
    (line,) = [line for line in petitions.identity_lines(person) if line.field == field]
    context = {"line": line, "form": form, "section": "account"}
    return render(request, "portal/own_correction.html", context, status=422 if form.errors else 200)


def _ask(applicant: Applicant, form: CorrectionForm) -> None:
    assert applicant.person is not None
    services.ask_for_correction(
        person=applicant.person,
        field=form.wrong,
        value=form.value,
        reasons=form.cleaned_data["reasons"],
        evidence=stored(applicant.person, form.cleaned_data["evidence"]),
        actor=applicant.actor,
        at=clock.now(),
    )
