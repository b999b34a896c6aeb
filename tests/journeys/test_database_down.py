"""The database of a running site goes away and comes back: nobody loses a date, and the site mends itself."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from django.core.management import call_command
from django.db import connection

from sejour.applications.models import Application
from sejour.core import tickets
from sejour.project.home import scratch
from sejour.project.postgres import Cluster
from tests import server
from tests.factories import people
from tests.factories.applications import complete_draft
from tests.factories.days import DAY, in_days
from tests.factories.permits import permit
from tests.server import Site, wait_for
from tests.ui.pages import Page

TICKET = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{7}-[0-9A-HJKMNP-TV-Z]{7}\b")
# The window of a card that ends on 21 February closes on 23 December; the site plays on the day before.
END, CLOSES = in_days(90), in_days(30)
IN_TIME, TOO_LATE = CLOSES - DAY, CLOSES + 3 * DAY


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A database server of this test, that may be stopped at will."""
    folder = Path(tempfile.mkdtemp(prefix="sejour-down-", dir=scratch()))
    folder.chmod(0o755)
    found = Cluster(folder, throw_away=True)
    found.start()
    found.create("sejour")
    found.stop()
    yield found
    found.stop()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def working_on(cluster: Cluster) -> Iterator[None]:
    """Make this process work on the database of that server."""
    before = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = str(cluster.socket)
    try:
        with server.connected_to("sejour"):
            yield
    finally:
        connection.settings_dict["HOST"] = before


class Visitor:
    """A browser without JavaScript nor pictures, over true HTTP."""

    def __init__(self, site: Site) -> None:
        address = site.url.replace("localhost", "127.0.0.1")
        self.http = httpx.Client(base_url=address, timeout=60, follow_redirects=True)

    def get(self, path: str, **more) -> httpx.Response:
        answer = self.http.get(path, **more)
        self.check(answer)
        return answer

    def send(self, path: str, typed: dict[str, str], *, to: str = "", **more) -> httpx.Response:
        """Fill the form of a page and send it, with the token that the page gave."""
        form = Page(self.http.get(path).text).form_to(to)
        return self.post(to or path, form.fields | typed, **more)

    def post(self, path: str, typed: dict[str, str], **more) -> httpx.Response:
        answer = self.http.post(path, data=typed, **more)
        self.check(answer)
        return answer

    @staticmethod
    def check(answer: httpx.Response) -> None:
        if answer.headers["Content-Type"].startswith("text/html"):
            assert not Page(answer.text).faults, Page(answer.text).faults


def ticket_on(answer: httpx.Response) -> str:
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Le site est en panne" in answer.text
    return TICKET.search(answer.text).group()


def day_of(ticket: str) -> date:
    return tickets.instant_of(ticket).date()


def test_a_site_whose_database_is_down_gives_tickets_and_mends_itself(
    cluster, static_files, tmp_path, django_db_blocker, settings
):
    settings.PASSWORD_HASHERS = ["sejour.identity.passwords.Argon2"]
    url = cluster.url("sejour")
    with Site(tmp_path / "site", database_url=url, static=static_files, today=IN_TIME, worker=False) as site:
        visitor = Visitor(site)
        first = it_starts_without_a_database(visitor)

        cluster.start()
        with django_db_blocker.unblock(), working_on(cluster):
            call_command("migrate", verbosity=0)
            applicant = people.applicant(email="awa@exemple.fr", password=people.PASSWORD)
            permit(applicant.person, last_day=END)
            application = complete_draft(applicant)
        signs_in(visitor)

        cluster.stop()
        it_gives_a_ticket_on_every_page(visitor, application)

        cluster.start()
        wait_for("the space", lambda: visitor.get("/mon-espace/").status_code == 200)

    with Site(
        tmp_path / "later", database_url=url, static=static_files, today=TOO_LATE, worker=False
    ) as site:
        redeems(Visitor(site), application, first)
        with django_db_blocker.unblock(), working_on(cluster):
            application.refresh_from_db()
            assert application.filed_on == TOO_LATE
            assert application.counts_from == IN_TIME
            assert (application.deposit_status, application.late_fee) == ("in_time", 0)


def it_starts_without_a_database(visitor: Visitor) -> str:
    assert visitor.get("/").status_code == 200
    assert visitor.get("/accessibilite/").status_code == 200
    assert visitor.get("/sante/").status_code == 503
    ticket = ticket_on(visitor.send("/connexion/", {"email": "awa@exemple.fr"}, to="/connexion/"))
    assert day_of(ticket) == IN_TIME
    return ticket


def signs_in(visitor: Visitor) -> None:
    typed = {"email": "awa@exemple.fr", "password": people.PASSWORD}
    answer = visitor.send("/connexion/", typed, to="/connexion/mot-de-passe/")
    assert answer.url.path == "/mon-espace/"
    assert "Reprendre mon brouillon" in answer.text


def it_gives_a_ticket_on_every_page(visitor: Visitor, application: Application) -> None:
    paths = [
        "/mon-espace/",
        f"/demande/{application.reference}/",
        f"/demande/{application.reference}/deposer/",
        "/bureau/",
        "/sante/",
    ]
    for path in paths:
        assert day_of(ticket_on(visitor.get(path))) == IN_TIME
    token = {"csrfmiddlewaretoken": visitor.http.cookies["csrftoken"]}
    filing = visitor.post(f"/demande/{application.reference}/deposer/", token | {"sworn": "on"})
    assert TICKET.search(filing.text)
    assert filing.status_code in (500, 503)
    # A visitor whose session has to be saved after the page is made: the failure comes around the view.
    stranger = httpx.Client(base_url=visitor.http.base_url, timeout=60)
    assert ticket_on(stranger.get("/connexion/", params={"next": "/mon-espace/"}))
    assert visitor.get("/").status_code in (200, 503)


def redeems(visitor: Visitor, application: Application, ticket: str) -> None:
    signs_in(visitor)
    recap = f"/demande/{application.reference}/deposer/"
    page = visitor.get(recap)
    assert "Le délai s'est terminé le" in page.text
    answer = visitor.send(recap, {"sworn": "on", "ticket": ticket.lower()})
    assert answer.url.path == f"/demande/{application.reference}/"
    assert "elle compte à partir du" in answer.text
