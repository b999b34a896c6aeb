"""How a body speaks to the platform over HTTP, in tests."""

import base64

import pytest
from django.test import Client as Http

from tests.factories import bodies
from tests.factories.days import NOON


class Speaker:
    """A body's program: it gets a token and asks."""

    def __init__(self, access: bodies.Access) -> None:
        self.access = access
        self.http = Http()
        self.token = bodies.token(access)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, path: str, sent: dict, **more):
        return self.http.post(
            f"/api/v1/bodies/{path}", sent, content_type="application/json", headers=self.headers, **more
        )

    def get(self, path: str, **query):
        return self.http.get(f"/api/v1/bodies/{path}", query, headers=self.headers)

    def delete(self, path: str):
        return self.http.delete(f"/api/v1/bodies/{path}", headers=self.headers)


@pytest.fixture
def speaker(db, frozen, static_files):
    """Return a maker of programs of bodies."""
    return lambda access=None: Speaker(access or bodies.access())


@pytest.fixture
def ask_token(db, frozen, static_files):
    """Return a way to ask for a token with a secret."""

    def asked(client_id: str, secret: str, *, place: str = "198.51.100.7", **form):
        proof = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        return Http(REMOTE_ADDR=place).post(
            "/api/v1/oauth/token",
            {"grant_type": "client_credentials", **form},
            headers={"Authorization": f"Basic {proof}"},
        )

    return asked


@pytest.fixture
def at():
    """The instant at which tests play."""
    return NOON
