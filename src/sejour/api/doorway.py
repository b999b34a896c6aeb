"""The door of the API: open to pages of any site, and answering in JSON whatever went wrong around it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from sejour.api.bodies import JSON, written

PREFIX = "/api/"
_WRONG = {
    HTTPStatus.BAD_REQUEST: "this request cannot be understood",
    HTTPStatus.NOT_FOUND: "nothing has this address; what exists is described in /api/v1/openapi.json",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address is not asked in this way: see the Allow header",
}
_BROKEN = "something broke on our side; nothing of the request was kept"


class Doorway:
    """Lets scripts of any page ask the API. It knows no cookie, so that nobody's rights come along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the question that browsers ask first, or pass the request on."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=HTTPStatus.NO_CONTENT)
            response["Access-Control-Allow-Methods"] = "GET, POST"
            response["Access-Control-Allow-Headers"] = "Content-Type"
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = _in_json(self.get_response(request))
        response["Access-Control-Allow-Origin"] = "*"
        return response


def _in_json(response: HttpResponse) -> HttpResponse:
    """Put an error that is a page for people into words for programs, its headers kept."""
    is_page = response.get("Content-Type", "").startswith("text/html")
    if response.status_code >= HTTPStatus.BAD_REQUEST and is_page:
        response.content = written({"error": _WRONG.get(HTTPStatus(response.status_code), _BROKEN)})
        response["Content-Type"] = JSON
        response["Content-Length"] = str(len(response.content))
    return response
