"""When the database does not answer: a page that needs nothing, with a ticket that protects a date."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from sejour.core import clock, tickets

logger = logging.getLogger(__name__)
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Le site est en panne — Séjour</title></head><body><main>
<h1>Le site est en panne</h1>
<p>Cela ne vient pas de vous. L'équipe est prévenue ; ce que vous aviez enregistré est gardé.</p>
<p>Votre numéro de panne : <strong>{}</strong></p>
<p>Notez-le : il protège votre date. Si vous veniez déposer une demande, donnez ce numéro quand le site
remarche, et elle comptera comme déposée aujourd'hui.</p>
<p>Réessayez dans quelques minutes.</p></main></body></html>
"""


class DatabaseDown:
    """Answers 503 with a ticket when the database is out of reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            logger.exception("the database does not answer")
            return down()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002
        """Answer for a view that lost the database."""
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("the database does not answer", exc_info=exception)
            return down()
        return None


def down() -> HttpResponse:
    """Return the page."""
    response = HttpResponse(format_html(PAGE, tickets.issue(clock.now())), status=503)
    response["Retry-After"] = "120"
    response["Cache-Control"] = "no-store"
    return response
