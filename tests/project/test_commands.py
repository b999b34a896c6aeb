"""What is typed at night and on bad days, from outside: the watch, the audit, the journal, the reminders."""

import json
import subprocess
import sys
from datetime import date

import psycopg
import pytest

from sejour.applications.models import Application
from sejour.continuity.models import Coverage, Origin, ProvisionalDocument, WatchRun
from sejour.notifications.models import Message
from tests.factories import applications as files
from tests.factories.days import in_days
from tests.factories.people import applicant
from tests.factories.permits import permit
from tests.factories.renewals import FIRST_DUE, PIECES, card, filing, noon, person, renewal
from tests.factories.renewals import services as acts
from tests.outside import outside
from tests.server import address_of, free_port

DOWN = "La base de données ne répond pas"


@pytest.fixture
def typed(fresh_database):
    """Return a way to type a command on a database of its own: exit status, output, errors."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return at(address_of(fresh_database), *words)

    return run


def at(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sejour.project.cli", *words]
    environment = outside(DATABASE_URL=address)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def said(done: subprocess.CompletedProcess[str], *, status: int = 0) -> dict:
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def chain(of: Application) -> list[date]:
    """Return the first days of the documents issued ahead."""
    issued = ProvisionalDocument.objects.filter(application=of, origin=Origin.CHAIN)
    return list(issued.values_list("first_day", flat=True))


def incomplete() -> Application:
    """File a renewal whose missing piece is not given in time."""
    found = renewal()
    acts.request_complement(
        reference=found.reference,
        pieces=PIECES,
        due_on=date(2026, 11, 30),
        indispensable=True,
        message="",
        actor=files.AGENT,
        at=noon(date(2026, 10, 10)),
    )
    return found


def filed_late() -> Application:
    """File a renewal on the last day of the card, outside its window and without a failure recorded."""
    holder = person()
    return filing(holder, at=noon(card(holder).last_day))


# The watch -----------------------------------------------------------------------------------


def test_a_dry_run_says_what_the_watch_then_does(typed):
    due, waiting, late = renewal(), incomplete(), filed_late()
    day = f"--on={late.filed_on}"
    dry = said(typed("watch", day, "--dry-run", "--json"))
    assert not chain(due)
    assert not WatchRun.objects.exists()
    done = said(typed("watch", day, "--json"))
    assert dry.pop("dry_run")
    assert {name: done[name] for name in dry if name != "already_there"} == {
        name: value for name, value in dry.items() if name != "already_there"
    }
    assert (done["due"], done["issued_ahead"], done["issued_late"]) == (1, 1, {})
    assert done["already_there"] == dry["already_there"] + 1
    assert done["contested"] == {"incomplete": {"files": 1, "owner": "person"}}
    assert done["impossible"] == {"filed_late": {"files": 1, "owner": "prefecture"}}
    assert chain(due) == [date(2027, 1, 16)]
    assert chain(waiting) == chain(late) == []
    again = said(typed("watch", day, "--json"))
    assert (again["due"], again["already_there"]) == (0, done["already_there"])


def test_it_is_said_in_french_too(typed):
    incomplete()
    done = typed("watch", f"--on={FIRST_DUE}")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "Veille du 2026-12-17"
    assert "1  dossiers retenus : pièce indispensable attendue (peut agir : la personne)" in done.stdout
    assert "essai : rien n’est écrit" in typed("watch", f"--on={FIRST_DUE}", "--dry-run").stdout


def test_a_night_that_did_not_run_is_told_as_such(typed):
    renewal()
    late = said(typed("watch", "--on=2027-01-20", "--json"))
    assert (late["due"], late["issued_ahead"]) == (1, 0)
    assert late["issued_late"] == {"watch_was_down": 1}


def test_what_a_watch_left_out_is_not_blamed_on_a_night_without_one(typed):
    left_out = Coverage.objects.get(application=renewal())
    kept = Coverage.objects.filter(pk=left_out.pk)
    kept.update(not_before=date(2028, 1, 1))
    said(typed("watch", f"--on={FIRST_DUE}", "--json"))
    kept.update(not_before=left_out.not_before)
    late = said(typed("watch", "--on=2027-01-20", "--json"))
    assert late["issued_late"] == {"missed_by_watch": 1}


def test_a_right_that_the_watch_lost_sight_of_is_found_by_the_audit_and_raises_the_alarm(typed):
    forgotten = renewal()
    Coverage.objects.filter(application=forgotten).delete()
    done = typed("watch", "--on=2027-01-20", "--json")
    assert said(done, status=1)["ours"] == 1
    assert "ALARME" in done.stderr
    audited = typed("audit-continuity", "--on=2027-01-20", "--json")
    assert said(audited, status=1)["gap_days"]["ours"] == 5
    (gap,) = [json.loads(line) for line in audited.stdout.splitlines()[:-1]]
    assert gap == {
        "person": forgotten.person_id,
        "application": forgotten.reference,
        "from": "2027-01-16",
        "until": "2027-01-20",
        "cause": "ours",
    }


# The audit -----------------------------------------------------------------------------------


def test_a_gap_that_is_not_ours_is_named_and_is_no_alarm(typed):
    late = filed_late()
    done = typed("audit-continuity", "--on=2027-04-20")
    assert done.returncode == 0, done.stderr
    assert f"filed_late  demande {late.reference}" in done.stdout
    assert "ALARME" not in done.stderr
    nothing = typed("audit-continuity", "--on=2027-01-10", "--since=2027-01-01")
    assert nothing.returncode == 0
    assert "0 ours" in nothing.stdout


# The journal ---------------------------------------------------------------------------------


def test_a_changed_line_is_named_with_status_1(typed, fresh_database):
    found = renewal()
    assert said(typed("verify-journal", "--json"))["faults"] == []
    with psycopg.connect(address_of(fresh_database)) as forger:
        forger.execute("SET session_replication_role = replica")
        forger.execute("UPDATE core_journal SET actor = 'somebody else' WHERE verb = 'filed'")
    done = typed("verify-journal")
    assert done.returncode == 1
    assert found.reference in done.stdout
    assert "1 anomalies" in done.stdout


# The reminders -------------------------------------------------------------------------------


def test_reminders_are_written_once(typed):
    holder = applicant()
    permit(holder.person, last_day=in_days(100))
    first = typed("remind", f"--on={in_days(0)}")
    assert first.returncode == 0
    assert first.stdout.startswith("1 rappels de fin de titre écrits, 1 titres regardés.")
    assert typed("remind", f"--on={in_days(0)}").stdout.startswith("0 rappels")
    assert Message.objects.filter(person=holder.person).count() == 1


# A bad day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["watch", "audit-continuity", "verify-journal", "remind", "register-report"]
)
def test_a_database_that_is_down_is_said_plainly(command):
    done = at(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing", command)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(DOWN)
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_is_said_plainly():
    done = at("mysql://nobody@127.0.0.1/nothing", "watch")
    assert done.returncode == 2
    assert done.stderr.startswith("DATABASE_URL n'est pas une adresse de base PostgreSQL")


@pytest.mark.parametrize("words", [["watch", "--on=hier"], ["veille"], []])
def test_a_command_that_is_not_understood_is_refused(words):
    done = at("", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
