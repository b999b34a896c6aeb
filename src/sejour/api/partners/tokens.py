"""Where bodies get their tokens, and where anybody reads the keys that verify what we send."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from sejour.api.bodies import json_response
from sejour.api.partners.oauth import ISSUER_PATH, SERVER, TOKEN_PATH, WITH_KEY, WITH_SECRET
from sejour.api.partners.shapes import KeySet, OAuthProblem, TokenTold
from sejour.bodies import messages
from sejour.bodies.choices import SCOPES
from sejour.core import clock, throttle
from sejour.core.errors import TooManyAttempts
from sejour.core.throttle import Limit
from sejour.ui.requests import place_of

# By place: whoever guesses elsewhere keeps no body out.
GUESSES = Limit("secrets of bodies", attempts=20, window=timedelta(minutes=15))
_FORM = {
    "type": "object",
    "properties": {
        "grant_type": {"type": "string", "const": "client_credentials"},
        "scope": {"type": "string", "description": f"parmi : {' '.join(SCOPES)} ; toutes si rien n'est dit"},
        "client_id": {"type": "string"},
        "client_secret": {"type": "string"},
        "client_assertion_type": {"type": "string"},
        "client_assertion": {"type": "string", "description": "JWT signé de la clé de l'accès (RFC 7523)"},
    },
    "required": ["grant_type"],
}
router = Router(tags=["oauth"])


@router.post(
    "/oauth/token",
    operation_id="get_token",
    summary="Un jeton pour poser des questions",
    response={
        HTTPStatus.OK: TokenTold,
        frozenset({400, 401, 429}): OAuthProblem,
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": _FORM}},
        }
    },
)
def get_token(request: HttpRequest) -> HttpResponse:
    """OAuth 2.0, « client credentials » : avec un secret (Basic ou formulaire), ou un JWT signé."""
    place = place_of(request)
    try:
        throttle.check(GUESSES, place, at=clock.now())
    except TooManyAttempts as refusal:
        return _later(60 * int(refusal.details["minutes"]))
    response: HttpResponse = SERVER.create_token_response(request)
    if b"invalid_client" in response.content:
        throttle.fail(GUESSES, place, at=clock.now())
    return response


def _later(seconds: int) -> HttpResponse:
    told = {"error": "temporarily_unavailable", "error_description": "Too many failures: come back later."}
    response = json_response(told, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    return response


@router.get(
    "/.well-known/jwks.json",
    operation_id="get_webhook_keys",
    summary="Les clés qui vérifient nos messages",
    response=KeySet,
)
def get_webhook_keys(request: HttpRequest) -> Any:  # noqa: ARG001 - ninja gives it
    """La clé d'aujourd'hui, et celles d'avant."""
    return messages.public_keys()


def server_metadata(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say how bodies get their tokens (RFC 8414)."""
    issuer = f"{settings.SITE_URL}{ISSUER_PATH}"
    return json_response(
        {
            "issuer": issuer,
            "token_endpoint": f"{settings.SITE_URL}{TOKEN_PATH}",
            "jwks_uri": f"{issuer}/.well-known/jwks.json",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "scopes_supported": list(SCOPES),
            "token_endpoint_auth_methods_supported": [*WITH_SECRET, WITH_KEY],
            "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
        }
    )
