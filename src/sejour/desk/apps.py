"""Django's name for this package."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The pages of agents."""

    name = "sejour.desk"
    label = "desk"
    verbose_name = "bureau"
