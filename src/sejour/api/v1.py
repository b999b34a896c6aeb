"""The first version of the API: every question of the law, alone or by the thousand, and its rules.

The law is the only judge of facts: `sejour.law.asking` reads them here as it does for the command line.
Nobody is counted: an answer takes microseconds and no query of its own, less than a count would, and that
would have to remember who asks. What bounds the work is the size of a body and, for a batch, time.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from http import HTTPStatus
from time import monotonic
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer
from pydantic import WithJsonSchema

from sejour.api.bodies import (
    JSON,
    JSON_LINES,
    NotFound,
    TooLarge,
    in_pieces,
    in_utf8,
    json_response,
    lines_of,
    problem,
    read_bytes,
    read_json,
    written,
)
from sejour.api.checked import check_schemas
from sejour.api.partners.joining import join
from sejour.api.schemas import LINE, PROBLEM, answer_name, facts_name, operation_id, ref, schemas
from sejour.api.shapes import Question, RuleExplained, RuleSummary
from sejour.api.verifications import router as verifications
from sejour.core import clock
from sejour.law.asking import QUESTIONS, ask, catalogue, question_named
from sejour.law.batch import Batch
from sejour.law.explaining import explain
from sejour.law.facts import FactError
from sejour.law.tables import RULES
from sejour.law.worked_cases import worked_cases

LARGEST_BODY = 1024 * 1024
LARGEST_BATCH = 32 * 1024 * 1024
MOST_LINES = 100_000
# A web process that answers for longer is taken for dead.
MOST_SECONDS = 20

_QuestionName = Annotated[
    str, WithJsonSchema({"type": "string", "enum": list(QUESTIONS), "description": "nom de la question"})
]
_RuleName = Annotated[
    str, WithJsonSchema({"type": "string", "description": "nom de la règle, comme R-API-01"})
]
T = TypeVar("T")


class _Renderer(JSONRenderer):
    """Writes French as it is, like everything else that the API answers."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:  # noqa: ARG002
        """Return the JSON of a value."""
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False)


class Api(NinjaAPI):
    """An API whose document holds the schemas of the law."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Describe the API."""
        described = super().get_openapi_schema(**options)
        described["components"]["schemas"] |= schemas() | check_schemas()
        return described


api = Api(
    title="La loi du séjour",
    version="1",
    description=(
        "Les questions de droit auxquelles Séjour répond, chacune avec ses raisons et ses articles. "
        "Sans compte ; rien de ce qui est envoyé n'est gardé. Ceci n'est pas un conseil juridique."
    ),
    docs_url=None,
    renderer=_Renderer(),
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)


# What goes wrong ----------------------------------------------------------------------------------


@api.exception_handler(FactError)
def wrong_fact(request: HttpRequest, error: FactError) -> HttpResponse:  # noqa: ARG001 - ninja gives it
    """Name the fact, in the words of the command line."""
    return problem(error.problem, fact=error.fact, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@api.exception_handler(NotFound)
def not_found(request: HttpRequest, error: NotFound) -> HttpResponse:  # noqa: ARG001
    """Say that no question, or no rule, has this name."""
    return problem(error.cause.problem, fact=error.cause.fact, status=HTTPStatus.NOT_FOUND)


@api.exception_handler(TooLarge)
def too_large(request: HttpRequest, error: TooLarge) -> HttpResponse:  # noqa: ARG001
    """Say how much is read."""
    return problem(str(error), fact="facts", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _named(look_up: Callable[[str], T], name: str) -> T:
    """Return what has this name; raise NotFound where nothing has."""
    try:
        return look_up(name)
    except FactError as error:
        raise NotFound(error) from None


def _says(what: str, schema: dict[str, Any], media_type: str = JSON) -> dict[str, Any]:
    return {"description": what, "content": {media_type: {"schema": schema}}}


_NOT_FOUND = _says("Rien n'a ce nom.", ref(PROBLEM))
_TOO_LARGE = _says("Plus grand que ce qui est lu.", ref(PROBLEM))
_WRONG = _says("Un fait manque, est inconnu, mal écrit ou impossible.", ref(PROBLEM))


# The questions ------------------------------------------------------------------------------------


@api.get(
    "/law/",
    operation_id="list_questions",
    summary="Les questions",
    tags=["questions"],
    response=list[Question],
)
def questions(request: HttpRequest) -> Any:  # noqa: ARG001
    """Chaque question, ce qu'elle demande et ce qu'elle répond."""
    return catalogue()


def _asking(question: str) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        facts = read_json(read_bytes(request, at_most=LARGEST_BODY))
        return json_response(ask(question, facts, today=clock.today()))

    return answer


def _described(question: str) -> dict[str, Any]:
    """Describe the asking of a question, with its worked cases as examples."""
    cases = {case.id: {"value": dict(case.facts)} for case in worked_cases() if case.question == question}
    return {
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": ref(facts_name(question)), "examples": cases}},
        },
        "responses": {
            HTTPStatus.OK.value: _says("La réponse et ses raisons.", ref(answer_name(question))),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value: _TOO_LARGE,
            HTTPStatus.UNPROCESSABLE_ENTITY.value: _WRONG,
        },
    }


for _entry in catalogue():
    api.post(
        f"/law/{_entry.name}",
        operation_id=operation_id(_entry.name),
        url_name=operation_id(_entry.name),
        summary=_entry.title,
        tags=["questions"],
        openapi_extra=_described(_entry.name),
    )(_asking(_entry.name))


# Whatever a line holds is answered at its place, so that no text is refused as a whole.
_LINES = {"description": "Un objet de faits, en JSON, par ligne."}


@api.post("/law/{question}", include_in_schema=False)
def ask_unknown(request: HttpRequest, question: str) -> HttpResponse:  # noqa: ARG001
    """Say which questions there are: those that exist have their own address, above."""
    return json_response(_named(question_named, question).title)


@api.post(
    "/law/{question}/batch",
    operation_id="ask_in_batch",
    summary="Poser une question autant de fois qu'il y a de lignes",
    tags=["questions"],
    openapi_extra={
        "requestBody": {"required": True, "content": {JSON_LINES: {"schema": _LINES}}},
        "responses": {
            HTTPStatus.OK.value: _says("Une réponse, ou une erreur, par ligne.", ref(LINE), JSON_LINES),
            HTTPStatus.NOT_FOUND.value: _NOT_FOUND,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value: _TOO_LARGE,
            HTTPStatus.UNPROCESSABLE_ENTITY.value: _says("Il n'y a aucune ligne.", ref(PROBLEM)),
        },
    },
)
def ask_in_batch(
    request: HttpRequest,
    question: _QuestionName,
) -> HttpResponseBase:
    """Chaque ligne est un objet de faits ; vient à sa place sa réponse, ou son numéro et son erreur.

    Une ligne fautive n'arrête pas les autres ; une ligne vide est passée. Au plus 100 000 lignes et 32 Mio ;
    au bout de 20 secondes, les lignes qui restent sont à renvoyer.
    """
    _named(question_named, question)
    # Read whole before the first answer: a program that sends all that it has before it reads anything
    # would otherwise wait for us while we wait for it.
    lines = lines_of(read_bytes(request, at_most=LARGEST_BATCH), at_most=MOST_LINES)
    answers = _answers(question, _InTime(lines), clock.today())
    response = StreamingHttpResponse(in_pieces(answers), content_type=JSON_LINES)
    response["Cache-Control"] = "no-store"
    return response


class _InTime:
    """Lines until the time of a batch is over; `cut_at` is then the number of the first one left out."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.cut_at: int | None = None

    def __iter__(self) -> Iterator[bytes]:
        end = monotonic() + MOST_SECONDS
        for number, line in enumerate(self._lines, start=1):
            if monotonic() > end:
                self.cut_at = number
                return
            yield line


def _answers(question: str, lines: _InTime, today: date) -> Iterator[bytes]:
    for told in Batch(question, today=today).answers(lines):
        yield in_utf8(told) + b"\n"
    if lines.cut_at is not None:
        cut = f"cut after {MOST_SECONDS} seconds: send this line and those below it again"
        yield written({"line": lines.cut_at, "error": cut}) + b"\n"


# The rules ----------------------------------------------------------------------------------------


@api.get(
    "/law/rules/",
    operation_id="list_rules",
    summary="Les règles",
    tags=["rules"],
    response=list[RuleSummary],
)
def rules(request: HttpRequest) -> Any:  # noqa: ARG001
    """Chaque règle sur laquelle une réponse peut reposer."""
    return list(RULES.values())


@api.get(
    "/law/rules/{rule_id}",
    operation_id="explain_rule",
    summary="Une règle, expliquée",
    tags=["rules"],
    response=RuleExplained,
    by_alias=True,
    openapi_extra={"responses": {HTTPStatus.NOT_FOUND.value: _NOT_FOUND}},
)
def explain_rule(
    request: HttpRequest,  # noqa: ARG001
    rule_id: _RuleName,
) -> Any:
    """Ce que dit une règle, ses nombres et ses listes, les questions qui s'appuient sur elle."""
    return _named(explain, rule_id).as_json()


# Authorised bodies --------------------------------------------------------------------------------

join(api)


# Checks by anybody --------------------------------------------------------------------------------

api.add_router("/verifications", verifications)
