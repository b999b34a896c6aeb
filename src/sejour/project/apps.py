"""Django's name for this package."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The running platform."""

    name = "sejour.project"
    label = "project"
    verbose_name = "plateforme"
