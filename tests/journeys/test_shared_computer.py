"""What a hurried hand, a shared computer or two tabs do: nothing is filed twice, nothing is left behind."""

import pytest

from sejour.applications.models import Application
from sejour.core import journal
from tests.factories import people
from tests.factories.applications import complete_draft, draft, holder
from tests.journeys import paths
from tests.ui.browser import visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def applicant(site, request):
    name = request.node.name.replace("_", "-")[:40]
    return holder(prefecture="35", email=f"{name}@exemple.fr", password=people.PASSWORD)


@pytest.fixture
def seen(site, browser, applicant):
    with visitor(browser, site.url, name="shared") as found:
        paths.enter_with_password(found, applicant.account.email)
        yield found


def test_a_double_click_files_once(seen, applicant):
    application = complete_draft(applicant)
    seen.go(f"/demande/{application.reference}/deposer/")
    seen.choose("Je déclare que ces informations sont exactes.")
    seen.page.get_by_role("button", name="Déposer ma demande").dblclick()
    seen.page.wait_for_url(f"**/demande/{application.reference}/")
    seen.reads("Où en est ma demande : déposée")
    assert "Cette action n'est plus possible" not in seen.text
    lines = journal.lines_of(journal.stream_of("application", application.reference))
    assert [line.verb for line in lines].count("filed") == 1


def test_going_back_after_filing_files_nothing_again(seen, applicant):
    application = complete_draft(applicant)
    seen.go(f"/demande/{application.reference}/deposer/")
    seen.choose("Je déclare que ces informations sont exactes.")
    seen.press("Déposer ma demande")
    seen.page.go_back()
    seen.reads("Votre demande est déjà déposée : rien n'a été envoyé deux fois")
    assert Application.objects.of(applicant.person).count() == 1


def test_going_back_after_leaving_shows_nothing_of_who_was_there(seen, applicant):
    seen.go("/mon-espace/")
    seen.reads(applicant.person.full_name)
    seen.press("Se déconnecter")
    seen.page.go_back()
    seen.page.wait_for_load_state()
    assert applicant.person.full_name not in seen.text
    seen.reads("Entrer dans mon espace")


def test_a_double_click_on_the_link_of_a_letter_lets_in(site, browser):
    with visitor(browser, site.url, name="double") as seen:
        seen.go("/connexion/")
        form = seen.page.locator("form").filter(has_text="Recevoir le lien")
        form.get_by_label("Votre adresse e-mail").fill("double-clic@exemple.fr")
        seen.press("Recevoir le lien")
        seen.go(site.post.wait_for("double-clic@exemple.fr", "Votre lien pour entrer").links[0])
        seen.page.get_by_role("button", name="Entrer").dblclick()
        seen.page.wait_for_url("**/mon-espace/**")
        seen.reads("Relier mon titre à mon compte")


def test_two_tabs_correct_two_things_and_both_are_kept(seen, applicant):
    application = draft(applicant)
    other = seen.another_tab()
    for tab in (seen, other):
        tab.go(f"/demande/{application.reference}/situation/")
    seen.field("Téléphone").fill("06 12 34 56 78")
    other.field("Adresse").fill("3 rue du Port")
    for tab in (seen, other):
        tab.press("Enregistrer et continuer")
    applicant.person.refresh_from_db()
    assert (applicant.person.phone, applicant.person.address) == ("06 12 34 56 78", "3 rue du Port")
