"""Two clicks at the same instant: both wait at the same row, and one of them does the work.

Each test brings two requests to a lock that it holds, then lets them go: no luck is needed.
"""

from collections.abc import Callable
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from sejour.applications.models import Application, Outcome
from sejour.core import journal
from sejour.identity.access import Applicant
from sejour.identity.models import Person, SignInLink
from tests import server
from tests.factories import people
from tests.factories.applications import asked, complete_draft, decided, filed, give, holder
from tests.factories.permits import permit
from tests.factories.threads import InThread
from tests.portal.test_sign_in import ask_for_link, is_inside, link_to
from tests.ui.pages import read

pytestmark = pytest.mark.usefixtures("committed")


@contextmanager
def held(table: str, pk: int):
    """Hold a row, as a third person does, while the block runs."""
    with psycopg.connect(server.address_of(connection.settings_dict["NAME"])) as third:
        third.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [pk])
        yield
        third.rollback()


def at_once(acts: list[Callable[[], object]], *, table: str, pk: int) -> list:
    """Perform acts that all come to the same row before any of them may go on."""
    with held(table, pk):
        running = [InThread(act) for act in acts]
        for one in running:
            one.ends_or_waits()
        assert not any(one.is_over for one in running), "they did not all come to the row"
    return [one.result() for one in running]


def lines(application: Application, verb: str) -> int:
    stream = journal.stream_of("application", application.reference)
    return [line.verb for line in journal.lines_of(stream)].count(verb)


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def two(enter, applicant):
    """The same person, twice: two tabs, or a double click."""
    return [enter(applicant), enter(applicant)]


def twice(two, name: str, application: Application, typed=None, *, table="applications_application") -> list:
    where = reverse(f"portal:{name}", args=[application.reference])
    acts = [lambda one=one: one.post(where, typed or {"a": "1"}, follow=True) for one in two]
    return [read(answer) for answer in at_once(acts, table=table, pk=application.pk)]


def test_two_clicks_file_once_and_neither_is_told_of_an_error(two, applicant):
    application = complete_draft(applicant)
    pages = twice(two, "filing_recap", application, {"sworn": "on"})
    assert lines(application, "filed") == 1
    assert application.documents.count() == 1
    for page in pages:
        assert page.says("Où en est ma demande : déposée")
        assert not page.says("Cette action n'est plus possible")
    assert sum(page.says("rien n'a été envoyé deux fois") for page in pages) == 1


def test_two_clicks_send_the_pieces_once(two, applicant):
    application = asked(filed(applicant.person), "photo")
    give(application, "photo")
    pages = twice(two, "answer", application)
    assert lines(application, "complement_answered") == 1
    assert sum(page.says("Vos pièces sont envoyées à la préfecture.") for page in pages) == 1
    assert sum(page.says("rien n'a été envoyé deux fois") for page in pages) == 1


def test_two_clicks_withdraw_once(two, applicant):
    application = filed(applicant.person)
    pages = twice(two, "withdraw", application)
    assert lines(application, "withdrawn") == 1
    assert all(page.says("Vous avez retiré cette demande") for page in pages)


def test_two_clicks_open_a_refusal_once(two, applicant):
    application = filed(applicant.person)
    decided(application, Outcome.REFUSED)
    pages = twice(two, "decision", application)
    assert lines(application, "refusal_notified") == 1
    assert all(page.says("La vie commune a cessé.") for page in pages)


def test_two_clicks_start_one_draft(two, applicant):
    acts = [lambda one=one: one.post(reverse("portal:renew")).url for one in two]
    first, second = at_once(acts, table="identity_person", pk=applicant.person.pk)
    assert first == second
    assert Application.objects.of(applicant.person).count() == 1


def test_two_accounts_that_prove_the_same_person_attach_one(enter, applicant):
    person = people.person()
    card = permit(person)
    proof = {
        "foreigner_number": person.foreigner_number,
        "born_on": "14/03/1985",
        "permit_number": card.number,
        "last_day": f"{card.last_day:%d/%m/%Y}",
    }
    newcomers = [enter(Applicant(people.account(), None)) for _ in range(2)]
    acts = [lambda one=one: one.post(reverse("portal:attach"), proof).status_code for one in newcomers]
    assert sorted(at_once(acts, table="identity_person", pk=person.pk)) == [200, 302]
    assert Person.objects.get(pk=person.pk).account_id


def test_a_link_pressed_twice_at_once_lets_in_once(new_client):
    browsers = [new_client(), new_client()]
    ask_for_link(browsers[0], "deuxfois@exemple.fr")
    link = link_to("deuxfois@exemple.fr")
    acts = [lambda one=one: one.post(link).url for one in browsers]
    at_once(acts, table="identity_signinlink", pk=SignInLink.objects.get(email="deuxfois@exemple.fr").pk)
    assert sorted(is_inside(one) for one in browsers) == [False, True]
