"""Django's name for this package."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core of the platform."""

    name = "sejour.core"
    label = "core"
    verbose_name = "socle"
