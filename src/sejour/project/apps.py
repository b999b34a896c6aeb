"""Django's name for this package."""

from django.apps import AppConfig
from django.core.checks import register

from sejour.project.checks import keys_are_there


class ProjectConfig(AppConfig):
    """The running platform."""

    name = "sejour.project"
    label = "project"
    verbose_name = "plateforme"

    def ready(self) -> None:
        """Add the checks of a deployment."""
        register(keys_are_there, "keys", deploy=True)
