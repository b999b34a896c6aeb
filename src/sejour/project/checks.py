"""What `sejour manage check --deploy` asks of an installation."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from sejour.core import clock
from sejour.documents.signing.levels import require_signing


def keys_are_there(**_: Any) -> list[CheckMessage]:
    """Check that papers can be signed. Only where asked: `migrate` must run before keys are installed."""
    try:
        require_signing(at=clock.now())
    except ImproperlyConfigured as wrong:
        return [Error(str(wrong), id="sejour.E001")]
    return []
