"""Who may enter the pages of agents."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sejour.core.errors import NotFound, Refusal
from sejour.identity import access
from sejour.identity.access import Agent
from sejour.ui.responses import personal, to_sign_in

View = Callable[..., HttpResponse]


def agent_only(view: View) -> View:
    """Let in an agent in post, and give the view its `Agent`; for anybody else the page does not exist."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request, reverse("portal:sign_in"))
        try:
            return personal(view(request, access.agent(request.user), *args, **kwargs))
        except NotFound as error:
            raise Http404 from error

    return entered


def prefecture_only(view: View) -> View:
    """Let in an agent of a prefecture; a national posting sees figures, no file."""

    @wraps(view)
    def entered(request: HttpRequest, agent: Agent, *args: Any, **kwargs: Any) -> HttpResponse:
        if agent.prefecture is None:
            raise NotFound
        return view(request, agent, *args, **kwargs)

    return agent_only(entered)


def act(request: HttpRequest, reference: str, verb: Callable[[], object], done: str) -> HttpResponse:
    """Perform one act on a file, tell what happened, and go back to the file."""
    try:
        verb()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("desk:file", reference)
