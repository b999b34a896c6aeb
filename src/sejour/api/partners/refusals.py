"""How a refusal is told to a body: a status, a code that stays, a sentence, and when to come back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from sejour.api.bodies import json_response, problem
from sejour.api.partners.shapes import Refused
from sejour.bodies import errors

_STATUS = {
    errors.PurposeNotAllowed: HTTPStatus.FORBIDDEN,
    errors.NoBatches: HTTPStatus.FORBIDDEN,
    errors.SandboxOnly: HTTPStatus.FORBIDDEN,
    errors.NobodyFound: HTTPStatus.NOT_FOUND,
    errors.SubscriptionNotFound: HTTPStatus.NOT_FOUND,
    errors.DayOutOfReach: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.SubscriptionTooLong: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.QuotaExceeded: HTTPStatus.TOO_MANY_REQUESTS,
    errors.TooManyWrongNames: HTTPStatus.TOO_MANY_REQUESTS,
}
# What any question of a body may be answered with, for the document.
ANY = {status.value: Refused for status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY)}
ASKING = {
    **ANY,
    HTTPStatus.FORBIDDEN.value: Refused,
    HTTPStatus.NOT_FOUND.value: Refused,
    HTTPStatus.TOO_MANY_REQUESTS.value: Refused,
}


def declare(api: NinjaAPI) -> None:
    """Teach an API to tell these refusals."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        errors.BodyRefused: _refused,
        AuthenticationError: _unknown,
        ValidationError: _malformed,
        HttpError: _unreadable,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refusal: errors.BodyRefused) -> HttpResponse:  # noqa: ARG001 - ninja gives it
    response = _told(refusal.code, str(refusal), _STATUS[type(refusal)])
    if "seconds" in refusal.details:
        response["Retry-After"] = str(refusal.details["seconds"])
    return response


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    response = _told("invalid_token", "Jeton absent, inconnu ou périmé.", HTTPStatus.UNAUTHORIZED)
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    """Name the first fact that is not as the document says; what was sent is not repeated."""
    first = error.errors[0]
    fact = _path(first["loc"])
    return problem(str(first["msg"]), fact=fact or None, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    """Say that the body is no JSON, as for every question of the API."""
    is_body = error.status_code == HTTPStatus.BAD_REQUEST
    return problem(str(error), status=HTTPStatus.UNPROCESSABLE_ENTITY if is_body else error.status_code)


def _path(place: tuple[Any, ...]) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in place[2:]]
    return "".join(parts).lstrip(".")


def _told(code: str, sentence: str, status: HTTPStatus) -> HttpResponse:
    return json_response({"error": sentence, "code": code}, status)
