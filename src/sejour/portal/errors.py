"""Pages that say what went wrong, what is kept, and what to do now."""

from django.http import HttpRequest, HttpResponse


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form came back without its token."""
    return HttpResponse("Formulaire expiré", status=403)
