"""The file on one page, and what an agent does with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from sejour.applications import petitions
from sejour.applications import selectors as applications
from sejour.applications.answered import answers_said, corrections_said
from sejour.applications.appointments import appointments_to_come
from sejour.applications.history import history_of
from sejour.continuity import selectors as continuity
from sejour.continuity.sentences import rights_sentence
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.desk.doors import act, prefecture_only
from sejour.desk.forms import AskForm, AttestationForm, HandOverForm
from sejour.documents import selectors as files
from sejour.identity.access import Agent
from sejour.instruction import access, selectors, services
from sejour.law.periods import add_days, day_after
from sejour.law.pieces import ground_of, pieces_for
from sejour.law.refusals import in_law
from sejour.law.tables import parameter
from sejour.permits import selectors as permits
from sejour.territory import selectors as territory
from sejour.ui.responses import file_response, post_only


@require_GET
@prefecture_only
def overview(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Show a file on one page; the consultation is written in its history."""
    application = services.consult(agent=agent, reference=reference, at=clock.now())
    person = application.person
    today = clock.day_of(clock.now(), territory.zone_of(application.prefecture))
    rights = continuity.rights_of(person, today)
    proposal = selectors.proposal_waiting(application)
    context = {
        "agent": agent,
        "application": application,
        "person": person,
        "nationality": territory.nationality_name(person.nationality),
        "ground": ground_of(application.article),
        "can": access.abilities(agent, application),
        "in_hand": _in_hand(application, agent),
        "rights": rights,
        "rights_sentence": rights_sentence(rights),
        "answered": answers_said(application),
        "corrections": corrections_said(application),
        "lines": applications.piece_lines(application),
        "requests": applications.request_lines(application),
        "objection": petitions.objection_to_closing(application),
        "corrections_asked": petitions.corrections_to_answer(person),
        "incomplete_since": applications.incomplete_since(application, today),
        "appointments": appointments_to_come(application, clock.now()),
        "silence": applications.silence(application),
        "documents": list(continuity.documents_of(person)),
        "permits": list(permits.permits_of(person)),
        "others": [a for a in applications.applications_of(person) if a != application and not a.is_draft],
        "decision": applications.standing_decision(application),
        "proposal": proposal,
        "reasons_in_law": in_law(tuple(proposal.grounds)) if proposal else "",
        "sent_back": selectors.last_sent_back(application),
        "card": permits.card_of(reference),
        "reasons": continuity.reasons_of(application),
        "history": history_of(reference),
        "today": today,
    }
    return render(request, "desk/file.html", context)


def _in_hand(application: object, agent: Agent) -> str:
    assignment = getattr(application, "assignment", None)
    if assignment is None or assignment.until <= clock.now():
        return ""
    return "me" if assignment.agent_id == agent.posting.pk else "other"


@post_only
@prefecture_only
def take(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Take this file in hand."""
    return act(
        request,
        reference,
        lambda: services.take(agent=agent, reference=reference, at=clock.now()),
        "Vous avez ce dossier en main. Sans acte de votre part, il revient dans la liste.",
    )


@post_only
@prefecture_only
def release(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Hand this file back."""
    return act(
        request,
        reference,
        lambda: services.release(agent=agent, reference=reference, at=clock.now()),
        "Le dossier est rendu.",
    )


@require_GET
@prefecture_only
def piece(request: HttpRequest, agent: Agent, reference: str, code: str) -> HttpResponse:
    """Show a piece; like the file, it is consulted, and written down."""
    application = services.consult(agent=agent, reference=reference, at=clock.now())
    given = applications.piece_given(application, code)
    if given is None:
        raise NotFound
    try:
        shown = files.seen_by_agents(given.file)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:file", reference)
    return file_response(shown.content, shown.media_type, shown.name)


@prefecture_only
def ask(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Ask for pieces: named, required by a text, with a deadline."""
    application = access.to_read(agent, reference)
    today = clock.day_of(clock.now(), territory.zone_of(application.prefecture))
    renewal = application.procedure == "renewal"
    form = AskForm(
        request.POST or None,
        pieces=pieces_for(application.article, renewal=renewal),
        initial={"due_on": add_days(today, parameter("complement_days", today))},
    )
    if form.is_valid():
        return act(
            request,
            reference,
            lambda: services.ask_for_pieces(
                agent=agent, reference=reference, at=clock.now(), **form.cleaned_data
            ),
            "La demande de pièces est dans l'espace de la personne, et part par e-mail.",
        )
    return render(request, "desk/ask.html", {"agent": agent, "application": application, "form": form})


@post_only
@prefecture_only
def refer(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Refer a planned refusal to the commission."""
    return act(
        request,
        reference,
        lambda: services.refer(agent=agent, reference=reference, at=clock.now()),
        "La commission est saisie ; la personne a un document jusqu'à la décision.",
    )


@prefecture_only
def grant_attestation(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Grant an attestation that is not of right, after the reasons for and against."""
    application = access.to_read(agent, reference)
    today = clock.day_of(clock.now(), territory.zone_of(application.prefecture))
    rights = continuity.rights_of(application.person, today)
    begins = day_after(rights.stay_until) if rights.stay_until else today
    form = AttestationForm(request.POST or None, initial={"first_day": begins})
    if form.is_valid():
        return act(
            request,
            reference,
            lambda: services.grant_attestation(
                agent=agent, reference=reference, at=clock.now(), **form.cleaned_data
            ),
            "L'attestation est accordée.",
        )
    context = {
        "agent": agent,
        "application": application,
        "form": form,
        "rights_sentence": rights_sentence(rights),
    }
    return render(request, "desk/grant.html", context)


@post_only
@prefecture_only
def card_made(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Record that the card has arrived."""
    return act(
        request,
        reference,
        lambda: services.record_card_made(agent=agent, reference=reference, at=clock.now()),
        "Carte arrivée : la personne est prévenue.",
    )


@prefecture_only
def hand_over(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Hand the card over."""
    application = access.to_read(agent, reference)
    form = HandOverForm(request.POST or None)
    if form.is_valid():
        return act(
            request,
            reference,
            lambda: services.hand_over_card(
                agent=agent, reference=reference, at=clock.now(), **form.cleaned_data
            ),
            "Carte remise : c'est désormais le titre détenu.",
        )
    return render(request, "desk/hand_over.html", {"agent": agent, "application": application, "form": form})
