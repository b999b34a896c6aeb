"""Guard-rails for every test, and what tests of pages and processes stand on."""

import fcntl
import os
import socket
import warnings
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from time_machine import travel

from sejour.identity.access import Agent
from tests import server
from tests.factories.days import NOON
from tests.ui.pages import GuardedClient
from tests.ui.templates import undefined_variables_fail


def _is_here(address) -> bool:
    if not isinstance(address, tuple):
        return True
    host = address[0]
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture(autouse=True)
def the_network_is_closed(monkeypatch):
    """Let tests talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self, address):
        if not _is_here(address):
            pytest.fail(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True, scope="session")
def templates_name_only_what_exists():
    """Fail where a template names what does not exist."""
    with undefined_variables_fail():
        yield


# Pages ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def static_files():
    """Collect the static files, once for all processes of the tests; return their folder."""
    root = Path(configured.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with (root.parent / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "staticfiles.json").exists():
            call_command("collectstatic", verbosity=0, interactive=False)
    return root


@pytest.fixture
def new_client(static_files):
    """Return a maker of browsers without JavaScript; each lets no faulty page through."""
    return GuardedClient


@pytest.fixture
def client(new_client):
    """One such browser: somebody who is not signed in."""
    return new_client()


@pytest.fixture
def enter(new_client):
    """Return a way to sign somebody in, an applicant or an agent, in a browser of their own."""

    def entered(who):
        browser = new_client()
        browser.force_login(who.posting.account if isinstance(who, Agent) else who.account)
        return browser

    return entered


@pytest.fixture
def frozen():
    """Play on the tests' day, at noon, whatever the day on which they run."""
    with travel(NOON, tick=False) as traveller:
        yield traveller


# Databases whose rows are seen by other connections ------------------------------------------


@pytest.fixture(scope="session")
def migrated_database(django_db_setup, django_db_blocker):
    """Make the tests' database, to be copied, where pytest-django has found no test that writes in it."""
    if connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def committed_database(migrated_database):
    """Copy the migrated database, for tests in which several connections write; return its name."""
    with server.copy_of_database("committed") as name:
        yield name


@pytest.fixture
def committed(committed_database, django_db_blocker):
    """Work on a database where what is written is committed. It lasts: let each test bring its own people."""
    with django_db_blocker.unblock(), server.connected_to(committed_database):
        yield committed_database


@pytest.fixture
def fresh_database(migrated_database, django_db_blocker):
    """Work on a database that no other test, and no worker, looks into."""
    with (
        server.copy_of_database("fresh") as name,
        django_db_blocker.unblock(),
        server.connected_to(name),
    ):
        yield name


# The platform as processes -------------------------------------------------------------------


@pytest.fixture(scope="session")
def running_site(migrated_database, static_files, tmp_path_factory):
    """Run web server, worker and mail server on a database of their own, until the tests end."""
    with (
        server.copy_of_database("site") as name,
        server.Site(tmp_path_factory.mktemp("site"), database=name, static=static_files) as site,
    ):
        yield site


@pytest.fixture
def site(running_site, django_db_blocker, settings):
    """Work beside the running platform, on its database; passwords are kept as it keeps them."""
    settings.PASSWORD_HASHERS = ["sejour.identity.passwords.Argon2"]
    with django_db_blocker.unblock(), server.connected_to(running_site.database):
        yield running_site


@pytest.fixture(scope="session")
def browser():
    """Start Debian's chromium."""
    # Only the tests of pages in a browser pay for these.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.ui.browser import ARGUMENTS, CHROMIUM  # noqa: PLC0415

    # Playwright's loop runs in this thread, and Django refuses to query beside a loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield chromium
            chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
