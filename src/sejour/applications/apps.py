"""Django's name for this package."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications for permits."""

    name = "sejour.applications"
    label = "applications"
    verbose_name = "demandes"
