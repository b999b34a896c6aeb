"""The app."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Changes for many people at once."""

    name = "sejour.steering"
    verbose_name = "Pilotage"
    default_auto_field = "django.db.models.BigAutoField"
