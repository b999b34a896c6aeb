"""Over the network: a wallet receives an attestation, shows one thing of it, is believed until it falls."""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.urls import reverse
from time_machine import travel

from sejour.documents.keys import Use, key_of
from sejour.wallet.addresses import TYPES
from sejour.wallet.types import SEJOUR
from tests.server import wait_for
from tests.ui.pages import read
from tests.wallet.holders import refuse, waiting
from tests.wallet.verifiers import Refused, Verifier
from tests.wallet.wallets import Wallet

CODE = re.compile(r"\b\d{6}\b")


@contextmanager
def played(site):
    """Live at the time of the running platform; give a wallet, and an employer's verifier.

    Who is signed in was signed in before: sessions follow the true time, as they do there.
    """
    with (
        travel(datetime.now(UTC) + timedelta(seconds=site.ahead), tick=True),
        httpx.Client(timeout=30) as http,
    ):
        root = key_of(Use.CREDENTIALS).chain[-1]
        yield Wallet(http), Verifier(http, root, f"{site.url}/{TYPES}{SEJOUR.path}")


class Browser:
    """A holder's browser on the running platform: cookies, forms, nothing else."""

    def __init__(self, http, site, client) -> None:
        self.http, self.site = http, site
        for name, found in client.cookies.items():
            http.cookies.set(name, found.value)

    def open(self, address):
        return read(self._page(self.http.get(self.site.url + address)))

    def press(self, form):
        """Send a form of a page."""
        answer = self.http.post(
            self.site.url + form.action,
            data=form.fields,
            headers={"Referer": self.site.url + "/"},
            follow_redirects=True,
        )
        return read(self._page(answer))

    def _page(self, answer):
        return answer.raise_for_status()


def put_in_wallet(browser, document) -> tuple[str, str]:
    """Press « Mettre dans mon portefeuille »; return the link and the code that the page shows."""
    page = browser.open(reverse("portal:wallet"))
    page = browser.press(page.form_to(reverse("portal:wallet_offer", args=[document.public_id])))
    (link,) = [link for link in page.links if link.startswith("openid-credential-offer://")]
    return link, CODE.search(page.text.partition("Tapez ce code")[2]).group()


def shows(credential, verifier):
    nonce = verifier.ask()
    shown = credential.present("may_work", "may_work_until", audience=verifier.audience, nonce=nonce)
    return verifier.verify(shown, nonce)


def falls(credential, verifier) -> bool:
    try:
        shows(credential, verifier)
    except Refused as refused:
        return str(refused) == "revoked"
    return False


@pytest.fixture
def held(site):
    return waiting()


@pytest.fixture
def browser(site, enter, held):
    with httpx.Client(timeout=30) as http:
        yield Browser(http, site, enter(held[0]))


def test_from_the_page_to_an_employer_and_until_the_document_falls(site, browser, held):
    _, document = held
    with played(site) as (wallet, verifier):
        first, second, *others = wallet.receive(*put_in_wallet(browser, document))
        assert len(others) == 8
        claims = shows(first, verifier)
        assert (claims["may_work"], claims["may_work_until"]) == ("yes", document.last_day.isoformat())
        assert set(claims) - {"may_work", "may_work_until"} == set(first.claims) - {"_sd", "_sd_alg"}
        assert browser.open(reverse("portal:wallet")).says("en 10 exemplaires")
        refuse(document.application)
        wait_for("the list that says so", lambda: falls(second, verifier))
        wait_for("the list of the other process", lambda: falls(first, verifier))


def test_what_is_taken_back_from_one_wallet_stays_good_in_the_other(site, browser, held):
    _, document = held
    with played(site) as (wallet, verifier):
        (lost,) = wallet.receive(*put_in_wallet(browser, document), count=1)
        (kept,) = wallet.receive(*put_in_wallet(browser, document), count=1)
        # The latest stands first.
        forms = browser.open(reverse("portal:wallet")).forms
        _, form = [form for form in forms if form.action.endswith("/retirer/")]
        assert browser.press(form).says("Vos droits n'ont pas changé.")
        wait_for("the list that says so", lambda: falls(lost, verifier))
        assert shows(kept, verifier)["may_work"] == "yes"
