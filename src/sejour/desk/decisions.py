"""Decisions: one person proposes, another confirms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.core import clock
from sejour.desk.doors import act, prefecture_only
from sejour.desk.forms import GrantForm, RefuseForm, SendBackForm
from sejour.identity.access import Agent
from sejour.instruction import access, services
from sejour.instruction.choices import PERMIT_KINDS, PERMIT_WORK, Outcome
from sejour.law.kinds import PermitKind, Work
from sejour.ui.responses import post_only


@prefecture_only
def propose_grant(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Propose to grant."""
    application = access.to_read(agent, reference)
    held = application.held_permit
    initial = {"kind": held.kind, "work": held.work} if held else {}
    form = GrantForm(request.POST or None, kinds=PERMIT_KINDS, work=PERMIT_WORK, initial=initial)
    if form.is_valid():
        return act(
            request,
            reference,
            lambda: services.propose(
                agent=agent,
                reference=reference,
                outcome=Outcome.GRANTED,
                kind=PermitKind(form.cleaned_data["kind"]),
                work=Work(form.cleaned_data["work"]),
                at=clock.now(),
            ),
            "Proposition enregistrée : une autre personne la confirmera.",
        )
    context = {"agent": agent, "application": application, "form": form, "outcome": "favorable"}
    return render(request, "desk/propose.html", context)


@prefecture_only
def propose_refusal(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Propose to refuse, with reasons in law and in fact."""
    application = access.to_read(agent, reference)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        return act(
            request,
            reference,
            lambda: services.propose(
                agent=agent,
                reference=reference,
                outcome=Outcome.REFUSED,
                grounds=form.cleaned_data["grounds"],
                reasons_in_fact=form.cleaned_data["reasons_in_fact"],
                at=clock.now(),
            ),
            "Proposition enregistrée : une autre personne la confirmera.",
        )
    context = {"agent": agent, "application": application, "form": form, "outcome": "défavorable"}
    return render(request, "desk/propose.html", context)


@post_only
@prefecture_only
def confirm(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Confirm what somebody else proposed."""
    return act(
        request,
        reference,
        lambda: services.confirm(agent=agent, reference=reference, at=clock.now()),
        "Décision prise. La personne est prévenue.",
    )


@post_only
@prefecture_only
def send_back(request: HttpRequest, agent: Agent, reference: str) -> HttpResponse:
    """Send a proposal back to its author."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        access.to_read(agent, reference)
        messages.error(request, "Dites à son auteur pourquoi la proposition revient. Rien n'a été changé.")
        return redirect("desk:file", reference)
    return act(
        request,
        reference,
        lambda: services.send_back(
            agent=agent, reference=reference, why=form.cleaned_data["why"], at=clock.now()
        ),
        "Proposition renvoyée.",
    )
