"""What pages and endpoints read of a request."""

from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """Return where a request comes from, to limit guesses; behind proxies, `SEJOUR_PROXIES` says so."""
    return str(request.META.get("REMOTE_ADDR", ""))
