"""Addresses of the API."""

from sejour.api.v1 import api

app_name = "api"
urlpatterns, _, _ = api.urls
