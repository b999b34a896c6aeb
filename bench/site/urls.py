"""The addresses of the platform, and the bare page that the others are compared with."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from sejour.project import urls

BARE = "/mesure/"


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Ask the database for nothing, and answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("1", content_type="text/plain")


urlpatterns = [path(BARE.lstrip("/"), bare), *urls.urlpatterns]
handler404 = urls.handler404
handler500 = urls.handler500
