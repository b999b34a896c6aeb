"""What wallets and verifiers ask: OpenID4VCI 1.0 for the ones, signed status lists for the others.

Plain views, out of the API's own document: paths, forms, headers and errors are those of outside standards,
which describe themselves in the two documents under `.well-known`.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sejour.api.bodies import TooLarge, json_response, read_bytes
from sejour.core import clock
from sejour.core.errors import NotFound, TooManyAttempts
from sejour.documents.errors import SignatureUnavailable
from sejour.ui.requests import place_of
from sejour.wallet import metadata, nonces, services, status
from sejour.wallet.errors import (
    InvalidCredentialRequest,
    InvalidRequest,
    InvalidToken,
    UnsupportedGrantType,
    WalletRefusal,
)
from sejour.wallet.types import TYPES_BY_PATH

STATUS_LIST = "application/statuslist+jwt"
# Ten proofs of a few hundred bytes each, with room for those of other wallets.
LARGEST_REQUEST = 256 * 1024
# What the metadata say changes with a release of the platform.
METADATA_KEPT = 3600
LIST_KEPT = 60
View = Callable[..., HttpResponse]


# What anybody may read -----------------------------------------------------------------------------


@require_safe
def issuer_metadata(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Say who issues what, where (OpenID4VCI 1.0, 12.2)."""
    return _public(json_response(metadata.issuer_metadata()), METADATA_KEPT)


@require_safe
def server_metadata(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say how codes are exchanged for tokens (RFC 8414)."""
    return _public(json_response(metadata.server_metadata()), METADATA_KEPT)


@require_safe
def type_metadata(request: HttpRequest, path: str) -> HttpResponse:  # noqa: ARG001
    """Say what a type of credential means (SD-JWT VC)."""
    found = TYPES_BY_PATH.get(path)
    if found is None:
        return _error("not_found", "no credential has this type", HTTPStatus.NOT_FOUND)
    return _public(json_response(metadata.type_metadata(found)), METADATA_KEPT)


@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Give a signed status list (Token Status List). Who asks, and about whom, is not known and not kept."""
    try:
        signed = status.signed_list(number, clock.now())
    except NotFound:
        return _error("not_found", "no status list has this address", HTTPStatus.NOT_FOUND)
    except SignatureUnavailable:
        return _unavailable()
    return _public(HttpResponse(signed, content_type=STATUS_LIST), LIST_KEPT)


def _public(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={seconds}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


# What wallets ask ----------------------------------------------------------------------------------


def _for_wallets(view: View) -> View:
    """Let programs in, without a cookie, and tell refusals in the words of the standards."""

    @wraps(view)
    def entered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except InvalidToken as refusal:
            response = _error(refusal.code, str(refusal), HTTPStatus.UNAUTHORIZED)
            response["WWW-Authenticate"] = f'Bearer error="{refusal.code}"'
            return response
        except WalletRefusal as refusal:
            return _error(refusal.code, str(refusal), HTTPStatus.BAD_REQUEST)
        except TooManyAttempts as refusal:
            response = _error("slow_down", "too many unknown codes", HTTPStatus.TOO_MANY_REQUESTS)
            response["Retry-After"] = str(60 * refusal.details["minutes"])
            return response
        except SignatureUnavailable:
            return _unavailable()

    return csrf_exempt(require_POST(entered))


@_for_wallets
def token(request: HttpRequest) -> HttpResponse:
    """Exchange the code of an offer for an access token (OpenID4VCI 1.0, 6)."""
    if _one(request, "grant_type") != metadata.GRANT:
        raise UnsupportedGrantType
    made = services.exchange_code(
        code=_one(request, "pre-authorized_code"),
        confirmation=_one(request, "tx_code"),
        place=place_of(request),
        at=clock.now(),
    )
    return json_response({"access_token": made.value, "token_type": "Bearer", "expires_in": made.seconds})


@_for_wallets
def nonce(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give a nonce for proofs (OpenID4VCI 1.0, 7)."""
    return json_response({"c_nonce": nonces.draw(clock.now())})


@_for_wallets
def credential(request: HttpRequest) -> HttpResponse:
    """Issue credentials to the keys that are proven (OpenID4VCI 1.0, 8)."""
    scheme, _, access_token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidToken
    try:
        body = read_bytes(request, at_most=LARGEST_REQUEST)
    except TooLarge as error:
        raise InvalidCredentialRequest from error
    issued = services.issue_credentials(token=access_token.strip(), body=body, at=clock.now())
    return json_response({"credentials": [{"credential": one} for one in issued]})


def _one(request: HttpRequest, name: str) -> str:
    """Return a parameter that stands once in a form (RFC 6749, 3.2). Raises InvalidRequest."""
    values = request.POST.getlist(name)
    if len(values) != 1 or not values[0]:
        raise InvalidRequest
    return str(values[0])


def _error(code: str, description: str, status_code: HTTPStatus) -> HttpResponse:
    said: dict[str, Any] = {"error": code, "error_description": description}
    return json_response(said, status_code)


def _unavailable() -> HttpResponse:
    response = _error("temporarily_unavailable", "nothing can be signed now", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "120"
    return response
