"""The demonstration's extract has known faults: each has its known outcome."""

import json
from hashlib import sha256

import pytest

from sejour.core import journal
from sejour.identity.models import Person
from sejour.legacy.models import Anomaly, RefusedLine, RegisterImport
from sejour.permits.models import Permit
from tests.legacy.extracts import OUTCOMES, REAL, real_extract, take_in

pytestmark = pytest.mark.django_db

REFUSED = {
    "conflicting_identity": 55,
    "end_before_start": 42,
    "invalid_date": 51,
    "invalid_encoding": 58,
    "invalid_foreigner_number": 56,
    "wrong_column_count": 50,
}
ANOMALIES = {
    "handover_not_recorded": 56,
    "no_competent_prefecture": 47,
    "unknown_country": 52,
    "unusable_email": 58,
}


def outcome(done):
    return [done.counts[name] for name in ("lines", *OUTCOMES)]


def test_the_real_extract_has_its_stated_outcome_the_first_time_and_the_second():
    first = take_in(REAL.read_bytes(), name=REAL.name)
    assert outcome(first) == [20_098, 19_743, 0, 43, 312]
    assert first.counts["refused_by_reason"] == REFUSED
    assert first.counts["anomalies_by_code"] == ANOMALIES
    assert (first.counts["anomalies"], first.counts["new_anomalies"]) == (213, 213)
    assert (Permit.objects.count(), Person.objects.count()) == (19_743, 19_743)

    second = take_in(REAL.read_bytes(), name=REAL.name)
    assert outcome(second) == [20_098, 0, 19_743, 43, 312]
    assert second.counts["refused_by_reason"] == REFUSED
    assert (second.counts["anomalies"], second.counts["new_anomalies"]) == (213, 0)
    assert (Permit.objects.count(), Anomaly.objects.open().count()) == (19_743, 213)
    assert (RefusedLine.objects.count(), second.refusals.count()) == (312, 312)

    for done in (first, second):
        (line,) = journal.lines_of(f"register/{done.pk}")
        assert (line.actor, line.verb, line.details["taken"]) == (
            "register import",
            "imported",
            done.counts["taken"],
        )


def test_the_journal_of_an_import_names_nobody():
    done = take_in(b"".join(real_extract().splitlines(keepends=True)[:400]))
    (line,) = journal.lines_of(f"register/{done.pk}")
    said = json.dumps(line.details, ensure_ascii=False)
    people = Person.objects.values_list("family_name", "foreigner_number", "email")
    assert not [name for person in people for name in person if len(name) > 4 and name in said]


def test_a_refused_line_is_kept_byte_for_byte_under_its_number():
    done = take_in(REAL.read_bytes())
    lines = real_extract().split(b"\n")
    for number, raw in done.refusals.values_list("number", "line__raw"):
        assert bytes(raw) == lines[number - 1]


def test_an_import_is_signed_by_the_digest_of_its_file():
    take_in(REAL.read_bytes(), name=REAL.name)
    done = RegisterImport.objects.get()
    assert (done.file_name, done.sha256) == (REAL.name, sha256(REAL.read_bytes()).hexdigest())
