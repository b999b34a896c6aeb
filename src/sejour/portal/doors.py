"""Who may enter a page, and how a refusal is told on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from sejour.core.errors import NotFound, Refusal
from sejour.identity import access
from sejour.identity.access import Applicant

View = Callable[..., HttpResponse]


def place_of(request: HttpRequest) -> str:
    """Return where a request comes from, to limit guesses."""
    return str(request.META.get("REMOTE_ADDR", ""))


def applicant_only(view: View) -> View:
    """Let in whoever is signed in, and give the view its `Applicant`; unknown and forbidden are one 404."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
        try:
            return view(request, access.applicant(request.user), *args, **kwargs)
        except NotFound as error:
            raise Http404 from error

    return entered


def attached_only(view: View) -> View:
    """Let in who has attached a foreigner number; others are shown how to."""

    @wraps(view)
    def entered(request: HttpRequest, applicant: Applicant, *args: Any, **kwargs: Any) -> HttpResponse:
        if applicant.person is None:
            return HttpResponse(status=302, headers={"Location": reverse("portal:attach")})
        return view(request, applicant, *args, **kwargs)

    return applicant_only(entered)


def tell(request: HttpRequest, refusal: Refusal) -> None:
    """Show a refusal at the top of the next page."""
    messages.error(request, str(refusal))
