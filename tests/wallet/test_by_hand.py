"""The credential read without the library that writes it: digests by hand, signatures by joserfc."""

import json
from hashlib import sha256

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from sejour.documents.keys import Use, key_of
from tests.wallet.wallets import base64url, decoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def credential(wallet, offer):
    return wallet.receive(*offer(), count=1)[0]


def test_the_issuer_signed_it(credential):
    key = ECKey.import_key(key_of(Use.CREDENTIALS).certificate.public_key())
    # Certificates stand in the header: it is longer than the library expects.
    registry = jws.JWSRegistry(algorithms=["ES256"])
    registry.max_header_length = 4096
    found = jws.deserialize_compact(credential.issuer_jwt, key, registry=registry)
    assert found.headers()["typ"] == "dc+sd-jwt"
    assert json.loads(found.payload) == credential.claims


def test_each_disclosure_has_its_digest_and_no_digest_is_left(credential):
    _, *disclosures, last = credential.text.split("~")
    assert last == ""
    assert credential.claims["_sd_alg"] == "sha-256"
    digests = [base64url(sha256(part.encode()).digest()) for part in disclosures]
    assert sorted(digests) == sorted(credential.claims["_sd"])


def test_salts_are_long_and_never_the_same(credential):
    salts = [decoded(part)[0] for part in credential.text.split("~")[1:-1]]
    assert len(set(salts)) == len(salts)
    assert all(len(salt) >= 22 for salt in salts)


def test_the_holders_key_signs_over_what_is_shown(credential):
    shown = credential.present("may_work", audience="https://employeur.example", nonce="n")
    presented, _, binding = shown.rpartition("~")
    key = ECKey.import_key(credential.claims["cnf"]["jwk"])
    claims = json.loads(jws.deserialize_compact(binding, key, algorithms=["ES256"]).payload)
    assert claims["sd_hash"] == base64url(sha256(f"{presented}~".encode()).digest())
