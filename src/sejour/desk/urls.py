"""Addresses of the pages of agents."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

app_name = "desk"
urlpatterns: list[URLPattern] = [path("", RedirectView.as_view(url="/"), name="home")]
