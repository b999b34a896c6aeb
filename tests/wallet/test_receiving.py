"""What a wallet is refused, and in which words of its standards."""

import json
from datetime import timedelta

import pytest
from openvc.keys import Ed25519SigningKey

from sejour.core import journal
from sejour.wallet import codes, spans
from sejour.wallet.models import MOST_WRONG_CODES, UsedNonce, WalletCredential, WalletOffer
from sejour.wallet.services.exchange import UNKNOWN
from tests.factories.days import NOON
from tests.wallet.holders import refuse
from tests.wallet.wallets import GRANT, signed

pytestmark = pytest.mark.django_db
AWAY = "pkcs11:token=away;object=credentials?module-path=/nowhere/libsofthsm2.so"


def is_refused(answer, code: str, status: int = 400) -> bool:
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    return True


# The code of an offer ------------------------------------------------------------------------------


def wrong(confirmation: str) -> str:
    return f"{(int(confirmation) + 1) % 10**6:06d}"


@pytest.fixture
def offered(wallet, offer):
    """An offer as a wallet reads it, and the code to type."""
    link, confirmation = offer()
    return wallet.read_offer(link), confirmation


def test_an_offer_says_what_the_standard_asks_and_nothing_of_the_person(held, offer, wallet):
    link, _ = offer()
    found = wallet.read_offer(link)
    grant = found["grants"][GRANT]
    assert found["credential_configuration_ids"] == ["attestation_sejour"]
    assert (grant["tx_code"]["input_mode"], grant["tx_code"]["length"]) == ("numeric", 6)
    for secret in (held[0].person.family_name, held[0].person.foreigner_number, str(held[1].public_id)):
        assert secret not in link


def test_five_wrong_codes_end_an_offer(wallet, offered):
    found, confirmation = offered
    for _ in range(MOST_WRONG_CODES):
        assert is_refused(wallet.ask_token(found, wrong(confirmation)), "invalid_grant")
    assert is_refused(wallet.ask_token(found, confirmation), "invalid_grant")
    offer = WalletOffer.objects.get()
    assert (offer.wrong_codes, offer.ended_at) == (MOST_WRONG_CODES, NOON)
    assert verbs(offer) == ["wallet_offer_made", "wallet_offer_locked"]


def test_four_wrong_codes_do_not(wallet, offered):
    found, confirmation = offered
    for _ in range(MOST_WRONG_CODES - 1):
        wallet.ask_token(found, wrong(confirmation))
    assert wallet.token(found, confirmation)


def test_an_offer_is_taken_up_once(wallet, offered):
    wallet.token(*offered)
    assert is_refused(wallet.ask_token(*offered), "invalid_grant")


def test_an_offer_lasts_ten_minutes(wallet, offered, frozen):
    frozen.shift(timedelta(minutes=10))
    assert is_refused(wallet.ask_token(*offered), "invalid_grant")


def test_an_offer_ends_when_its_document_is_offered_again(wallet, offered, offer):
    link, confirmation = offer()
    assert is_refused(wallet.ask_token(*offered), "invalid_grant")
    assert wallet.token(wallet.read_offer(link), confirmation)


def test_unknown_codes_are_limited_by_the_place_they_come_from(wallet, offered):
    found, confirmation = offered
    for _ in range(UNKNOWN.attempts):
        guess = {"pre-authorized_code": codes.draw()}
        assert is_refused(wallet.ask_token(found, confirmation, **guess), "invalid_grant")
    answer = wallet.ask_token(found, confirmation)
    assert is_refused(answer, "slow_down", 429)
    assert int(answer.headers["retry-after"]) <= 16 * 60


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"tx_code": ""}, "invalid_request"),
        ({"pre-authorized_code": ""}, "invalid_request"),
        ({"tx_code": ["123456", "123457"]}, "invalid_request"),
        ({"pre-authorized_code": "\ud800\x00é"}, "invalid_grant"),
    ],
)
def test_a_token_request_is_read_strictly(wallet, offered, changes, code):
    changes = {name: encoded(value) for name, value in changes.items()}
    assert is_refused(wallet.ask_token(*offered, **changes), code)
    assert wallet.token(*offered)


def encoded(value):
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


# The credential request ----------------------------------------------------------------------------


@pytest.fixture
def entered(wallet, offered):
    """An offer that was taken up, and its token."""
    return offered[0], wallet.token(*offered)


@pytest.fixture
def ask(wallet, entered):
    """Ask for one credential with a proof like this one."""

    def asked(key=None, **claims):
        found, token = entered
        proof = wallet.proof(found, wallet.nonce(found), key or wallet.new_keys(1)[0], **claims)
        return wallet.ask_credentials(found, token, [proof])

    return asked


def nothing_was_issued() -> bool:
    return not WalletCredential.objects.exists() and not UsedNonce.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://ailleurs.example"},
        {"aud": ["http://localhost:8000", "https://ailleurs.example"]},
        {"iat": int((NOON - timedelta(minutes=10)).timestamp())},
        {"iat": int((NOON + timedelta(minutes=10)).timestamp())},
        {"iat": None},
        {"nonce": None},
        {"exp": int((NOON - timedelta(minutes=10)).timestamp())},
    ],
)
def test_a_proof_is_for_this_issuer_now(ask, claims):
    assert is_refused(ask(**claims), "invalid_proof")
    assert nothing_was_issued()


@pytest.mark.parametrize("nonce", ["x", "A" * 76, "AAAA", "é", "\x00"])
def test_a_nonce_that_is_not_ours_is_refused(ask, nonce):
    assert is_refused(ask(nonce=nonce), "invalid_nonce")
    assert nothing_was_issued()


def test_a_nonce_lasts_five_minutes(wallet, entered, ask, frozen):
    nonce = wallet.nonce(entered[0])
    frozen.shift(spans.NONCE)
    WalletOffer.objects.update(token_expires_at=NOON + timedelta(hours=1))
    assert is_refused(ask(nonce=nonce), "invalid_nonce")


def test_a_nonce_serves_once(wallet, entered, ask):
    nonce = wallet.nonce(entered[0])
    assert ask(nonce=nonce).status_code == 200
    assert is_refused(ask(nonce=nonce), "invalid_nonce")
    assert WalletCredential.objects.count() == 1


def test_nonces_that_served_are_forgotten_once_they_would_have_ended(wallet, entered, ask, frozen):
    ask()
    frozen.shift(spans.NONCE)
    WalletOffer.objects.update(token_expires_at=NOON + timedelta(hours=1))
    ask()
    assert UsedNonce.objects.count() == 1


def test_a_nonce_that_nobody_used_is_written_nowhere(wallet, entered):
    wallet.nonce(entered[0])
    assert not UsedNonce.objects.exists()


def send(wallet, entered, **changes):
    """Send a whole request of one good proof, but for these changes."""
    found, token = entered
    proof = wallet.proof(found, wallet.nonce(found), wallet.new_keys(1)[0])
    body = {"credential_configuration_id": "attestation_sejour", "proofs": {"jwt": [proof]}}
    changed = {name: value for name, value in {**body, **changes}.items() if value is not None}
    return wallet.send(found, token, changed)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"credential_configuration_id": "attestation_depot"}, "unknown_credential_configuration"),
        ({"credential_configuration_id": "x"}, "unknown_credential_configuration"),
        ({"credential_configuration_id": None}, "invalid_credential_request"),
        ({"credential_configuration_id": 1}, "invalid_credential_request"),
        (
            {"credential_configuration_id": None, "credential_identifier": "x"},
            "unknown_credential_identifier",
        ),
        ({"proofs": None}, "invalid_proof"),
        ({"proofs": {}}, "invalid_credential_request"),
        ({"proofs": {"jwt": []}}, "invalid_credential_request"),
        ({"proofs": {"jwt": ["x"]}}, "invalid_proof"),
        ({"proofs": {"jwt": ["x"] * 11}}, "invalid_credential_request"),
        ({"proofs": {"di_vp": [{}]}}, "invalid_proof"),
        ({"proofs": {"attestation": ["x"]}}, "invalid_proof"),
    ],
)
def test_a_credential_request_is_read_strictly(wallet, entered, changes, code):
    assert is_refused(send(wallet, entered, **changes), code)
    assert nothing_was_issued()


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 5000])
def test_what_is_no_json_object_is_refused(wallet, entered, body):
    found, token = entered
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = wallet.http.post(wallet.metadata(found)["credential_endpoint"], content=body, headers=headers)
    assert is_refused(answer, "invalid_credential_request")


def test_a_body_of_a_megabyte_is_refused(wallet, entered):
    assert is_refused(send(wallet, entered, filler="x" * 300_000), "invalid_credential_request")


def test_a_key_that_is_not_p256_is_refused(wallet, entered):
    found, token = entered
    key = Ed25519SigningKey.generate("other")
    claims = {"aud": found["credential_issuer"], "iat": int(NOON.timestamp()), "nonce": wallet.nonce(found)}
    header = {"typ": "openid4vci-proof+jwt", "alg": "EdDSA", "jwk": key.public_jwk()}
    assert is_refused(wallet.ask_credentials(found, token, [signed(header, claims, key)]), "invalid_proof")


def test_a_point_that_is_on_no_curve_is_refused(wallet, entered):
    found, token = entered
    (key,) = wallet.new_keys(1)
    claims = {"aud": found["credential_issuer"], "iat": int(NOON.timestamp()), "nonce": wallet.nonce(found)}
    jwk = {**key.public_jwk(), "x": "A" * 43}
    header = {"typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": jwk}
    assert is_refused(wallet.ask_credentials(found, token, [signed(header, claims, key)]), "invalid_proof")


def test_one_bad_proof_in_ten_issues_nothing(wallet, entered):
    found, token = entered
    nonce, keys = wallet.nonce(found), wallet.new_keys(10)
    proofs = [wallet.proof(found, nonce, key) for key in keys]
    proofs[7] = wallet.proof(found, nonce, keys[7], aud="https://ailleurs.example")
    assert is_refused(wallet.ask_credentials(found, token, proofs), "invalid_proof")
    assert nothing_was_issued()


def test_two_credentials_of_an_offer_have_two_keys(wallet, entered, ask):
    (key,) = wallet.new_keys(1)
    found, token = entered
    nonce = wallet.nonce(found)
    twice = [wallet.proof(found, nonce, key), wallet.proof(found, nonce, key)]
    assert is_refused(wallet.ask_credentials(found, token, twice), "invalid_proof")
    assert ask(key).status_code == 200
    assert is_refused(ask(key), "invalid_proof")


def test_an_offer_gives_ten_credentials_however_they_are_asked_for(wallet, entered, ask):
    found, token = entered
    nonce, keys = wallet.nonce(found), wallet.new_keys(9)
    proofs = [wallet.proof(found, nonce, key) for key in keys]
    assert wallet.ask_credentials(found, token, proofs).status_code == 200
    assert ask().status_code == 200
    assert is_refused(ask(), "credential_request_denied")


def test_a_token_lasts_five_minutes(ask, frozen):
    frozen.shift(spans.ACCESS)
    answer = ask()
    assert is_refused(answer, "invalid_token", 401)
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer \x7f"])
def test_nothing_is_issued_without_a_token(wallet, entered, header):
    endpoint = wallet.metadata(entered[0])["credential_endpoint"]
    answer = wallet.http.post(endpoint, json={}, headers={"Authorization": header})
    assert is_refused(answer, "invalid_token", 401)


def test_a_document_that_fell_meanwhile_is_not_issued(held, ask):
    refuse(held[1].application)
    assert is_refused(ask(), "credential_request_denied")


@pytest.mark.parametrize("name", ["token", "nonce", "credential"])
def test_these_addresses_take_post_only(here, name):
    assert here.get(f"http://localhost:8000/api/v1/wallet/{name}").status_code == 405


def test_a_token_of_keys_that_is_away_issues_nothing_and_loses_nothing(wallet, entered, settings):
    found, token = entered
    proof = wallet.proof(found, wallet.nonce(found), wallet.new_keys(1)[0])
    settings.KEYS_IN_TOKENS = {**settings.KEYS_IN_TOKENS, "credentials": AWAY}
    answer = wallet.ask_credentials(found, token, [proof])
    assert is_refused(answer, "temporarily_unavailable", 503)
    assert answer.headers["retry-after"] == "120"
    assert nothing_was_issued()
    settings.KEYS_IN_TOKENS = {**settings.KEYS_IN_TOKENS, "credentials": ""}
    assert wallet.ask_credentials(found, token, [proof]).status_code == 200


# What is kept --------------------------------------------------------------------------------------


def verbs(offer: WalletOffer) -> list[str]:
    stream = journal.stream_of("person", offer.person_id)
    return [line.verb for line in journal.lines_of(stream) if line.verb.startswith("wallet")]


def test_each_step_is_in_the_journal_of_the_person(wallet, offer):
    wallet.receive(*offer(), count=3)
    made = WalletOffer.objects.get()
    assert verbs(made) == ["wallet_offer_made", "wallet_offer_taken_up", "wallet_credentials_issued"]
    line = journal.lines_of(journal.stream_of("person", made.person_id))[-1]
    assert line.details["count"] == 3
    places = WalletCredential.objects.order_by("index").values_list("index", flat=True)
    assert line.details["places"] == list(places)


def test_no_secret_is_kept(wallet, offer):
    link, confirmation = offer()
    found = wallet.read_offer(link)
    token = wallet.token(found, confirmation)
    row = WalletOffer.objects.get()
    kept = json.dumps([str(bytes(v)) if isinstance(v, memoryview) else str(v) for v in vars(row).values()])
    for secret in (found["grants"][GRANT]["pre-authorized_code"], confirmation, token):
        assert secret not in kept


def test_what_is_refused_says_and_logs_nothing_of_anybody(wallet, offered, held, caplog):
    found, confirmation = offered
    token = wallet.token(found, confirmation)
    answers = [
        wallet.ask_token(found, confirmation),
        wallet.ask_credentials(found, token, ["x"]),
        wallet.ask_credentials(found, "another", []),
    ]
    said = caplog.text + " ".join(answer.text for answer in answers)
    assert "/api/v1/wallet/token" in said
    person = held[0].person
    code = found["grants"][GRANT]["pre-authorized_code"]
    for secret in (code, confirmation, token, person.family_name, person.foreigner_number):
        assert secret not in said
