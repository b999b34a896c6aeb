"""Tokens for bodies: OAuth 2.0 client credentials (RFC 6749, 4.4), by a secret or a signed proof (RFC 7523).

Authlib reads the requests and words the errors; who the clients are and what a token is worth is of `bodies`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload, DjangoOAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Request, scope_to_list
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidScopeError
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from django.conf import settings
from django.http import HttpRequest
from joserfc.jwk import ECKey

from sejour.bodies import client_secrets
from sejour.bodies.callers import KnownClient, client_named
from sejour.bodies.services import tokens
from sejour.core import clock

ISSUER_PATH = "/api/v1"
TOKEN_PATH = f"{ISSUER_PATH}/oauth/token"
WITH_SECRET = ["client_secret_basic", "client_secret_post"]
WITH_KEY = "private_key_jwt"
# How long a signed proof may be good for: each is remembered until then, to be used once.
LONGEST_PROOF = timedelta(minutes=10)


class _Client(ClientMixin):
    """A client as Authlib asks about it; one that is unknown proves nothing, in the same words."""

    def __init__(self, found: KnownClient | None) -> None:
        self.found = found

    @property
    def known(self) -> KnownClient:
        """The client, once it has proven who it is."""
        assert self.found is not None
        return self.found

    def check_client_secret(self, client_secret: str) -> bool:
        """Tell whether this is its secret."""
        return self.found is not None and self.found.has_secret(client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002
        """Tell whether it may prove itself in this way."""
        signs = self.found is not None and self.found.public_key is not None
        return method in ([WITH_KEY] if signs else WITH_SECRET)

    def check_grant_type(self, grant_type: str) -> bool:
        """Tell whether it may ask for tokens in this way: there is one."""
        return bool(grant_type == _Grant.GRANT_TYPE)


class _Grant(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = [*WITH_SECRET, WITH_KEY]

    def validate_requested_scope(self) -> None:
        """Refuse a scope that this body was not given, rather than drop it silently."""
        if not set(_asked(self.request.payload.scope)) <= self.client.known.scopes:
            raise InvalidScopeError


class _SignedProof(JWTBearerClientAssertion):
    CLIENT_AUTH_METHOD = WITH_KEY

    def get_audiences(self) -> list[str]:
        """Return the names under which this server knows itself."""
        return [f"{settings.SITE_URL}{TOKEN_PATH}", f"{settings.SITE_URL}{ISSUER_PATH}"]

    def resolve_client_public_key(self, client: _Client) -> ECKey:
        """Return the key of a client. One that shows a secret signs nothing."""
        if client.found is None or client.found.public_key is None:
            raise InvalidClientError
        return ECKey.import_key(client.found.public_key)

    def validate_jti(self, claims: dict[str, Any], jti: Any) -> bool:
        """Use a proof up; one that is good for too long is refused."""
        if claims["exp"] > (clock.now() + LONGEST_PROOF).timestamp():
            return False
        expires_at = datetime.fromtimestamp(claims["exp"], UTC)
        # Authlib takes a clock that is a little late.
        kept_until = expires_at + timedelta(seconds=self.leeway)
        return tokens.use_assertion(client_id=claims["sub"], name=str(jti), expires_at=kept_until)


class _Request(DjangoOAuth2Request):
    """A request as Authlib reads it. That it came over https is of the site, which sends clear text away."""

    def __init__(self, request: HttpRequest) -> None:
        secure = f"https://{request.get_host()}{request.path}"
        OAuth2Request.__init__(self, method=request.method, uri=secure, headers=request.headers)
        self.payload = DjangoOAuth2Payload(request)
        self._request = request


class _Server(AuthorizationServer):
    def create_oauth2_request(self, request: HttpRequest) -> _Request:
        """Return a request as the rest reads it."""
        return _Request(request)

    def query_client(self, client_id: str) -> _Client:
        """Return a client, whether it may ask now or not."""
        return _Client(client_named(client_id))

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Keep the digest of a token."""
        known = request.client.known
        tokens.keep_token(client=known, token=token["access_token"], scope=token["scope"], at=clock.now())


def _token(*, client: _Client, scope: str | None, **_: Any) -> dict[str, Any]:
    """Return a new token, for the scopes that were asked, or all those of the body."""
    given = _asked(scope) or sorted(client.known.scopes)
    return {
        "token_type": "Bearer",
        "access_token": client_secrets.draw(),
        "expires_in": tokens.SECONDS,
        "scope": " ".join(given),
    }


def _asked(scope: str | None) -> list[str]:
    return list(scope_to_list(scope) or [])


SERVER = _Server(client_model=None, token_model=None)
SERVER.register_token_generator("default", _token)
SERVER.register_grant(_Grant)
SERVER.register_client_auth_method(WITH_KEY, _SignedProof())
