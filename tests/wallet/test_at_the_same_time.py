"""Two wallets, two clicks, two requests at the same instant: one wins, nothing is given twice."""

import json

import pytest

from sejour.core.errors import NotFound
from sejour.wallet import nonces, services
from sejour.wallet.errors import InvalidGrant, InvalidNonce, RequestDenied
from sejour.wallet.models import WalletCredential, WalletOffer
from tests.factories.days import NOON
from tests.factories.threads import InThread
from tests.portal.test_at_the_same_time import held as row_held
from tests.wallet.holders import HOLDER, waiting
from tests.wallet.wallets import GRANT, Wallet

pytestmark = pytest.mark.usefixtures("committed", "frozen")


def at_once(acts, *, table: str, pk: int) -> list:
    """Perform acts that all come to the same row first; return what each gave, or raised."""
    with row_held(table, pk):
        running = [InThread(act) for act in acts]
        for one in running:
            one.ends_or_waits()
        assert not any(one.is_over for one in running), "they did not all come to the row"
    return [outcome(one) for one in running]


def outcome(running: InThread) -> object:
    try:
        return running.result()
    except (InvalidGrant, InvalidNonce, RequestDenied, NotFound) as refusal:
        return type(refusal)


@pytest.fixture
def offered():
    applicant, document = waiting()
    made = services.make_offer(person=applicant.person, public_id=document.public_id, actor=HOLDER, at=NOON)
    return made, Wallet(None).read_offer(made.link)


def exchange(made, found):
    return services.exchange_code(
        code=found["grants"][GRANT]["pre-authorized_code"],
        confirmation=made.confirmation,
        place="192.0.2.1",
        at=NOON,
    )


def test_one_of_two_wallets_takes_up_an_offer(offered):
    made, found = offered
    got = at_once([lambda: exchange(made, found)] * 2, table="wallet_walletoffer", pk=made.offer.pk)
    assert got.count(InvalidGrant) == 1


def test_ten_credentials_are_given_once_to_two_requests(offered):
    made, found = offered
    token = exchange(made, found).value
    bodies = [request(found, count) for count in (10, 10)]
    acts = [lambda body=body: services.issue_credentials(token=token, body=body, at=NOON) for body in bodies]
    got = at_once(acts, table="wallet_walletoffer", pk=made.offer.pk)
    assert got.count(RequestDenied) == 1
    assert WalletCredential.objects.filter(offer=made.offer).count() == 10


def request(found, count: int, nonce: str = "") -> bytes:
    wallet = Wallet(None)
    nonce = nonce or nonces.draw(NOON)
    proofs = [wallet.proof(found, nonce, key) for key in wallet.new_keys(count)]
    body = {"credential_configuration_id": "attestation_sejour", "proofs": {"jwt": proofs}}
    return json.dumps(body).encode()


def test_a_nonce_serves_once_even_at_once(offered):
    made, found = offered
    token, nonce = exchange(made, found).value, nonces.draw(NOON)
    bodies = [request(found, 1, nonce) for _ in range(2)]
    acts = [lambda body=body: services.issue_credentials(token=token, body=body, at=NOON) for body in bodies]
    assert at_once(acts, table="wallet_walletoffer", pk=made.offer.pk).count(InvalidNonce) == 1


def test_two_clicks_leave_one_offer_open():
    applicant, document = waiting()

    def click():
        return services.make_offer(
            person=applicant.person, public_id=document.public_id, actor=HOLDER, at=NOON
        ).offer.pk

    made = at_once([click, click], table="continuity_provisionaldocument", pk=document.pk)
    assert len(set(made)) == 2
    assert WalletOffer.objects.filter(document=document, ended_at=None).count() == 1
