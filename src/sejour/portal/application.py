"""One application: true status, what comes next, what is asked, full history."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications import access, petitions, selectors, services
from sejour.applications.answered import answers_said, corrections_said
from sejour.applications.appointments import appointments_to_come
from sejour.applications.errors import NoRequestToAnswer
from sejour.applications.history import history_of
from sejour.continuity import selectors as continuity
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal, WrongState
from sejour.identity.access import Applicant
from sejour.law.pieces import ground_of
from sejour.permits.selectors import card_of
from sejour.portal.doors import attached_only, tell
from sejour.portal.stages import to_resume
from sejour.portal.status import status_of
from sejour.territory.selectors import zone_of
from sejour.ui.responses import post_only

ALREADY_SENT = "Vos pièces sont déjà envoyées à la préfecture : rien n'a été envoyé deux fois."


@attached_only
def overview(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show where an application stands."""
    application = access.to_read(applicant, reference)
    if application.is_draft:
        return redirect(to_resume(application))
    today = clock.day_of(clock.now(), zone_of(application.prefecture))
    context = {
        "application": application,
        "status": status_of(application),
        "ground": ground_of(application.article),
        "decision": selectors.standing_decision(application),
        "silence": selectors.silence(application),
        "requests": selectors.request_lines(application),
        "missing": selectors.missing_pieces(application) if application.is_open else [],
        "objection": petitions.objection_to_closing(application),
        "infected": selectors.infected_pieces(application) if application.is_open else [],
        "incomplete_since": selectors.incomplete_since(application, today),
        "documents": [d for d in continuity.documents_of(application.person) if d.application == application],
        "appointments": appointments_to_come(application, clock.now()),
        "card": card_of(reference),
        "answered": answers_said(application),
        "corrections": corrections_said(application),
        "history": history_of(reference),
        "today": today,
    }
    return render(request, "portal/application.html", context)


@post_only
@attached_only
def answer(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Send the pieces that were asked for."""
    application = access.to_read(applicant, reference)
    waiting = [line for line in selectors.request_lines(application) if line.is_waiting]
    if not waiting:
        # A second click: the first one was enough.
        messages.info(request, ALREADY_SENT)
        return redirect("portal:application", reference)
    if not all(line.is_complete for line in waiting):
        messages.error(request, "Il manque encore une pièce demandée. Ce que vous avez envoyé est gardé.")
        return redirect("portal:application", reference)
    try:
        services.answer_complement(reference=reference, actor=applicant.actor, at=clock.now())
    except NoRequestToAnswer:
        messages.info(request, ALREADY_SENT)
    except Refusal as refusal:
        tell(request, refusal)
    else:
        messages.success(request, "Vos pièces sont envoyées à la préfecture.")
    return redirect("portal:application", reference)


@attached_only
def withdraw(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Withdraw an application, after saying what it means."""
    application = access.to_read(applicant, reference)
    if request.method == "POST":
        try:
            services.withdraw_application(reference=reference, actor=applicant.actor, at=clock.now())
        except WrongState:
            # Withdrawn by a first click, or ended by a decision in between: the page says which.
            pass
        else:
            messages.success(request, "Votre demande est retirée.")
        return redirect("portal:application", reference)
    return render(request, "portal/withdraw.html", {"application": application})


@attached_only
def decision(request: HttpRequest, applicant: Applicant, reference: str) -> HttpResponse:
    """Show a refusal; opening it is its notification, and the person is told so before."""
    application = access.to_read(applicant, reference)
    found = selectors.standing_decision(application)
    if found is None:
        raise NotFound
    if found.notified_on is None:
        if request.method != "POST":
            return render(request, "portal/decision_closed.html", {"application": application})
        with suppress(WrongState):  # opened by a first click already
            services.record_notification(reference=reference, actor=applicant.actor, at=clock.now())
        return redirect("portal:decision", reference)
    return render(
        request,
        "portal/decision.html",
        {"application": application, "decision": found, "appeal": selectors.appeal_against(found)},
    )
