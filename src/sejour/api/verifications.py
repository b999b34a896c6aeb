"""`POST /verifications`: the public check for programs, without an account."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import ValidationError

from sejour.api.bodies import JSON, TooLarge, json_response, read_bytes, read_json
from sejour.api.checked import ASKED, Asked, CodeAsked, NumberAsked, told
from sejour.api.schemas import ref
from sejour.core import clock
from sejour.core.errors import Refusal, TooManyAttempts
from sejour.law.facts import FactError
from sejour.ui.requests import place_of
from sejour.verification import services
from sejour.verification.answers import Answer
from sejour.verification.errors import CodeNotRecognized, FileIsTooLarge
from sejour.verification.languages import Language, language_of
from sejour.verification.services import LARGEST_FILE

LARGEST_QUESTION = 64 * 1024
# A file with the parts around it.
LARGEST_FORM = LARGEST_FILE + 64 * 1024
_MULTIPART = "multipart/form-data"
_LONGEST_NAME = 120

router = Router(tags=["verifications"])


def _says(what: str, name: str, media_type: str = JSON) -> dict[str, Any]:
    return {"description": what, "content": {media_type: {"schema": ref(name)}}}


_WAIT = {
    **_says("Trop de réponses fausses depuis ce lieu : attendez.", "CheckProblem"),
    "headers": {
        "Retry-After": {"description": "secondes à attendre", "schema": {"type": "integer", "minimum": 1}}
    },
}
_RESPONSES = {
    HTTPStatus.OK.value: _says("La réponse.", "Checked"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value: _says("Plus grand que ce qui est lu.", "CheckProblem"),
    HTTPStatus.UNPROCESSABLE_ENTITY.value: _says("Mal écrit, ou illisible.", "CheckProblem"),
    HTTPStatus.TOO_MANY_REQUESTS.value: _WAIT,
}
_NOT_RECOGNIZED = _says("Ce code et cette date ne donnent rien ensemble.", "CheckProblem")


@router.post(
    "",
    operation_id="check",
    summary="Vérifier avec un code, un numéro ou un 2D-Doc",
    openapi_extra={
        "requestBody": {"required": True, "content": {JSON: {"schema": ref("CheckAsked")}}},
        "responses": {**_RESPONSES, HTTPStatus.NOT_FOUND.value: _NOT_RECOGNIZED},
    },
)
def check(request: HttpRequest) -> HttpResponse:
    """Une réponse sans ambiguïté : oui ou non, de quand à quand. La personne voit la vérification."""
    try:
        asked = ASKED.validate_python(read_json(read_bytes(request, at_most=LARGEST_QUESTION)))
    except TooLarge:
        return _too_large(LARGEST_QUESTION)
    except FactError as error:
        return _malformed(error.problem)
    except ValidationError as error:
        return _malformed(_first_fault(error))
    return _answered(language_of(asked.language), partial(_ask, request, asked))


_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "PDF, JPEG ou PNG, 10 Mo au plus"},
        "asked_by": {"type": "string", "maxLength": _LONGEST_NAME, "description": "qui vérifie"},
    },
    "required": ["file"],
    "additionalProperties": False,
}


@router.post(
    "/files",
    operation_id="check_file",
    summary="Vérifier la photo d'un 2D-Doc, ou le PDF d'un document",
    openapi_extra={
        "requestBody": {"required": True, "content": {_MULTIPART: {"schema": _FORM}}},
        "responses": dict(_RESPONSES),
    },
)
def check_file(request: HttpRequest) -> HttpResponse:
    """Le fichier est lu à part, et n'est pas gardé."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FORM:
        return _too_large(LARGEST_FORM)
    files, texts = request.FILES, request.POST
    if set(files) != {"file"} or not set(texts) <= {"asked_by"}:
        return _malformed("a form with a part named file, and perhaps asked_by, is expected")
    (given,) = files.getlist("file")[:1]
    content = bytes(given.read(LARGEST_FILE + 1))
    who = _who(request, texts.get("asked_by", ""))
    return _answered(Language.FRENCH, partial(services.check_file, content=content, **who))


def _ask(request: HttpRequest, asked: Asked) -> Answer:
    who = _who(request, asked.asked_by)
    if isinstance(asked, CodeAsked):
        return services.check_share_code(typed=asked.code, born=asked.born, **who)
    if isinstance(asked, NumberAsked):
        return services.check_number(typed=asked.number, born=asked.born, **who)
    return services.check_seal(text=asked.text, **who)


def _who(request: HttpRequest, asked_by: str) -> dict[str, Any]:
    """Return who asks, from where, and when."""
    return {"place": place_of(request), "at": clock.now(), "asked_by": asked_by}


# What goes wrong ----------------------------------------------------------------------------------


def _answered(language: Language, ask: Callable[[], Answer]) -> HttpResponse:
    """Ask, and answer in JSON; a refusal keeps its code."""
    try:
        return _private(json_response(told(ask(), language)))
    except TooManyAttempts as refusal:
        response = _problem(refusal, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(60 * int(refusal.details["minutes"]))
        return response
    except CodeNotRecognized as refusal:
        return _problem(refusal, HTTPStatus.NOT_FOUND)
    except FileIsTooLarge as refusal:
        return _problem(refusal, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except Refusal as refusal:
        return _problem(refusal, HTTPStatus.UNPROCESSABLE_ENTITY)


def _problem(refusal: Refusal, status: HTTPStatus) -> HttpResponse:
    return _private(json_response({"error": refusal.code, "sentence": str(refusal)}, status))


def _too_large(limit: int) -> HttpResponse:
    sentence = f"Ce qui est envoyé est trop lourd : la limite est de {limit:,} octets."
    return _private(
        json_response({"error": "too_large", "sentence": sentence}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    )


def _malformed(what: str) -> HttpResponse:
    told_so = {"error": "malformed", "sentence": f"La question est mal écrite : {what}."}
    return _private(json_response(told_so, HTTPStatus.UNPROCESSABLE_ENTITY))


def _first_fault(error: ValidationError) -> str:
    """Return the place and the fault of what is wrong first, without what was sent: it may be personal."""
    fault = error.errors(include_input=False, include_url=False, include_context=False)[0]
    return f"{'.'.join(map(str, fault['loc']))} ({fault['msg']})" if fault["loc"] else str(fault["msg"])


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
