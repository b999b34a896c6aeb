"""The watch beside itself, killed half-way, and beside people who act: complete, and nothing twice."""

import subprocess
import sys
from contextlib import suppress
from datetime import date
from threading import Barrier

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from sejour.applications import services
from sejour.applications.models import Application
from sejour.continuity import watch
from sejour.continuity.models import Coverage, Origin, ProvisionalDocument
from sejour.core import journal
from tests.factories.renewals import AGENT, APPLICANT, FIRST_DUE, granted, noon, refused, renewal
from tests.factories.threads import InThread
from tests.outside import outside
from tests.server import address_of, wait_for

pytestmark = pytest.mark.usefixtures("db", "committed")
FIRST_DOCUMENT = (date(2027, 1, 16), date(2027, 4, 15))


@pytest.fixture(autouse=True)
def only_what_this_test_brings(committed):
    """Put out of the watch's sight what other tests left in the committed database."""
    Coverage.objects.all().delete()


@pytest.fixture
def files():
    return [renewal() for _ in range(40)]


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 7)


def chains(files: list[Application]) -> list[tuple[date, date]]:
    """The periods of all documents of these files, in whose chains nothing else may stand."""
    documents = ProvisionalDocument.objects.filter(application__in=files, origin=Origin.CHAIN)
    return list(documents.order_by("application_id").values_list("first_day", "last_day"))


def issued_lines(application: Application) -> int:
    lines = journal.lines_of(journal.stream_of("application", application.reference))
    return sum(line.verb == "document_issued" for line in lines)


def test_two_watches_at_once_issue_each_document_once(files, small_batches):
    together = Barrier(2)

    def run():
        together.wait()
        return watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE)).documents

    runs = [InThread(run), InThread(run)]
    issued = [document for run in runs for document in run.result()]
    assert len(issued) == len(set(issued)) == len(files)
    assert chains(files) == [FIRST_DOCUMENT] * len(files)
    assert {issued_lines(application) for application in files} == {1}


def test_a_watch_whose_session_is_ended_between_batches_is_completed_by_the_next(files, small_batches):
    batches = []

    def third_batch(documents):
        batches.append(documents)
        if len(batches) == 3:
            with psycopg.connect(address_of(connection.settings_dict["NAME"]), autocommit=True) as killer:
                killer.execute("SELECT pg_terminate_backend(%s)", [run.session])
                killer.execute(
                    "SELECT pg_sleep(0.01) FROM generate_series(1, 500)"
                    " WHERE EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = %s) LIMIT 1",
                    [run.session],
                )

    run = InThread(lambda: watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE), told=third_batch))
    with pytest.raises(OperationalError):
        run.result()
    assert len(chains(files)) == 14, "two whole batches, and nothing of the third"
    assert len(watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE)).documents) == len(files) - 14
    assert chains(files) == [FIRST_DOCUMENT] * len(files)
    assert {issued_lines(application) for application in files} == {1}


KILLED = """
import os, signal, sys
from datetime import UTC, date, datetime
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from sejour.continuity import watch
watch.BATCH = 7
batches = []
def told(documents):
    batches.append(documents)
    if len(batches) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
watch.issue_due(day=date(2026, 12, 17), at=datetime(2026, 12, 17, 12, tzinfo=UTC), told=told)
"""


def test_a_watch_that_is_killed_is_completed_by_the_next(files, committed):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, committed],
        env=outside(DJANGO_SETTINGS_MODULE="tests.settings"),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == -9, done.stderr
    wait_for("the end of the killed session", lambda: len(chains(files)) == 14)
    watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE))
    assert chains(files) == [FIRST_DOCUMENT] * len(files)
    assert {issued_lines(application) for application in files} == {1}


def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(files):
    refused(files[0], on=date(2026, 11, 1))
    for day in (FIRST_DUE, date(2027, 9, 30)):
        with transaction.atomic(), connection.cursor() as cursor:
            owed = watch.owed_on(day)
            cursor.execute("SELECT pg_current_xact_id_if_assigned()")
            assert cursor.fetchone() == (None,), "something was written"
        issued = watch.issue_due(day=day, at=noon(day)).documents
        documents = ProvisionalDocument.objects.filter(id__in=issued).order_by("application_id", "link")
        assert [(o.application_id, o.kind, o.first_day, o.last_day) for o in owed] == list(
            documents.values_list("application_id", "kind", "first_day", "last_day")
        )
        assert len(owed) == {FIRST_DUE: 39, date(2027, 9, 30): 3 * 39}[day]
        assert watch.owed_on(day) == []


ACTS = {
    "withdrawn": lambda reference: services.withdraw_application(
        reference=reference, actor=APPLICANT, at=noon(FIRST_DUE)
    ),
    "closed": lambda reference: services.close_application(
        reference=reference, reasons="CRPA L.114-5", actor=AGENT, at=noon(FIRST_DUE)
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_watch_passes_over_a_file_on_which_somebody_acts(act):
    acted_on, other = renewal(), renewal()
    with transaction.atomic():
        services.take_up(reference=acted_on.reference, actor=AGENT, at=noon(FIRST_DUE))
        run = InThread(lambda: watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE)))
        run.ends_or_waits()
        act(acted_on.reference)
    run.result()
    assert chains([other]) == [FIRST_DOCUMENT]
    watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE))
    assert chains([acted_on]) == []


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_act_waits_for_the_watch_and_withdraws_what_it_issued(act):
    application = renewal()
    with transaction.atomic():
        watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE))
        acting = InThread(lambda: act(application.reference))
        acting.ends_or_waits()
        assert not acting.is_over
    acting.result()
    (document,) = ProvisionalDocument.objects.filter(application=application, origin=Origin.CHAIN)
    assert document.withdrawn_from == date(2026, 12, 18)


def test_acts_and_watches_of_many_files_never_stand_in_each_others_way(small_batches):
    mine, yours, untouched = ([renewal() for _ in range(15)] for _ in range(3))
    together = Barrier(4)

    def acts(files, act):
        def run():
            together.wait()
            for application in files:
                act(application)

        return run

    def nights():
        together.wait()
        return [watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE)) for _ in range(12)]

    def refuse(application):
        refused(application, on=FIRST_DUE)

    def grant(application):
        granted(application, on=FIRST_DUE)

    running = [InThread(act) for act in (acts(mine, refuse), acts(yours, grant), nights, nights)]
    for thread in running:
        thread.result()
    watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE))
    left = ProvisionalDocument.objects.filter(application__in=mine + yours, origin=Origin.CHAIN)
    assert not left.filter(withdrawn_from=None).exists(), "a document outlived the decision that ended it"
    assert chains(untouched) == [FIRST_DOCUMENT] * len(untouched)


def test_an_act_that_fails_leaves_the_file_to_the_watch():
    application = renewal()
    with suppress(ZeroDivisionError), transaction.atomic():
        services.withdraw_application(reference=application.reference, actor=APPLICANT, at=noon(FIRST_DUE))
        raise ZeroDivisionError
    watch.issue_due(day=FIRST_DUE, at=noon(FIRST_DUE))
    assert chains([application]) == [FIRST_DOCUMENT]
