"""The worked timelines give the stated days, played from outside by `sejour replay`."""

import json
import subprocess
import sys

import pytest

from tests.continuity.timelines import TIMELINES, UNTIL
from tests.outside import outside


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("replay")
    (folder / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in TIMELINES))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sejour.project.cli",
            "replay",
            str(folder / "events.jsonl"),
            "--until",
            UNTIL.isoformat(),
        ],
        env=outside(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *people, total = map(json.loads, done.stdout.splitlines())
    return {person["person"]: person for person in people} | {"total": total}


def periods(person, application=None):
    return [
        (document["from"], document["until"], document["issued_on"], document["withdrawn_from"])
        for document in person["documents"]
        if application is None or document["application"] == application
    ]


def gaps(person):
    return [(gap["from"], gap["until"], gap["cause"]) for gap in person["gaps"]]


def test_1_granted_after_two_attestations(replayed):
    person = replayed["one"]
    assert periods(person) == [
        ("2027-01-16", "2027-04-15", "2026-12-17", None),
        ("2027-04-16", "2027-07-15", "2027-03-17", "2027-05-20"),
        ("2027-05-20", "2027-07-02", "2027-05-20", None),
    ]
    assert person["documents"][2]["kind"] == "attestation_decision_favorable"
    assert gaps(person) == []


def test_2_a_piece_answered_in_time_changes_nothing(replayed):
    assert [period[:3] for period in periods(replayed["two answered"])][:2] == [
        ("2027-01-16", "2027-04-15", "2026-12-17"),
        ("2027-04-16", "2027-07-15", "2027-03-17"),
    ]
    assert gaps(replayed["two answered"]) == []


def test_2_a_piece_answered_late_leaves_the_days_between(replayed):
    person = replayed["two late"]
    assert periods(person)[:2] == [
        ("2027-01-16", "2027-04-15", "2026-12-17", None),
        ("2027-05-02", "2027-08-01", "2027-05-02", None),
    ]
    assert gaps(person) == [("2027-04-16", "2027-05-01", "incomplete")]


def test_3_a_failure_of_the_platform_protects_the_date(replayed):
    assert periods(replayed["three"])[0] == ("2027-01-16", "2027-04-15", "2026-12-17", None)
    assert gaps(replayed["three"]) == []


def test_4_a_late_four_year_card_has_its_three_months(replayed):
    assert periods(replayed["four"]) == []
    assert gaps(replayed["four"]) == [("2027-03-01", "2027-07-31", "filed_late")]


def test_5_a_quashed_refusal_leaves_no_gap_in_the_record(replayed):
    assert periods(replayed["five"])[:2] == [
        ("2027-01-01", "2027-03-31", "2026-12-02", None),
        ("2027-04-01", "2027-06-30", "2027-06-03", None),
    ]
    assert gaps(replayed["five"]) == []


def test_6_a_refugee_has_six_months_on_the_day_of_filing(replayed):
    person = replayed["six"]
    assert periods(person)[0] == ("2026-09-20", "2027-03-19", "2026-09-20", None)
    assert gaps(person) == []


def test_7_a_withdrawn_application_takes_nothing_from_the_other(replayed):
    person = replayed["seven"]
    assert periods(person, "talent") == [("2027-01-16", "2027-04-15", "2026-12-17", "2027-02-11")]
    assert periods(person, "spouse")[0] == ("2027-01-16", "2027-04-15", "2026-12-17", None)
    assert gaps(person) == []


def test_nothing_is_ours_and_nothing_was_refused(replayed):
    assert replayed["total"]["gap_days"]["ours"] == 0
    assert replayed["total"]["work_loss_days"] == 0
    assert replayed["total"]["refused_lines"] == 0
