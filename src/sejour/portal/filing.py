"""Renew a permit: what is known is shown, pieces are given one by one, everything is kept at each step."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sejour.applications import access, selectors, services
from sejour.applications.advice import advise
from sejour.applications.answered import answers_said, unanswered
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal, WrongState
from sejour.documents import selectors as files
from sejour.documents import services as documents
from sejour.documents.errors import StorageUnavailable
from sejour.identity import services as identity
from sejour.identity.access import Applicant
from sejour.law.pieces import ground_of
from sejour.portal.doors import attached_only, tell
from sejour.portal.failures import keeps_the_date, record_failure
from sejour.portal.forms import CONTACT_FIELDS, ContactForm, SubmitForm
from sejour.portal.piece_form import PieceForm
from sejour.portal.stages import beside, stages
from sejour.territory import selectors as territory
from sejour.ui.responses import file_response

if TYPE_CHECKING:
    from sejour.applications.models import Application
    from sejour.documents.models import StoredFile

PORTRAIT = "photo"
"""The piece that has no words to be read."""


@attached_only
@keeps_the_date
def start(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Start a renewal, or go on with the one that is begun."""
    if request.method != "POST":
        return redirect("portal:space")
    assert applicant.person is not None
    try:
        draft = services.start_renewal(person=applicant.person, actor=applicant.actor, at=clock.now())
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("portal:space")
    return redirect("portal:filing_situation", draft.reference)


@attached_only
@keeps_the_date
def situation(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show who asks for what, as the platform knows it, and let the contact data be corrected."""
    draft = access.to_read(applicant, reference)
    if not draft.is_draft:
        return redirect("portal:application", reference)
    person = draft.person
    known = {field: getattr(person, field) for field in CONTACT_FIELDS}
    form = ContactForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            identity.update_contact(person=person, actor=applicant.actor, at=clock.now(), **form.corrected)
        except Refusal as refusal:
            form.add_error("postal_code", str(refusal))
        else:
            return redirect(beside(stages(draft, "filing_situation"))[1])
    context = {
        "form": form,
        "draft": draft,
        "stages": stages(draft, "filing_situation"),
        "person": person,
        "nationality": territory.nationality_name(person.nationality),
        "ground": ground_of(draft.article),
    }
    return render(request, "portal/filing_situation.html", context)


@attached_only
@keeps_the_date
def pieces(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show the pieces of this ground, why each is asked for, and what was given."""
    draft = access.to_read(applicant, reference)
    if not draft.is_draft:
        return redirect("portal:application", reference)
    lines = selectors.piece_lines(draft)
    pages = stages(draft, "filing_pieces")
    back, onwards = beside(pages)
    context = {
        "draft": draft,
        "stages": pages,
        "back": back,
        "onwards": onwards,
        "lines": lines,
        "given": sum(line.given is not None for line in lines),
        "ground": ground_of(draft.article),
    }
    return render(request, "portal/filing_pieces.html", context)


@attached_only
@keeps_the_date
def piece(request: HttpRequest, applicant: Applicant, reference: str, code: str) -> HttpResponse:
    """Take one piece: checked at once, stored at once, with advice where it may be hard to read."""
    application = access.to_read(applicant, reference)
    asked = selectors.piece_asked(application, code)
    if asked is None:
        raise NotFound
    given = selectors.piece_given(application, code)
    back = reverse("portal:filing_pieces" if application.is_draft else "portal:application", args=[reference])
    may_add = given is not None and not given.file.is_infected
    form = PieceForm(request.POST or None, request.FILES or None, may_add=may_add)
    if request.method == "POST" and form.is_valid():
        try:
            stored = _store(applicant, application, code, form)
        except StorageUnavailable as refusal:
            ticket = record_failure(applicant, "piece")
            form.add_error("file", f"{refusal} Numéro de panne, qui protège votre date : {ticket}.")
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"Reçu : {asked.label}.")
            # What is advised is read where the piece can be given again.
            return redirect(request.path if stored.advice else back)
    context = {"application": application, "piece": asked, "given": given, "form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "portal/piece.html", context, status=status)


def _store(applicant: Applicant, application: "Application", code: str, form: PieceForm) -> "StoredFile":
    """Store what a form gives, after the pages given before where it adds to them, and attach it."""
    before = selectors.piece_given(application, code) if form.adds else None
    earlier = files.given_before(before.file) if before else []
    stored = documents.store_piece(
        person=application.person, given=[*earlier, *form.given], at=clock.now(), reads=code != PORTRAIT
    )
    services.attach_piece(
        reference=application.reference, piece=code, file=stored, actor=applicant.actor, at=clock.now()
    )
    return stored


@require_GET
@attached_only
def piece_file(request: HttpRequest, applicant: Applicant, reference: str, code: str) -> HttpResponse:
    """Give back a piece to the person who gave it."""
    application = access.to_read(applicant, reference)
    given = selectors.piece_given(application, code)
    if given is None:
        raise NotFound
    try:
        shown = files.shown_to_owner(given.file)
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("portal:piece", reference, code)
    return file_response(shown.content, shown.media_type, shown.name)


@attached_only
@keeps_the_date
def recap(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show all that will be sent, then file. A second click, or the back button, files nothing twice."""
    draft = access.to_read(applicant, reference)
    if not draft.is_draft:
        messages.info(request, "Votre demande est déjà déposée : rien n'a été envoyé deux fois.")
        return redirect("portal:application", reference)
    missing = selectors.missing_pieces(draft)
    form = SubmitForm(request.POST or None, missing=bool(missing))
    if form.is_valid():
        ticket = form.cleaned_data["ticket"].strip()
        try:
            if ticket:
                services.redeem_ticket(person=draft.person, ticket=ticket, at=clock.now())
            services.file_application(reference=reference, actor=applicant.actor, at=clock.now())
        except WrongState:
            # A second click: the page that comes next says that the first one was enough.
            return redirect("portal:filing_recap", reference)
        except Refusal as refusal:
            tell(request, refusal)
            return redirect("portal:filing_recap", reference)
        return redirect("portal:application", reference)
    today = clock.day_of(clock.now(), territory.zone_of(draft.prefecture))
    context = {
        "form": form,
        "draft": draft,
        "stages": stages(draft, "filing_recap"),
        "answered": answers_said(draft),
        "unanswered": unanswered(draft),
        "person": draft.person,
        "lines": selectors.piece_lines(draft),
        "missing": missing,
        "ground": ground_of(draft.article),
        "advice": advise(draft.held_permit, today) if draft.held_permit else None,
    }
    return render(request, "portal/filing_recap.html", context, status=422 if form.errors else 200)
