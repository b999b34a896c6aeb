"""Django's name for this package."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages of usagers."""

    name = "sejour.portal"
    label = "portal"
    verbose_name = "portail"
