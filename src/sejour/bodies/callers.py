"""Who asks: a client of a body that may ask now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sejour.bodies import client_secrets
from sejour.bodies.choices import SCOPES, Purpose
from sejour.bodies.models import Body, Channel, Client, Token
from sejour.core.actors import Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """A body that asks, through a client, with the purposes that its token carries."""

    client: Client
    purposes: frozenset[Purpose]

    @property
    def channel(self) -> Channel:
        """The channel of this client: of real people, or of the sandbox."""
        return self.client.channel

    @property
    def body(self) -> Body:
        """The body."""
        return self.client.channel.body

    @property
    def actor(self) -> Actor:
        """Return the name for the journal."""
        return Actor(f"body {self.body.public_id}")


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client that may ask for tokens now, and how it proves who it is."""

    client: Client

    @property
    def client_id(self) -> str:
        """Its public name."""
        return self.client.client_id

    @property
    def public_key(self) -> dict[str, Any] | None:
        """The JWK that verifies its proofs; None for one that shows a secret."""
        return self.client.public_key

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that it may ask for: those of its body."""
        return frozenset(Purpose(purpose).scope for purpose in self.client.channel.body.purposes)

    def has_secret(self, shown: str) -> bool:
        """Tell whether this is its secret; takes as long whether it is or not."""
        return client_secrets.is_secret("client", shown, bytes(self.client.secret_digest or b""))


def client_named(client_id: str) -> KnownClient | None:
    """Return a client that is neither ended, nor of a suspended body."""
    found = Client.objects.select_related("channel__body").filter(client_id=client_id, ended_at=None)
    client = found.filter(channel__body__suspended_at=None).first()
    return KnownClient(client) if client else None


def caller_with(token: str, *, at: datetime) -> Caller | None:
    """Return who holds a token; None for one that is unknown, too old, or of who may not ask any more."""
    found = (
        Token.objects.select_related("client__channel__body")
        .filter(digest=client_secrets.digest_of("token", token), expires_at__gt=at)
        .filter(client__ended_at=None, client__channel__body__suspended_at=None)
        .first()
    )
    if found is None:
        return None
    purposes = {SCOPES[scope] for scope in found.scope.split()}
    return Caller(found.client, frozenset(purposes & set(found.client.channel.body.purposes)))
