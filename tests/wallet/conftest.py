"""Most tests play on one day, in this process: the wallet speaks HTTP to the platform's own door."""

import httpx
import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from sejour.documents.keys import Use, key_of
from sejour.wallet.services import make_offer
from sejour.wallet.types import SEJOUR
from tests.factories.days import NOON
from tests.wallet.holders import HOLDER, waiting
from tests.wallet.verifiers import Verifier
from tests.wallet.wallets import Wallet


@pytest.fixture
def here(frozen, static_files):
    """Reach the platform in this process, on the tests' day, and in the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with httpx.Client(transport=httpx.WSGITransport(WSGIHandler(), raise_app_exceptions=True)) as http:
        yield http
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    cache.clear()


@pytest.fixture
def wallet(here):
    return Wallet(here)


@pytest.fixture
def verifier(here):
    root = key_of(Use.CREDENTIALS).chain[-1]
    return Verifier(here, root, SEJOUR.vct)


@pytest.fixture
def held():
    """Somebody with an attestation, and the attestation."""
    return waiting()


@pytest.fixture
def offer(held):
    """A way to offer the attestation; it gives the link and the code to type."""
    applicant, document = held

    def offered(at=NOON):
        made = make_offer(person=applicant.person, public_id=document.public_id, actor=HOLDER, at=at)
        return made.link, made.confirmation

    return offered
