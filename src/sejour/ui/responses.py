"""Answers on their way to a browser: files, personal pages, the way to the sign-in page."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

_SIGNED_OUT = (
    "Vous n'étiez plus connecté : ce que vous veniez d'envoyer n'a pas été enregistré, ce qui l'était avant "
    "est gardé. Entrez de nouveau, puis recommencez."
)


def file_response(content: bytes, media_type: str, name: str, *, attachment: bool = False) -> HttpResponse:
    """Return a file under its name; whatever is in it runs nothing of ours and is kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def personal(response: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache: on a shared computer, « back » must not show who was there before."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def to_sign_in(request: HttpRequest, sign_in: str) -> HttpResponse:
    """Send to the sign-in page, and back afterwards: to this page, or to that of the form that was sent."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), sign_in)
    messages.warning(request, _SIGNED_OUT)
    form = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(form, allowed_hosts={request.get_host()})
    return redirect_to_login(urlsplit(form).path if known else "", sign_in)


def post_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let forms in; whoever comes by the address is told, in words, that there is no page."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            raise Http404
        return view(request, *args, **kwargs)

    return entered
