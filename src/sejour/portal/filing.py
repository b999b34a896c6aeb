"""Renew a permit: what is known is shown, pieces are given one by one, everything is kept at each step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sejour.applications import access, selectors, services
from sejour.applications.advice import advise
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
from sejour.portal.forms import ContactForm, PieceForm, SubmitForm
from sejour.territory import selectors as territory
from sejour.ui.responses import file_response

CONTACT_FIELDS = ("address", "address_complement", "postal_code", "city", "phone")


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
            return redirect("portal:filing_pieces", reference)
    context = {
        "form": form,
        "draft": draft,
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
    context = {
        "draft": draft,
        "lines": lines,
        "given": sum(line.given is not None for line in lines),
        "ground": ground_of(draft.article),
    }
    return render(request, "portal/filing_pieces.html", context)


@attached_only
@keeps_the_date
def piece(request: HttpRequest, applicant: Applicant, reference: str, code: str) -> HttpResponse:
    """Take one piece: checked at once, stored at once."""
    application = access.to_read(applicant, reference)
    asked = selectors.piece_asked(application, code)
    if asked is None:
        raise NotFound
    back = reverse("portal:filing_pieces" if application.is_draft else "portal:application", args=[reference])
    form = PieceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            stored = documents.store_file(
                person=application.person, name=given.name, content=given.read(), at=clock.now()
            )
            services.attach_piece(
                reference=reference, piece=code, file=stored, actor=applicant.actor, at=clock.now()
            )
        except StorageUnavailable as refusal:
            ticket = record_failure(applicant, "piece")
            form.add_error("file", f"{refusal} Numéro de panne, qui protège votre date : {ticket}.")
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"Reçu : {asked.label}.")
            return redirect(back)
    context = {"application": application, "piece": asked, "form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "portal/piece.html", context, status=status)


@require_GET
@attached_only
def piece_file(request: HttpRequest, applicant: Applicant, reference: str, code: str) -> HttpResponse:  # noqa: ARG001
    """Give back a piece to the person who gave it."""
    application = access.to_read(applicant, reference)
    given = selectors.piece_given(application, code)
    if given is None:
        raise NotFound
    return file_response(files.content_of(given.file), given.file.media_type, given.file.name)


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
        "person": draft.person,
        "lines": selectors.piece_lines(draft),
        "missing": missing,
        "ground": ground_of(draft.article),
        "advice": advise(draft.held_permit, today) if draft.held_permit else None,
    }
    return render(request, "portal/filing_recap.html", context, status=422 if form.errors else 200)
