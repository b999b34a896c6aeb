"""Authorised bodies, and how they ask."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sejour.bodies.callers import Caller, caller_with, client_named
from sejour.bodies.choices import BodyKind, Purpose
from sejour.bodies.client_secrets import draw
from sejour.bodies.models import Body, Channel, Client
from sejour.bodies.services import register, tokens
from sejour.bodies.services.ask import Asked
from sejour.bodies.services.subscribe import subscribe
from sejour.core.actors import Actor
from sejour.identity.models import Person
from tests.factories.days import NOON, in_days

STEERING = Actor("tests steering")
_numbers = count(1)
# Of the sandbox: a card in force, and a birth date.
MADE_UP = {"foreigner_number": "9900000001", "birth_date": "1990-01-01"}


@dataclass(frozen=True)
class Access:
    """A client of a body, with the secret that it was shown once."""

    body: Body
    client: Client
    secret: str

    @property
    def channel(self) -> Channel:
        return Channel.objects.select_related("body").get(pk=self.client.channel_id)

    @property
    def basic(self) -> tuple[str, str]:
        return self.client.client_id, self.secret


def body(**changes: Any) -> Body:
    """Register a family benefits office, unless told otherwise."""
    known: dict[str, Any] = {
        "name": f"Caisse d'essai {next(_numbers)}",
        "kind": BodyKind.SOCIAL,
        "legal_basis": "Texte d'essai",
        "purposes": [Purpose.STAY, Purpose.SOCIAL],
        "a_minute": 1000,
        "a_day": 100_000,
        "actor": STEERING,
        "at": NOON,
    }
    return register.register_body(**{**known, **changes})


def employers(**changes: Any) -> Body:
    """Register the body of declarations of hiring."""
    return body(kind=BodyKind.EMPLOYERS, purposes=[Purpose.WORK], **changes)


def access(of: Body | None = None, *, is_sandbox: bool = False) -> Access:
    """Give a body a client with a secret."""
    found = of or body()
    client, secret = register.add_client(body=found, is_sandbox=is_sandbox, actor=STEERING, at=NOON)
    return Access(found, client, secret)


def token(of: Access, *, at: datetime = NOON, scope: str = "") -> str:
    """Give a client a token, as the token endpoint does."""
    known = client_named(of.client.client_id)
    assert known
    given = draw()
    tokens.keep_token(client=known, token=given, scope=scope or " ".join(sorted(known.scopes)), at=at)
    return given


def caller(of: Access, *, at: datetime = NOON) -> Caller:
    """Return a client as its token makes it known."""
    found = caller_with(token(of, at=at), at=at)
    assert found
    return found


def named(person: Person) -> Asked:
    """Return a person as a body names them."""
    assert person.foreigner_number
    return Asked(
        person.foreigner_number, (person.born_year or 0, person.born_month or 0, person.born_day or 0)
    )


def as_sent(person: Person) -> dict[str, str]:
    """Return a person as a body sends them."""
    born = f"{person.born_year:04d}-{person.born_month or 0:02d}-{person.born_day or 0:02d}"
    return {"foreigner_number": person.foreigner_number or "", "birth_date": born}


def follow(of: Access, person: Person, purpose: Purpose, *, at: datetime = NOON, days: int = 300):
    """Let a body follow somebody."""
    return subscribe(
        caller=caller(of, at=at), asked=named(person), purpose=purpose, last_day=in_days(days), at=at
    )
