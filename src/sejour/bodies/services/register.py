"""Bodies: registered by the national office, given keys, suspended. Each act is journaled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from sejour.bodies import client_secrets, wire
from sejour.bodies.choices import MAY_ASK, BodyKind, Purpose
from sejour.bodies.errors import AddressRefused, KeyRefused, NameTaken, PurposeNotOfKind
from sejour.bodies.models import Body, Channel, Client, Token
from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.errors import NotFound


@transaction.atomic
def register_body(
    *,
    name: str,
    kind: BodyKind,
    legal_basis: str,
    purposes: Sequence[Purpose],
    a_minute: int,
    a_day: int,
    actor: Actor,
    at: datetime,
) -> Body:
    """Register a body, with its channel and that of its sandbox. Raises NameTaken, PurposeNotOfKind."""
    beyond = [purpose for purpose in purposes if purpose not in MAY_ASK[kind]]
    if beyond:
        raise PurposeNotOfKind(purposes=", ".join(str(purpose.label) for purpose in beyond))
    if Body.objects.filter(name=name).exists():
        raise NameTaken
    body = Body.objects.create(
        name=name,
        kind=kind,
        legal_basis=legal_basis,
        purposes=sorted(purposes),
        a_minute=a_minute,
        a_day=max(a_day, a_minute),
        registered_at=at,
    )
    Channel.objects.bulk_create([Channel(body=body, is_sandbox=sandbox) for sandbox in (False, True)])
    write(body, "body_registered", actor, at, legal_basis=legal_basis, purposes=body.purposes)
    return body


@transaction.atomic
def add_client(*, body: Body, is_sandbox: bool, actor: Actor, at: datetime) -> tuple[Client, str]:
    """Give a body a client with a secret; return it with the secret, shown once and never kept."""
    secret = client_secrets.draw()
    client = _add(body, is_sandbox, actor, at, secret_digest=client_secrets.digest_of("client", secret))
    return client, secret


@transaction.atomic
def add_client_with_key(
    *, body: Body, is_sandbox: bool, public_key: dict[str, Any], actor: Actor, at: datetime
) -> Client:
    """Give a body a client that signs with its own key; the private half stays there. Raises KeyRefused."""
    return _add(body, is_sandbox, actor, at, public_key=_public_half(public_key))


def _public_half(given: dict[str, Any]) -> dict[str, Any]:
    try:
        key = ECKey.import_key(given)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise KeyRefused from error
    if key.curve_name != "P-256" or key.is_private:
        raise KeyRefused
    return dict(key.as_dict(private=False))


def _add(body: Body, is_sandbox: bool, actor: Actor, at: datetime, **key: Any) -> Client:
    channel = Channel.objects.get(body=body, is_sandbox=is_sandbox)
    identifier = client_secrets.draw_identifier()
    client = Client.objects.create(client_id=identifier, channel=channel, created_at=at, **key)
    write(body, "client_added", actor, at, client=identifier, sandbox=is_sandbox)
    return client


@transaction.atomic
def end_client(*, body: Body, client_id: str, actor: Actor, at: datetime) -> None:
    """End a client, and the tokens that it holds, at once. Raises NotFound."""
    found = Client.objects.filter(channel__body=body, client_id=client_id, ended_at=None)
    if not found.update(ended_at=at):
        raise NotFound
    Token.objects.filter(client__client_id=client_id).delete()
    write(body, "client_ended", actor, at, client=client_id)


@transaction.atomic
def suspend_body(*, body: Body, actor: Actor, at: datetime) -> None:
    """Suspend a body: it asks nothing and is told nothing from now on. Events wait until it is resumed."""
    if Body.objects.filter(pk=body.pk, suspended_at=None).update(suspended_at=at):
        write(body, "body_suspended", actor, at)


@transaction.atomic
def resume_body(*, body: Body, actor: Actor, at: datetime) -> None:
    """Let a suspended body ask again, and be told of all that waited."""
    if Body.objects.filter(pk=body.pk, suspended_at__isnull=False).update(suspended_at=None):
        write(body, "body_resumed", actor, at)


@transaction.atomic
def set_address(*, body: Body, is_sandbox: bool, url: str, actor: Actor, at: datetime) -> None:
    """Say where events are sent, nothing for a body that fetches them; what waits is tried at once.

    Raises AddressRefused.
    """
    if url:
        try:
            wire.read_address(url)
        except wire.Unreachable as error:
            raise AddressRefused(why=str(error)) from error
    Channel.objects.filter(body=body, is_sandbox=is_sandbox).update(
        url=url, failures=0, failing_since=None, last_error="", next_try_at=None
    )
    write(body, "address_set", actor, at, sandbox=is_sandbox)


def write(body: Body, verb: str, actor: Actor, at: datetime, **details: Any) -> None:
    """Enter an act in the journal of a body."""
    stream = journal.stream_of("body", str(body.public_id))
    journal.append(stream=stream, verb=verb, actor=actor, at=at, **details)
