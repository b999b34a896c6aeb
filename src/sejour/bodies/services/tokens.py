"""Tokens: opaque, short, kept as digests."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from sejour.bodies import client_secrets
from sejour.bodies.callers import KnownClient
from sejour.bodies.models import Token, Usage, UsedAssertion

SECONDS = 900
_KEPT = timedelta(days=2)


def keep_token(*, client: KnownClient, token: str, scope: str, at: datetime) -> None:
    """Let a client ask with a token, for a scope, during `SECONDS`."""
    Token.objects.create(
        client=client.client,
        digest=client_secrets.digest_of("token", token),
        scope=scope,
        expires_at=at + timedelta(seconds=SECONDS),
    )


def use_assertion(*, client_id: str, name: str, expires_at: datetime) -> bool:
    """Use up a signed proof of identity by its name (`jti`); False where it was used before."""
    digest = sha256(f"{client_id}\x1f{name}".encode()).digest()
    _, is_new = UsedAssertion.objects.get_or_create(digest=digest, defaults={"expires_at": expires_at})
    return is_new


@transaction.atomic
def prune(*, at: datetime) -> None:
    """Remove tokens and proofs that are too old to be used, and counts that no longer count."""
    Token.objects.filter(expires_at__lt=at).delete()
    UsedAssertion.objects.filter(expires_at__lt=at).delete()
    Usage.objects.filter(begun_at__lt=at - _KEPT).delete()
