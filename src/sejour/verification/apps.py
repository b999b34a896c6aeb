"""Django's name for this package."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Who asks about rights, how, and what was answered: share codes, checks, receipts."""

    name = "sejour.verification"
    label = "verification"
    verbose_name = "vérification"
