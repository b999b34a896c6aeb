"""Django's name for this package."""

from django.apps import AppConfig


class WalletConfig(AppConfig):
    """Verifiable credentials: attestations in a European wallet, with their status."""

    name = "sejour.wallet"
    label = "wallet"
    verbose_name = "portefeuille"
