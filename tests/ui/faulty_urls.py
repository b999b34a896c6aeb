"""Addresses of one faulty page, to see the guard stop at it."""

from django.http import HttpResponse
from django.urls import path

PAGE = (
    '<!doctype html><html lang="fr"><head><title>Une page</title></head>'
    "<body><main><h1>Titre</h1><style></style></main></body></html>"
)

urlpatterns = [path("", lambda request: HttpResponse(PAGE))]
