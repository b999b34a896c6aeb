"""Who may enter a page, and how a refusal is told on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sejour.core.errors import NotFound, Refusal
from sejour.identity import access
from sejour.identity.access import Applicant
from sejour.ui.responses import personal, to_sign_in

View = Callable[..., HttpResponse]


def applicant_only(view: View) -> View:
    """Let in whoever is signed in, and give the view its `Applicant`; unknown and forbidden are one 404."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request, reverse("portal:sign_in"))
        try:
            return personal(view(request, access.applicant(request.user), *args, **kwargs))
        except NotFound as error:
            raise Http404 from error

    return entered


def attached_only(view: View) -> View:
    """Let in who has attached a foreigner number; others are shown how to. An agent has no pages here."""

    @wraps(view)
    def entered(request: HttpRequest, applicant: Applicant, *args: Any, **kwargs: Any) -> HttpResponse:
        if applicant.person is None:
            if access.is_agent(request.user):
                raise NotFound
            return redirect("portal:attach")
        return view(request, applicant, *args, **kwargs)

    return applicant_only(entered)


def tell(request: HttpRequest, refusal: Refusal) -> None:
    """Show a refusal at the top of the next page."""
    messages.error(request, str(refusal))
