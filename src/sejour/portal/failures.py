"""When the platform fails somebody who tries to file: their date is kept, and they are told how."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.applications import services
from sejour.core import clock, tickets
from sejour.core.errors import NotFound
from sejour.identity.access import Applicant

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def keeps_the_date(view: View) -> View:
    """Show a ticket, and record the attempt, when a page of the filing breaks down (P-3)."""

    @wraps(view)
    def kept(request: HttpRequest, applicant: Applicant, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, applicant, *args, **kwargs)
        except (Http404, NotFound):
            raise
        except Exception:
            # The outermost frame of a filing: whatever broke is ours, and the person's date is safe.
            logger.exception("the filing page %s failed", view.__name__)
            ticket = record_failure(applicant, view.__name__)
            return render(request, "portal/failed.html", {"ticket": ticket}, status=500)

    return kept


def record_failure(applicant: Applicant, what: str) -> str:
    """Record that the platform failed this person now; return the ticket to show."""
    at = clock.now()
    if applicant.person is not None:
        try:
            return services.record_failed_attempt(person=applicant.person, what=what, at=at).ticket
        except (DatabaseError, InterfaceError):
            logger.exception("a failed attempt could not be recorded; its ticket proves it")
    return tickets.issue(at)
