"""Pages that say what went wrong, what is kept, and what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.core import clock, tickets


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Say that a form came back without its token: left open too long, or sent from elsewhere."""
    return render(request, "portal/form_expired.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that a page does not exist, or is not open to this person."""
    return render(request, "portal/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without asking anything of what may be broken; a ticket protects the date."""
    response = render(request, "portal/broken.html", {"ticket": tickets.issue(clock.now())}, status=500)
    response["Cache-Control"] = "no-store"
    return response
