"""Django's name for this package."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The endpoints of machines."""

    name = "sejour.api"
    label = "api"
    verbose_name = "API"
