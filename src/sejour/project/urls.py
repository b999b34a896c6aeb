"""Addresses of pages."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from sejour.api.partners.tokens import server_metadata
from sejour.project import health, mailbox

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sejour.portal.urls")),
    path("bureau/", include("sejour.desk.urls")),
    path("", include("sejour.api.wallet_urls")),
    path("api/v1/", include("sejour.api.urls")),
    path(".well-known/oauth-authorization-server/api/v1", server_metadata, name="bodies_server_metadata"),
    path("sante/", health.health, name="health"),
]
if settings.DEMO:
    urlpatterns.append(path("boite-aux-lettres/", include(mailbox.urls)))

handler404 = "sejour.portal.errors.not_found"
handler500 = "sejour.project.middleware.broken"
