"""« Où en suis-je ? » in a real browser: by mouse, by keyboard, on a telephone, on paper."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from sejour.applications.models import Application
from sejour.core import clock
from sejour.core.words import in_words
from tests.factories import people
from tests.factories.applications import holder
from tests.journeys.test_by_keyboard import Keyboard
from tests.ui.browser import DESKTOP, PHONE, Visitor, visitor

pytestmark = pytest.mark.browser
SITUATIONS = {
    "open": "d=r&t=p4&f={+80}&w=f&m=pef&l=93&s=n",
    "late": "d=r&t=p4&f={+20}&w=f&m=tal&l=78&s=n",
    "claim": "d=r&t=ct&f={-10}&w=l&m=etu&l=69&s=e&sd={-90}&k=o&r=ad&x=n",
    "silence": "d=r&t=ct&f={-60}&w=f&m=cjf&l=75&s=e&sd={-150}&k=o&r=ap&rf={+30}&rw=o&x=n",
    "refusal": "d=r&t=ct&f={-60}&w=f&m=pef&l=13&s=e&sd={-150}&k=o&r=ap&rf={+30}&rw=o&x=o&xd={-5}",
    "new-ground": "d=c&t=ct&f={+30}&w=l&m=sal&l=974&s=n",
    "first": "d=p&g=majeur&n=2009-01&m=jma&l=2A&s=n",
    "lost": "d=d&t=ct&f={+300}&w=f&m=cjf",
    "missing": "d=r",
}


# Every piece of text of the page, save what can only be pressed.
WORDS = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const pressed = walker.currentNode.parentElement.closest('form, .actions, .on-screen');
    if (!pressed && walker.currentNode.data.trim()) found.push(walker.currentNode.data);
  }
  return found;
}"""


def days(text: str) -> str:
    """Write days counted from today in an address."""
    for number in range(-150, 301, 5):
        day = clock.today() + timedelta(days=number)
        text = text.replace(f"{{{number:+d}}}", day.isoformat())
    assert "{" not in text
    return text


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def seen(site, browser, request):
    with visitor(browser, site.url, name="where-do-i-stand", size=request.param, axe=True) as found:
        yield found


def tell_a_renewal(seen: Visitor) -> None:
    """Answer the questions of somebody whose card of four years ends in eighty days."""
    ends = clock.today() + timedelta(days=80)
    seen.go("/")
    seen.follow("Faire le point sur ma situation")
    seen.choose("Renouveler mon titre")
    seen.press("Continuer")
    seen.choose("Carte pluriannuelle de quatre ans")
    seen.field("Valable jusqu'au").fill(f"{ends:%d/%m/%Y}")
    seen.page.get_by_label("Oui", exact=True).check()
    seen.press("Continuer")
    seen.page.get_by_label("Motif").select_option(label="Parent d'enfant français")
    seen.press("Continuer")
    seen.page.get_by_label("Département").select_option("93")
    seen.press("Continuer")
    seen.choose("Non, pas encore")
    seen.press("Continuer")


def test_from_the_home_page_to_the_answer_and_its_calendar(seen, tmp_path):
    tell_a_renewal(seen)
    closes = clock.today() + timedelta(days=20)
    seen.reads(f"Déposez votre demande au plus tard le {in_words(closes)}.")
    seen.reads("Votre titre prouve votre séjour")
    first, after = (seen.text.index(words) for words in ("Déposez votre demande", "Vos droits aujourd'hui"))
    assert first < after, "the first thing to do comes first"
    with seen.page.expect_download() as coming:
        seen.page.get_by_role("link", name="Mettre ces dates dans mon agenda").click()
    coming.value.save_as(tmp_path / "dates.ics")
    events = Calendar.from_ical((tmp_path / "dates.ics").read_bytes()).walk("VEVENT")
    assert closes in [event["dtstart"].dt for event in events]
    assert not seen.complaints()


def test_an_answer_is_changed_and_the_page_follows(seen):
    tell_a_renewal(seen)
    seen.page.get_by_role("link", name="Changer : Quel titre avez-vous").click()
    seen.look()
    assert seen.field("Valable jusqu'au").input_value()
    seen.field("Valable jusqu'au").fill("31/02/2027")
    seen.press("Continuer")
    seen.reads("Cette date n'existe pas dans le calendrier.")
    ends = clock.today() + timedelta(days=20)
    seen.field("Valable jusqu'au").fill(f"{ends:%d/%m/%Y}")
    seen.press("Continuer")
    seen.reads("Déposez votre demande aujourd'hui.")
    seen.page.go_back()
    seen.look()


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_answer_is_clean_at_every_width(seen, name):
    seen.go(f"/ou-en-suis-je/reponse/?{days(SITUATIONS[name])}")
    seen.reads("Vos droits aujourd'hui")
    assert not seen.faults()
    assert not seen.complaints()


@pytest.mark.parametrize("name", SITUATIONS)
def test_paper_keeps_every_word(site, browser, name):
    """What opens on the screen is open on paper; only what cannot be pressed there goes."""
    with visitor(browser, site.url, name="on-paper") as seen:
        seen.page.goto(f"{site.url}/ou-en-suis-je/reponse/?{days(SITUATIONS[name])}")
        on_screen = seen.page.evaluate(WORDS)
        assert len(on_screen) > 40
        seen.page.emulate_media(media="print")
        shown = "".join(seen.page.inner_text("main").split())
        lost = [words for words in on_screen if "".join(words.split()) not in shown]
        assert not lost
        assert len(seen.page.pdf()) > 10_000


def test_the_answer_leads_to_the_renewal(site, browser):
    applicant = holder(prefecture="35", email="point@exemple.fr", password=people.PASSWORD)
    with visitor(browser, site.url, name="start") as seen:
        seen.go(f"/ou-en-suis-je/reponse/?{days(SITUATIONS['open'])}")
        seen.follow("Commencer ma demande")
        assert urlsplit(seen.page.url).path == "/connexion/"
        form = seen.page.locator("#password-form")
        form.get_by_label("Votre adresse e-mail").fill("point@exemple.fr")
        form.get_by_label("Votre mot de passe").fill(people.PASSWORD)
        form.get_by_role("button", name="Entrer").click()
        seen.look()
        seen.press("Commencer ma demande")
        seen.reads("Ma situation")
        assert Application.objects.of(applicant.person).count() == 1
        seen.go(f"/ou-en-suis-je/reponse/?{days(SITUATIONS['open'])}")
        seen.press("Commencer ma demande")
        seen.reads("Ma situation")
        assert Application.objects.of(applicant.person).count() == 1, "the draft begun is gone on with"


def test_the_questions_are_answered_with_the_keyboard_alone(site, browser):
    with visitor(browser, site.url, name="stand-by-keyboard") as seen:
        keyboard = Keyboard(seen)
        seen.go("/ou-en-suis-je/")
        keyboard.tab_to("Renouveler mon titre")
        keyboard.keys.press("Space")
        keyboard.press("Continuer")
        keyboard.tab_to("Carte de séjour temporaire")
        keyboard.keys.press("Space")
        keyboard.type("Valable jusqu'au", f"{clock.today() + timedelta(days=80):%d/%m/%Y}")
        keyboard.press("Continuer")
        keyboard.tab_to("Motif")
        keyboard.keys.type("Parent d'enfant fr")
        keyboard.press("Continuer")
        keyboard.press("Continuer")
        keyboard.tab_to("Non, pas encore")
        keyboard.keys.press("Space")
        keyboard.press("Continuer")
        seen.reads("Déposez votre demande au plus tard le")
        keyboard.tab_to("Pourquoi")
        keyboard.keys.press("Enter")
        seen.reads("Votre demande est arrivée dans le délai")


def test_a_browser_without_scripts_goes_through(site, browser):
    with visitor(browser, site.url, name="no-script", java_script_enabled=False) as seen:
        seen.page.goto(f"{site.url}/ou-en-suis-je/")
        seen.page.get_by_label("Un premier titre").check()
        seen.page.get_by_role("button", name="Continuer").click()
        assert "Quelle est votre situation" in seen.page.inner_text("h1")
