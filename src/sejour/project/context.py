"""What every page knows. It queries nothing."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the address of the site, the section of the page, and whether this is a demonstration."""
    match = request.resolver_match
    return {
        "site": settings.SITE_URL,
        "section": match.url_name if match else "",
        "demo": settings.DEMO,
        "mailbox_url": reverse("mailbox:list") if settings.DEMO else "",
    }
