"""Django's name for this package."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """Permits held and cards."""

    name = "sejour.permits"
    label = "permits"
    verbose_name = "titres"
