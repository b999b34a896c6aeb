"""Django's name for this package."""

from django.apps import AppConfig


class ContinuityConfig(AppConfig):
    """Continuity of rights."""

    name = "sejour.continuity"
    label = "continuity"
    verbose_name = "continuité des droits"
