"""Django's name for this package."""

from django.apps import AppConfig


class LegacyConfig(AppConfig):
    """The register of the legacy system."""

    name = "sejour.legacy"
    label = "legacy"
    verbose_name = "registre historique"
