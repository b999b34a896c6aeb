"""The status list: a bit for what fell, a place at random, nothing of who asks."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openvc.status.token_status_list import decode_status_list, get_status

from sejour.applications import services as applications
from sejour.continuity.models import ProvisionalDocument
from sejour.core.errors import NotFound
from sejour.wallet import services, spans, status
from sejour.wallet.models import StatusList, WalletCredential, WalletOffer
from sejour.wallet.services import places
from tests.factories.applications import AGENT
from tests.factories.days import DAY, NOON, TODAY, at, in_days
from tests.wallet.holders import HOLDER, granted, refuse, waiting, withdraw
from tests.wallet.wallets import Wallet, decoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(wallet, offer):
    return wallet.receive(*offer(), count=2)


def place(credential) -> tuple[int, int]:
    found = credential.claims["status"]["status_list"]
    return int(found["uri"].rpartition("/")[2]), found["idx"]


def bit(credential, when=NOON) -> int:
    cache.clear()
    number, index = place(credential)
    claims = decoded(status.signed_list(number, when).split(".")[1])
    return get_status(decode_status_list(claims["status_list"]["lst"]), index)


def test_nothing_has_fallen_at_first(received):
    assert [bit(credential) for credential in received] == [0, 0]


def test_what_the_holder_takes_back_falls_and_the_right_stays(received, held):
    offer = WalletOffer.objects.get()
    said = {"person": held[0].person, "public_id": offer.public_id, "actor": HOLDER, "at": NOON}
    assert services.remove_from_wallet(**said) == 2
    assert services.remove_from_wallet(**said) == 0
    assert [bit(credential) for credential in received] == [1, 1]
    held[1].refresh_from_db()
    assert held[1].withdrawn_from is None


def test_what_is_withdrawn_falls_and_comes_back_when_the_act_is_annulled(received, held):
    application = held[1].application
    refuse(application)
    assert bit(received[0]) == 1
    applications.annul(reference=application.reference, actor=AGENT, at=NOON)
    assert bit(received[0]) == 0


def test_a_document_falls_at_midnight_where_its_holder_lives(wallet):
    # Fort-de-France: four hours behind UTC.
    applicant, document = waiting(prefecture="972")
    made = services.make_offer(person=applicant.person, public_id=document.public_id, actor=HOLDER, at=NOON)
    (credential,) = wallet.receive(made.link, made.confirmation, count=1)
    withdraw(document, in_days(1))
    assert bit(credential, at(in_days(1), 3, 59)) == 0
    assert bit(credential, at(in_days(1), 4, 0)) == 1


def test_a_document_without_an_end_falls_when_the_card_is_there(wallet):
    applicant, document = granted()
    made = services.make_offer(person=applicant.person, public_id=document.public_id, actor=HOLDER, at=NOON)
    (credential,) = wallet.receive(made.link, made.confirmation, count=1)
    ProvisionalDocument.objects.filter(pk=document.pk).update(last_day=TODAY)
    assert bit(credential) == 0
    assert bit(credential, NOON + DAY) == 1
    # A list does not fill with what everybody sees to be over.
    assert bit(credential, NOON + 40 * DAY) == 0


def test_places_are_drawn_not_counted(wallet, offer):
    drawn = [place(credential)[1] for credential in wallet.receive(*offer())]
    assert len(set(drawn)) == 10
    assert drawn != sorted(drawn)
    assert max(drawn) - min(drawn) > 1000


def test_a_list_holds_what_expires_in_a_month(received, held):
    found = StatusList.objects.get()
    assert found.period == date.fromtimestamp(received[0].claims["exp"]).replace(day=1)
    assert (found.taken, found.size) == (2, 2**20)


def test_a_list_half_full_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(places, "SIZE", 16)
    monkeypatch.setattr(places, "MOST_TAKEN", 8)
    first, _ = places.take_places(TODAY, 5)
    same, _ = places.take_places(TODAY, 3)
    second, found = places.take_places(TODAY, 1)
    assert first.pk == same.pk != second.pk
    assert all(0 <= index < 16 for index in found)


def test_a_list_of_a_million_places_is_small(received):
    signed = status.signed_list(StatusList.objects.get().pk, NOON)
    assert len(signed) < 6000
    claims = decoded(signed.split(".")[1])
    assert len(decode_status_list(claims["status_list"]["lst"])) == 2**17
    assert claims["exp"] - claims["iat"] == 24 * 3600
    assert claims["ttl"] == 300


def test_a_list_is_signed_once_in_a_while_and_needs_two_queries(received, frozen):
    number = StatusList.objects.get().pk
    first = status.signed_list(number, NOON)
    with CaptureQueriesContext(connection) as captured:
        assert status.signed_list(number, NOON + timedelta(seconds=9)) == first
    assert not captured.captured_queries
    frozen.shift(spans.LIST_KEPT)
    with CaptureQueriesContext(connection) as captured:
        assert status.signed_list(number, NOON + spans.LIST_KEPT) != first
    # The list, the zones, what was taken back, what is over.
    assert len(captured.captured_queries) == 4


def test_anybody_may_ask_for_a_list_without_being_known(here, received):
    answer = here.get(received[0].claims["status"]["status_list"]["uri"])
    assert answer.headers["content-type"] == "application/statuslist+jwt"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_a_list_that_does_not_exist_is_not_found(here, number):
    answer = here.get(f"http://localhost:8000/api/v1/wallet/status-lists/{number}")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_another_person_takes_nothing_back(received):
    stranger, _ = waiting()
    with pytest.raises(NotFound):
        services.remove_from_wallet(
            person=stranger.person,
            public_id=WalletOffer.objects.get().public_id,
            actor=HOLDER,
            at=NOON,
        )
    assert not WalletCredential.objects.filter(revoked_at__isnull=False).exists()


def test_what_is_taken_back_gives_no_more_credentials(wallet: Wallet, offer, held):
    link, confirmation = offer()
    found = wallet.read_offer(link)
    token, nonce = wallet.token(found, confirmation), wallet.nonce(found)
    made = WalletOffer.objects.get()
    services.remove_from_wallet(person=held[0].person, public_id=made.public_id, actor=HOLDER, at=NOON)
    proof = wallet.proof(found, nonce, wallet.new_keys(1)[0])
    assert wallet.ask_credentials(found, token, [proof]).json()["error"] == "credential_request_denied"
