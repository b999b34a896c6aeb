"""Pages that anybody reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what this is and where to go."""
    return render(request, "portal/home.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """State how accessible the pages are, and whom to tell."""
    return render(request, "portal/accessibility.html")


def personal_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept, why, and what one may ask."""
    return render(request, "portal/personal_data.html")
