"""« Mon portefeuille »: what its holder does and sees."""

import re
from io import BytesIO

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image, ImageDraw

from sejour.wallet.models import MOST_WRONG_CODES, WalletOffer
from sejour.wallet.services.offer import OFFERS
from tests.ui.pages import read
from tests.wallet.holders import refuse, waiting, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
WALLET = "/mon-espace/portefeuille/"
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\d+z")


@pytest.fixture
def inside(enter, held):
    return enter(held[0])


def press(client, document):
    return client.post(reverse("portal:wallet_offer", args=[document.public_id]))


def link_of(answer) -> str:
    (link,) = [link for link in read(answer).links if link.startswith("openid-credential-offer://")]
    return link


def drawn(html: str) -> bytes:
    """Draw the modules of the page's image, as a screen does."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', html).group(1))
    image = Image.new("L", (side * 4, side * 4), 255)
    for x, y, width in (map(int, found.groups()) for found in RECTANGLE.finditer(html)):
        ImageDraw.Draw(image).rectangle((x * 4, y * 4, (x + width) * 4 - 1, y * 4 + 3), fill=0)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def test_the_documents_page_leads_to_the_wallet(inside):
    assert WALLET in read(inside.get(reverse("portal:documents"))).links


def test_the_page_offers_what_is_running(inside, held):
    page = read(inside.get(WALLET))
    assert page.says("Attestation de prolongation d'instruction")
    assert page.says("Elle ne prouve pas à elle seule votre droit au séjour.")
    assert page.says("Aucun portefeuille n'a reçu de document.")


def test_the_image_holds_the_link_and_the_code_stands_apart(inside, held):
    answer = press(inside, held[1])
    link = link_of(answer)
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(drawn(answer.content.decode()))))
    assert found.text == link
    page = read(answer)
    code = re.search(r"\b\d{6}\b", page.text.partition("Tapez ce code")[2]).group()
    assert code not in link
    assert page.says(link)


def test_an_offer_is_shown_once(inside, held):
    link = link_of(press(inside, held[1]))
    assert link not in inside.get(WALLET).content.decode()
    assert link != link_of(press(inside, held[1]))


def test_what_a_wallet_received_is_seen_and_taken_back(inside, held, wallet, offer):
    wallet.receive(*offer())
    page = read(inside.get(WALLET))
    assert page.says("Reçue le 23 novembre 2026 à 12 h 00, en 10 exemplaires.")
    made = WalletOffer.objects.get()
    remove = reverse("portal:wallet_remove", args=[made.public_id])
    assert remove in [form.action for form in page.forms]
    for _ in range(2):
        page = read(inside.post(remove, follow=True))
        assert page.says("Vos droits n'ont pas changé.")
    assert page.says("Retirée le 23 novembre 2026 à 12 h 00.")
    assert remove not in [form.action for form in page.forms]


def test_a_document_that_fell_says_so(inside, held, wallet, offer):
    wallet.receive(*offer(), count=1)
    refuse(held[1].application)
    page = read(inside.get(WALLET))
    assert page.says("document retiré")
    assert page.says("en 1 exemplaire.")


def test_an_offer_ended_by_wrong_codes_is_told(inside, wallet, offer):
    link, confirmation = offer()
    wrong = f"{(int(confirmation) + 1) % 10**6:06d}"
    for _ in range(MOST_WRONG_CODES):
        wallet.ask_token(wallet.read_offer(link), wrong)
    assert read(inside.get(WALLET)).says("Le 23 novembre 2026 à 12 h 00, un code faux a été tapé 5 fois")


def test_a_document_that_has_ended_is_told_in_words(inside, held):
    withdraw(held[1], held[1].first_day)
    answer = inside.post(reverse("portal:wallet_offer", args=[held[1].public_id]), follow=True)
    assert read(answer).says("Ce document ne prouve plus de droit")
    assert not WalletOffer.objects.exists()


def test_a_document_of_somebody_else_is_no_page(inside):
    _, other = waiting()
    assert press(inside, other).status_code == 404
    assert not WalletOffer.objects.exists()


def test_offers_are_limited(inside, held):
    for _ in range(OFFERS.attempts):
        assert press(inside, held[1]).status_code == 200
    answer = inside.post(reverse("portal:wallet_offer", args=[held[1].public_id]), follow=True)
    assert read(answer).says("Trop d'essais.")
    assert WalletOffer.objects.count() == OFFERS.attempts


def test_the_page_asks_as_little_whatever_there_is(
    inside, held, wallet, offer, django_assert_max_num_queries
):
    for _ in range(3):
        wallet.receive(*offer(), count=2)
    with django_assert_max_num_queries(8):
        inside.get(WALLET)
