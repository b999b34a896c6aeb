"""Adds the questions of bodies to the API."""

from ninja import NinjaAPI

from sejour.api.partners import endpoints, refusals, tokens


def join(api: NinjaAPI) -> None:
    """Add the addresses of bodies to an API, and the words of their refusals."""
    refusals.declare(api)
    api.add_router("/bodies", endpoints.router)
    api.add_router("", tokens.router)
