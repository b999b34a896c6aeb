"""What the platform signs. One key a use: a key that leaks, or is changed, says nothing of the others."""

from enum import StrEnum


class Use(StrEnum):
    """What a key is for. Its value names its files and its setting."""

    PAPERS = "papers"
    """Papers, as PDF (PAdES)."""
    SEALS = "seals"
    """2D-Docs of type 13."""
    CREDENTIALS = "credentials"
    """Credentials in wallets, and the lists that revoke them."""
    WEBHOOKS = "webhooks"
    """What authorised bodies are told."""
