"""When the database does not answer: a page that asks nothing of it, with a ticket that protects a date."""

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sejour.core import clock, tickets
from sejour.portal import errors

logger = logging.getLogger(__name__)
LOST = (OperationalError, InterfaceError)


class DatabaseDown:
    """Answers 503 with a ticket when a view has lost the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002
        """Answer for the view."""
        if isinstance(exception, LOST):
            logger.error("the database does not answer", exc_info=exception)
            return down()
        return None


def broken(request: HttpRequest) -> HttpResponse:
    """Answer for what broke around the views: a session that cannot be saved is a lost database too."""
    return down() if isinstance(sys.exc_info()[1], LOST) else errors.broken(request)


def down() -> HttpResponse:
    """Return the page."""
    page = render_to_string("project/down.html", {"ticket": tickets.issue(clock.now())})
    response = HttpResponse(page, status=503)
    response["Retry-After"] = "120"
    response["Cache-Control"] = "no-store"
    return response


class BehindProxies:
    """Says where a request comes from when proxies of ours pass it on: each adds the address that it saw.

    What stands before their own words in the header is what a stranger wrote, and counts for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, with the address of whoever asks."""
        proxies: int = settings.PROXIES
        seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if proxies and len(seen) >= proxies and seen[-proxies]:
            request.META["REMOTE_ADDR"] = seen[-proxies]
        return self.get_response(request)
