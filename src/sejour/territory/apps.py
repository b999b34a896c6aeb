"""Django's name for this package."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The territory."""

    name = "sejour.territory"
    label = "territory"
    verbose_name = "territoire"
