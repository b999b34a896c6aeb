"""Tokens: who gets one, for what, for how long."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from joserfc import jwt
from joserfc.jwk import ECKey

from sejour.bodies.choices import BodyKind, Purpose
from sejour.bodies.errors import KeyRefused, PurposeNotOfKind
from sejour.bodies.models import Client, Token
from sejour.bodies.services import register
from sejour.bodies.services.tokens import prune
from tests.factories import bodies
from tests.factories.bodies import STEERING, access, body
from tests.factories.days import NOON

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
AUDIENCE = "http://localhost:8000/api/v1/oauth/token"


def test_a_secret_gives_a_token_for_a_quarter_of_an_hour(ask_token):
    given = access()
    answer = ask_token(*given.basic)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    told = answer.json()
    assert (told["token_type"], told["expires_in"], told["scope"]) == ("Bearer", 900, "social:read stay:read")


def test_a_secret_may_come_in_the_form(ask_token, client):
    given = access()
    form = {
        "grant_type": "client_credentials",
        "client_id": given.client.client_id,
        "client_secret": given.secret,
    }
    assert client.post("/api/v1/oauth/token", form).status_code == 200


def test_neither_secret_nor_token_is_kept(ask_token):
    given = access()
    token = ask_token(*given.basic).json()["access_token"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text, t::text FROM bodies_client c, bodies_token t")
        (rows,) = cursor.fetchall()
    assert given.secret not in str(rows)
    assert token not in str(rows)


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"scope": "work:read"}, 400, "invalid_scope"),
        ({"scope": "everything"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "unsupported_grant_type"),
    ],
)
def test_what_is_not_given_is_refused_in_the_words_of_the_standard(ask_token, form, status, error):
    answer = ask_token(*access().basic, **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_scope_is_what_is_asked_for(ask_token):
    assert ask_token(*access().basic, scope="stay:read").json()["scope"] == "stay:read"


def test_an_unknown_client_and_a_wrong_secret_are_told_alike(ask_token):
    given = access()
    wrong = ask_token(given.client.client_id, "wrong")
    unknown = ask_token("unknown", "wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json()["error"] == unknown.json()["error"] == "invalid_client"
    assert wrong.json() == unknown.json()


def test_guesses_are_limited_by_place_and_keep_nobody_else_out(ask_token):
    given = access()
    for _ in range(20):
        assert ask_token(given.client.client_id, "wrong").status_code == 401
    refused = ask_token(*given.basic)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert ask_token(*given.basic, place="203.0.113.9").status_code == 200


def test_a_body_has_two_clients_while_it_changes_its_secret(ask_token):
    old = access()
    new = access(old.body)
    assert ask_token(*old.basic).status_code == ask_token(*new.basic).status_code == 200
    register.end_client(body=old.body, client_id=old.client.client_id, actor=STEERING, at=NOON)
    assert ask_token(*old.basic).status_code == 401
    assert ask_token(*new.basic).status_code == 200


def test_a_suspended_body_and_an_ended_client_lose_their_tokens_at_once(speaker):
    spoken = speaker()
    assert spoken.get("events").status_code == 200
    register.suspend_body(body=spoken.access.body, actor=STEERING, at=NOON)
    refused = spoken.get("events")
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"].startswith("Bearer")
    register.resume_body(body=spoken.access.body, actor=STEERING, at=NOON)
    assert spoken.get("events").status_code == 200
    register.end_client(
        body=spoken.access.body, client_id=spoken.access.client.client_id, actor=STEERING, at=NOON
    )
    assert spoken.get("events").status_code == 401


def test_a_token_ends(speaker, frozen):
    spoken = speaker()
    frozen.shift(timedelta(seconds=899))
    assert spoken.get("events").status_code == 200
    frozen.shift(timedelta(seconds=1))
    assert spoken.get("events").status_code == 401


def test_old_tokens_are_forgotten(db):
    bodies.token(access())
    prune(at=NOON + timedelta(hours=1))
    assert not Token.objects.exists()


# A key of the body's own -----------------------------------------------------------------------


@pytest.fixture
def signer(db):
    """Register a client that signs; return it with its key."""
    key = ECKey.generate_key("P-256")
    client = register.add_client_with_key(
        body=body(), is_sandbox=False, public_key=key.as_dict(private=False), actor=STEERING, at=NOON
    )
    return client, key


def proof(client: Client, key: ECKey, **changes) -> str:
    seconds = int(NOON.timestamp())
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": AUDIENCE,
        "exp": seconds + 60,
        "jti": "one",
        **changes,
    }
    return jwt.encode({"alg": "ES256"}, {k: v for k, v in claims.items() if v is not None}, key)


def sent(client, assertion: str):
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion,
    }
    return client.post("/api/v1/oauth/token", form)


def test_a_signed_proof_gives_a_token_once(client, frozen, signer):
    assertion = proof(*signer)
    assert sent(client, assertion).status_code == 200
    assert sent(client, assertion).json()["error"] == "invalid_client"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example"},
        {"exp": int(NOON.timestamp()) - 120},
        {"exp": int(NOON.timestamp()) + 3600},
        {"exp": 10**30},
        {"jti": None},
        {"iss": "somebody"},
        {"sub": "unknown"},
        {"sub": 5},
    ],
    ids=str,
)
def test_a_wrong_proof_gives_nothing(client, frozen, signer, changes):
    answer = sent(client, proof(*signer, **changes))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_a_proof_of_another_key_gives_nothing(client, frozen, signer):
    assert sent(client, proof(signer[0], ECKey.generate_key("P-256"))).status_code == 400
    assert sent(client, "not a proof").status_code == 400


def test_a_client_with_a_secret_signs_nothing(client, frozen, db):
    assert sent(client, proof(access().client, ECKey.generate_key("P-256"))).status_code == 400


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"kty": "RSA"},
        ECKey.generate_key("P-256").as_dict(private=True),
        ECKey.generate_key("P-384").as_dict(private=False),
    ],
    ids=["nothing", "RSA", "private", "another curve"],
)
def test_only_public_keys_on_p256_are_registered(db, given):
    with pytest.raises(KeyRefused):
        register.add_client_with_key(body=body(), is_sandbox=False, public_key=given, actor=STEERING, at=NOON)


# What bodies may be given ----------------------------------------------------------------------


def test_a_kind_of_body_may_not_ask_for_everything(db):
    with pytest.raises(PurposeNotOfKind):
        body(kind=BodyKind.BANK, purposes=[Purpose.WORK])


def test_secrets_and_tokens_never_reach_the_logs(ask_token, caplog):
    given = access()
    with caplog.at_level(logging.DEBUG):
        token = ask_token(*given.basic).json()["access_token"]
        ask_token(given.client.client_id, "a wrong secret")
    assert caplog.text == "" or not any(
        secret in caplog.text for secret in (given.secret, token, "a wrong secret")
    )


def test_the_server_describes_itself_where_the_standard_says(client, db):
    told = client.get("/.well-known/oauth-authorization-server/api/v1").json()
    assert told["issuer"] == "http://localhost:8000/api/v1"
    assert told["token_endpoint"] == AUDIENCE
    assert "private_key_jwt" in told["token_endpoint_auth_methods_supported"]
