"""Authorised bodies: registered, given accesses, suspended; what waits for each, and why."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.bodies import selectors
from sejour.bodies.choices import BodyKind, Purpose
from sejour.bodies.services import register as services
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.desk.body_forms import AccessForm, AddressForm, BodyForm
from sejour.desk.doors import agent_only
from sejour.identity.access import Agent
from sejour.ui.responses import post_only


@agent_only
def bodies(request: HttpRequest, agent: Agent) -> HttpResponse:
    """List the bodies, and those to whom something could not be delivered."""
    context = {
        "agent": agent,
        "bodies": selectors.bodies(agent),
        "behind": selectors.channels_behind(agent),
        "section": "bodies",
    }
    return render(request, "desk/bodies.html", context)


@agent_only
def register(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Register a body."""
    selectors.bodies(agent)
    form = BodyForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            body = services.register_body(
                **{
                    **typed,
                    "kind": BodyKind(typed["kind"]),
                    "purposes": [Purpose(purpose) for purpose in typed["purposes"]],
                },
                actor=agent.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Organisme enregistré. Créez maintenant son premier accès.")
            return redirect("desk:body", body.public_id)
    context = {"agent": agent, "form": form, "section": "bodies"}
    return render(request, "desk/body_register.html", context, status=422 if form.errors else 200)


@agent_only
def body(request: HttpRequest, agent: Agent, public_id: UUID) -> HttpResponse:
    """Show a body: what it may ask, its accesses, what waits for it."""
    return _page(request, agent, public_id)


@post_only
@agent_only
def add_access(request: HttpRequest, agent: Agent, public_id: UUID) -> HttpResponse:
    """Give a body an access; its secret is on the page that answers, and nowhere else."""
    found = selectors.body_seen_by(agent, public_id)
    form = AccessForm(request.POST)
    if not form.is_valid():
        return _page(request, agent, public_id, access=form)
    typed = form.cleaned_data
    act = {
        "body": found,
        "is_sandbox": typed["realm"] == "sandbox",
        "actor": agent.actor,
        "at": clock.now(),
    }
    if typed["public_key"] is None:
        client, secret = services.add_client(**act)
        return _page(request, agent, public_id, made=client, secret=secret)
    try:
        client = services.add_client_with_key(public_key=typed["public_key"], **act)
    except Refusal as refusal:
        form.add_error("public_key", str(refusal))
        return _page(request, agent, public_id, access=form)
    return _page(request, agent, public_id, made=client)


@post_only
@agent_only
def set_address(request: HttpRequest, agent: Agent, public_id: UUID) -> HttpResponse:
    """Say where a body is told of events."""
    found = selectors.body_seen_by(agent, public_id)
    form = AddressForm(request.POST, auto_id="address_%s")
    if form.is_valid():
        is_sandbox = form.cleaned_data["realm"] == "sandbox"
        try:
            services.set_address(
                body=found,
                is_sandbox=is_sandbox,
                url=form.cleaned_data["url"],
                actor=agent.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("url", str(refusal))
        else:
            messages.success(request, "Adresse enregistrée. Ce qui attend part maintenant.")
            return redirect("desk:body", public_id)
    return _page(request, agent, public_id, address=form)


@post_only
@agent_only
def end_access(request: HttpRequest, agent: Agent, public_id: UUID, client_id: str) -> HttpResponse:
    """End an access at once."""
    found = selectors.body_seen_by(agent, public_id)
    return _act(
        request,
        public_id,
        lambda: services.end_client(body=found, client_id=client_id, actor=agent.actor, at=clock.now()),
        "Accès arrêté. Ses jetons ne valent plus rien.",
    )


@post_only
@agent_only
def suspend(request: HttpRequest, agent: Agent, public_id: UUID) -> HttpResponse:
    """Suspend a body."""
    found = selectors.body_seen_by(agent, public_id)
    return _act(
        request,
        public_id,
        lambda: services.suspend_body(body=found, actor=agent.actor, at=clock.now()),
        "Organisme suspendu : il ne demande et ne reçoit plus rien. Ce qui arrive l'attend.",
    )


@post_only
@agent_only
def resume(request: HttpRequest, agent: Agent, public_id: UUID) -> HttpResponse:
    """Let a suspended body ask again."""
    found = selectors.body_seen_by(agent, public_id)
    return _act(
        request,
        public_id,
        lambda: services.resume_body(body=found, actor=agent.actor, at=clock.now()),
        "Organisme rétabli. Ce qui l'attendait part maintenant.",
    )


def _act(request: HttpRequest, public_id: UUID, verb: Callable[[], object], done: str) -> HttpResponse:
    try:
        verb()
    except NotFound:
        # A second click: what was wanted is done.
        messages.info(request, "C'était déjà fait.")
    else:
        messages.success(request, done)
    return redirect("desk:body", public_id)


def _page(
    request: HttpRequest,
    agent: Agent,
    public_id: UUID,
    *,
    access: Form | None = None,
    address: Form | None = None,
    **made: Any,
) -> HttpResponse:
    """Draw the page of a body; `made` holds a new access, with its secret if it has one."""
    found = selectors.body_seen_by(agent, public_id)
    wrong = access or address
    context = {
        "agent": agent,
        "body": found,
        "purposes": [Purpose(purpose).label for purpose in found.purposes],
        "channels": selectors.channels_of(found),
        "access": access or AccessForm(),
        "address": address or AddressForm(auto_id="address_%s"),
        "made": None,
        "secret": "",
        "section": "bodies",
        **made,
    }
    return render(request, "desk/body.html", context, status=422 if wrong else 200)
