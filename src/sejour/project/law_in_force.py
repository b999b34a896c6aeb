"""Each process reads the law in force: asked before every request and every job, by one short query."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)


class BeforeARequest:
    """Reads the changes of law approved since the last request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; without a database the law read so far goes on, as nothing can be written."""
        from sejour.steering.services import read_law_in_force  # noqa: PLC0415 - models load after settings

        try:
            read_law_in_force()
        except (OperationalError, InterfaceError) as error:
            logger.warning("the law in force cannot be asked for", exc_info=error)
        return self.get_response(request)


def before_a_job(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:  # noqa: ARG001
    """Read the changes of law approved since the last job, then do it."""
    from sejour.steering.services import read_law_in_force  # noqa: PLC0415 - models load after settings

    read_law_in_force()
    return call_next()
