"""What a verifier believes, and what it does not."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from openvc.errors import OpenvcError
from openvc.keys import P256SigningKey

from sejour.documents.keys import Use, key_of
from sejour.wallet import addresses, credentials, status
from sejour.wallet.models import StatusList, WalletCredential
from tests.factories.days import NOON
from tests.wallet.verifiers import Refused
from tests.wallet.wallets import base64url, decoded

pytestmark = pytest.mark.django_db
WORK = ("may_work", "may_work_until")
OPEN_TO_ALL = {"iss", "iat", "nbf", "exp", "vct", "cnf", "status"}


@pytest.fixture
def credential(wallet, offer):
    return wallet.receive(*offer(), count=1)[0]


@pytest.fixture
def present(credential, verifier):
    """Show the credential to the verifier as it asks, but for what is told."""

    def presented(*names, nonce="", audience="", key=None):
        asked = verifier.ask()
        shown = credential.present(
            *(names or WORK), audience=audience or verifier.audience, nonce=nonce or asked, key=key
        )
        return shown, asked

    return presented


def test_an_employer_reads_may_work_until_and_nothing_else(held, verifier, present):
    shown, nonce = present()
    claims = verifier.verify(shown, nonce)
    assert claims["may_work_until"] == held[1].last_day.isoformat()
    assert set(claims) == OPEN_TO_ALL | set(WORK)
    said = json.dumps([decoded(part.split(".")[1]) for part in shown.split("~")[::-1] if "." in part])
    person = held[0].person
    for secret in (person.family_name, person.given_names, "1985", person.foreigner_number):
        assert secret not in said + shown


def test_everything_is_shown_to_whom_the_holder_chooses(credential, verifier, present, held):
    shown, nonce = present(*credential.hidden)
    claims = verifier.verify(shown, nonce)
    assert claims["family_name"] == held[0].person.family_name
    assert set(claims) == OPEN_TO_ALL | set(credential.hidden)


def test_a_presentation_serves_once(verifier, present):
    shown, nonce = present()
    verifier.verify(shown, nonce)
    with pytest.raises(Refused, match="has served"):
        verifier.verify(shown, nonce)


def test_a_presentation_for_another_question_is_refused(verifier, present):
    shown, nonce = present(nonce="another")
    with pytest.raises(OpenvcError, match="nonce"):
        verifier.verify(shown, nonce)


def test_a_presentation_for_another_verifier_is_refused(verifier, present):
    shown, nonce = present(audience="https://ailleurs.example")
    with pytest.raises(OpenvcError, match="aud"):
        verifier.verify(shown, nonce)


def test_a_stolen_credential_is_worth_nothing_without_its_key(verifier, present):
    shown, nonce = present(key=P256SigningKey.generate("thief"))
    with pytest.raises(OpenvcError, match="signature"):
        verifier.verify(shown, nonce)


def test_a_credential_shown_without_its_key_is_refused(credential, verifier):
    with pytest.raises(OpenvcError, match="key binding required"):
        verifier.verify(credential.showing(*WORK), verifier.ask())


def test_a_later_date_than_the_one_signed_is_refused(credential, verifier, present):
    (part,) = [p for p in credential.text.split("~")[1:-1] if decoded(p)[1] == "may_work_until"]
    later = base64url(json.dumps([decoded(part)[0], "may_work_until", "2099-12-31"]).encode())
    credential.text = credential.text.replace(part, later)
    shown, nonce = present()
    with pytest.raises(OpenvcError):
        verifier.verify(shown, nonce)


def test_an_added_claim_is_refused(credential, verifier, present):
    credential.text += base64url(json.dumps(["salt", "may_work_forever", "yes"]).encode()) + "~"
    shown, nonce = present(*WORK, "may_work_forever")
    with pytest.raises(OpenvcError):
        verifier.verify(shown, nonce)


def test_a_changed_end_breaks_the_signature(credential, verifier, present):
    header, claims, signature = credential.issuer_jwt.split(".")
    longer = {**decoded(claims), "exp": 4102444800}
    changed = ".".join([header, base64url(json.dumps(longer).encode()), signature])
    credential.text = credential.text.replace(credential.issuer_jwt, changed)
    shown, nonce = present()
    with pytest.raises(OpenvcError, match="signature"):
        verifier.verify(shown, nonce)


def test_the_credential_ends_with_the_last_day_of_its_document(held, credential, verifier, present, frozen):
    end = credential.claims["exp"]
    # Leeways of the library: a minute.
    frozen.move_to(end - 1)
    shown, nonce = present()
    assert verifier.verify(shown, nonce)
    frozen.move_to(end + 61)
    shown, nonce = present()
    with pytest.raises(OpenvcError, match="expired"):
        verifier.verify(shown, nonce)


def test_a_list_signed_with_another_key_is_not_believed(verifier, present, monkeypatch):
    shown, nonce = present()
    forged = forged_list(StatusList.objects.get())
    monkeypatch.setattr(verifier, "http", Answering(verifier.http, forged))
    with pytest.raises(OpenvcError, match="trust anchor|signature"):
        verifier.verify(shown, nonce)


class Answering:
    """A network in which somebody else answers for the status list."""

    def __init__(self, http, text: str) -> None:
        self.http, self.text = http, text

    def get(self, address, **more):
        answer = self.http.get(address, **more)
        answer._content = self.text.encode()
        return answer


def signed_list(*, uri: str, key) -> str:
    """Sign a list on which nothing has fallen."""
    return credentials.sign_status_list([], size=2**20, uri=uri, at=NOON, ttl=60, expires=600, key=key)


def forged_list(found: StatusList) -> str:
    """Sign a list with a key of one's own, under the certificates of the platform."""
    key = key_of(Use.CREDENTIALS)
    forger = P256SigningKey.generate("forger")

    class Forged:
        certificate, chain = key.certificate, key.chain
        sign = staticmethod(forger.sign)

    return signed_list(uri=addresses.status_list(found.pk), key=Forged)


def test_a_list_of_another_place_is_not_believed(verifier, present, monkeypatch):
    shown, nonce = present()
    elsewhere = signed_list(uri="https://ailleurs.example/1", key=key_of(Use.CREDENTIALS))
    monkeypatch.setattr(verifier, "http", Answering(verifier.http, elsewhere))
    with pytest.raises(OpenvcError, match="sub"):
        verifier.verify(shown, nonce)


def test_a_list_too_old_is_not_believed(verifier, present, frozen, monkeypatch):
    shown, nonce = present()
    old = status.signed_list(StatusList.objects.get().pk, NOON)
    frozen.shift(timedelta(hours=25))
    shown, nonce = present()
    monkeypatch.setattr(verifier, "http", Answering(verifier.http, old))
    with pytest.raises(OpenvcError, match="expired"):
        verifier.verify(shown, nonce)


def test_a_credential_that_fell_is_refused(verifier, present):
    shown, nonce = present()
    WalletCredential.objects.update(revoked_at=NOON)
    cache.clear()
    with pytest.raises(Refused, match="revoked"):
        verifier.verify(shown, nonce)


def test_two_credentials_of_a_batch_have_nothing_that_links_them(wallet, offer):
    first, second = wallet.receive(*offer(), count=2)
    same = {name for name in first.claims if first.claims[name] == second.claims[name]}
    # What everybody with such a document has on that day; the last two are words of the format.
    assert same == {"iss", "iat", "nbf", "exp", "vct", "_sd_alg"}
    assert not set(first.text.split("~")) & set(second.text.split("~")) - {""}
    assert not set(first.claims["_sd"]) & set(second.claims["_sd"])
    assert all(first.claims[name] % 3600 == 0 for name in ("iat", "nbf", "exp"))
