"""Django's name for this package."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The theme."""

    name = "sejour.ui"
    label = "ui"
    verbose_name = "thème"
