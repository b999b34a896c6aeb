"""The mailbox of a demonstration: read in the browser, and nothing but letters."""

import httpx
import pytest

from sejour.notifications import services
from tests.notifications.test_sending import write
from tests.ui.pages import Page


@pytest.fixture
def letters(site):
    """Return a way to open a page of the mailbox."""
    with httpx.Client(base_url=site.url.replace("localhost", "127.0.0.1"), timeout=60) as http:
        yield lambda path="": http.get(f"/boite-aux-lettres/{path}")


def test_a_letter_is_found_by_its_address_and_read(site, letters):
    services.queue_sending(
        write("lectrice@exemple.fr", subject="Votre carte est prête", text="Venez <vite>.\n")
    )
    letter = site.post.wait_for("lectrice@exemple.fr", "Votre carte est prête")
    found = Page(letters("?q=LECTRICE@exemple").text)
    assert not found.faults
    assert [link for link in found.links if letter.name in link]
    page = Page(letters(f"{letter.name}/").text)
    assert not page.faults
    assert page.says("Venez <vite>.")
    assert Page(letters("?q=personne@exemple").text).says("Aucun message pour « personne@exemple ».")


@pytest.mark.parametrize(
    "name", ["index.jsonl", "..%2f..%2fkeys%2fsecret_key", "20260101T000000-1.eml", "%00.eml"]
)
def test_nothing_but_letters_can_be_opened(letters, name):
    assert letters(f"{name}/").status_code == 404


@pytest.mark.django_db
def test_a_real_platform_has_no_mailbox(client):
    assert client.get("/boite-aux-lettres/").status_code == 404
