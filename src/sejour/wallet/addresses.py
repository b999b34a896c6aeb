"""Where wallets and verifiers find the platform. Credentials carry some of these: they are for ever."""

from django.conf import settings

ISSUER_METADATA = ".well-known/openid-credential-issuer"
SERVER_METADATA = ".well-known/oauth-authorization-server"
TYPES = "vct/"
TOKEN = "api/v1/wallet/token"  # noqa: S105 - an address
NONCE = "api/v1/wallet/nonce"
CREDENTIAL = "api/v1/wallet/credential"
STATUS_LISTS = "api/v1/wallet/status-lists/"


def issuer() -> str:
    """Return the name under which the platform issues: its own address."""
    return settings.SITE_URL


def absolute(path: str) -> str:
    """Return the address of a path."""
    return f"{issuer()}/{path}"


def status_list(number: int) -> str:
    """Return the address of a status list."""
    return absolute(f"{STATUS_LISTS}{number}")
