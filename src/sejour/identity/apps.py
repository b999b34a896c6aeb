"""Django's name for this package."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Who people are."""

    name = "sejour.identity"
    label = "identity"
    verbose_name = "identité"
