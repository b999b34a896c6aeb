"""Moving in the middle of an application: the file follows, date and rights stay (ACC-37)."""

import pytest
from django.urls import reverse

from sejour.applications.models import Application
from sejour.continuity.selectors import rights_of
from tests.factories.applications import filed, holder
from tests.factories.days import TODAY
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
PAGE = reverse("portal:contact")


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


def send(client, **typed):
    shown = read(client.get(PAGE)).form_to("").fields
    return client.post(PAGE, {**shown, **typed}, follow=True)


def test_acc_37_another_departement_takes_the_open_file_along_with_its_date_and_rights(inside, applicant):
    application = filed(applicant.person)
    rights = rights_of(applicant.person, TODAY)
    page = read(send(inside, address="1 cours de la Liberté", postal_code="69003", city="Lyon"))
    assert page.says("Vos demandes en cours passent à")
    moved = Application.objects.get(pk=application.pk)
    assert moved.prefecture_id == "69"
    assert (moved.filed_on, moved.counts_from) == (application.filed_on, application.counts_from)
    applicant.person.refresh_from_db()
    assert rights_of(applicant.person, TODAY) == rights


def test_another_street_of_the_same_departement_moves_no_file(inside, applicant):
    application = filed(applicant.person)
    assert read(send(inside, address="3 rue Neuve")).says("Vos prochains messages partent à cette adresse")
    application.refresh_from_db()
    assert application.prefecture_id == "75"


def test_a_postal_code_that_nobody_knows_changes_nothing(inside, applicant):
    page = read(send(inside, postal_code="00100", address="Ailleurs"))
    assert page.says("Ce code postal n'est pas connu")
    applicant.person.refresh_from_db()
    assert applicant.person.address == "12 rue des Lilas"


def test_the_page_says_when_the_law_asks_for_a_declaration(inside):
    assert read(inside.get(PAGE)).says("Mes coordonnées")
