"""Appointments: an agent gives one, or takes it back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.desk.doors import act, prefecture_only
from sejour.desk.forms import CancelSummonsForm, SummonForm
from sejour.identity.access import Agent
from sejour.instruction import access, services
from sejour.territory import selectors as territory
from sejour.ui.responses import post_only

GIVEN = "Rendez-vous donné : la convocation est dans l'espace de la personne, et un e-mail part."
WITHOUT_REASON = "Écrivez la raison de l'annulation : la personne la lira. Le rendez-vous est gardé."
CANCELLED = "Rendez-vous annulé : la personne est prévenue."


@prefecture_only
def summon(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Give an appointment to the applicant."""
    application = access.to_read(agent, reference)
    form = SummonForm(request.POST or None, initial={"place": _usual_place(agent)})
    if form.is_valid():
        said = form.cleaned_data
        zone = territory.zone_of(application.prefecture)
        try:
            services.summon(
                agent=agent,
                reference=reference,
                purpose=said["purpose"],
                place=said["place"],
                held_at=datetime.combine(said["day"], said["hour"], zone),
                bring=said["bring"],
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, GIVEN)
            return redirect("desk:file", reference)
    context = {"agent": agent, "application": application, "form": form}
    return render(request, "desk/summon.html", context, status=422 if form.errors else 200)


def _usual_place(agent: Agent) -> str:
    prefecture = agent.prefecture
    return f"{prefecture.name}, {prefecture.address}" if prefecture and prefecture.address else ""


@post_only
@prefecture_only
def cancel(request: HttpRequest, agent: Agent, reference: str, number: int) -> HttpResponse:
    """Take an appointment back, with a reason that the person reads."""
    access.to_read(agent, reference)
    form = CancelSummonsForm(request.POST)
    if not form.is_valid():
        messages.error(request, WITHOUT_REASON)
        return redirect("desk:file", reference)
    return act(
        request,
        reference,
        lambda: services.cancel_summons(
            agent=agent, reference=reference, summons_id=number, at=clock.now(), **form.cleaned_data
        ),
        CANCELLED,
    )
