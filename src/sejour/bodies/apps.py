"""Django's name for this package."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Authorised bodies: they ask for the rights of people they name, and are told of changes."""

    name = "sejour.bodies"
    label = "bodies"
    verbose_name = "organismes habilités"
