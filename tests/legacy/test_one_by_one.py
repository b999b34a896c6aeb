"""Whatever the lines, an import gives what entering them one by one would give."""

import gzip
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sejour.identity.models import Person
from sejour.identity.names import folded
from sejour.legacy.errors import FileRefused
from sejour.legacy.extract import COLUMNS
from sejour.legacy.models import Anomaly, RefusedLine
from sejour.permits.models import Permit
from tests.legacy.extracts import ON, OUTCOMES, extract, line, reasons_of, take, take_in, text_of

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def undone():
    """Leave nothing behind: each example begins with an empty register."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Few numbers, few names: lines often speak of the same person and of the same permit.
lines = st.lists(
    st.builds(
        line,
        numero_etranger=st.sampled_from(["7500000001", "7500000002", "7500000003"]),
        nom=st.sampled_from(["DIALLO", "Diallo", "KONE"]),
        prenoms=st.sampled_from(["Aminata", "aminata", "", "Awa"]),
        date_naissance=st.sampled_from(["14/03/1985", "00/03/1985", "01/01/1970"]),
        numero_titre=st.sampled_from("ABCD"),
        date_fin=st.sampled_from(["01/02/2027", "01/02/2028"]),
        remise_le=st.sampled_from(["", "12/02/2026"]),
        courriel=st.sampled_from(["a@b.fr", "a@"]),
        departement=st.sampled_from(["75", "00"]),
    ),
    max_size=8,
)


class OneByOne:
    """A clerk with a notebook: enters lines in order. Shares nothing with the import."""

    def __init__(self):
        self.people = {}
        self.permits = {}

    def enter(self, row, taken_now):
        number, permit = row["numero_etranger"], row["numero_titre"]
        if self.why_not(row):
            return "refused"
        if permit in taken_now:
            return "duplicates"
        taken_now.add(permit)
        if permit in self.permits:
            return "known"
        self.people.setdefault(number, row)
        self.permits[permit] = (number, row["date_fin"])
        return "taken"

    def why_not(self, row):
        number, permit = row["numero_etranger"], row["numero_titre"]
        known = self.people.get(number)
        if known and not self.same(known, row):
            return "conflicting_identity"
        holder, last_day = self.permits.get(permit, (number, row["date_fin"]))
        if holder != number:
            return "permit_of_another_person"
        return "conflicting_permit" if last_day != row["date_fin"] else None

    @staticmethod
    def same(one, other):
        def parts(row):
            return [None if part == "00" else part for part in row["date_naissance"].split("/")]

        given_names = {folded(one["prenoms"]), folded(other["prenoms"])} - {""}
        births = zip(parts(one), parts(other), strict=True)
        return (
            folded(one["nom"]) == folded(other["nom"])
            and len(given_names) < 2
            and all(a == b or None in (a, b) for a, b in births)
        )


def expected(clerk, rows):
    taken_now = set()
    outcomes = [clerk.enter(row, taken_now) for row in rows]
    # Why a line is refused is said at the end, when all that is known is known.
    refused = {
        number: clerk.why_not(row)
        for number, (row, outcome) in enumerate(zip(rows, outcomes, strict=True), start=2)
        if outcome == "refused"
    }
    return {name: outcomes.count(name) for name in OUTCOMES}, refused


def compare(done, clerk, rows):
    counts, refused = expected(clerk, rows)
    assert {name: done.counts[name] for name in OUTCOMES} == counts
    assert reasons_of(done) == refused
    held = Permit.objects.values_list("number", "person__foreigner_number")
    assert dict(held) == {permit: holder for permit, (holder, _) in clerk.permits.items()}
    names = Person.objects.values_list("foreigner_number", "family_name", "given_names")
    assert {number: name for number, *name in names} == {
        number: [row["nom"], row["prenoms"]] for number, row in clerk.people.items()
    }


@few
@given(lines, lines)
def test_two_extracts_give_what_a_clerk_with_a_notebook_gives(first, second):
    with undone():
        clerk = OneByOne()
        compare(take(*first), clerk, first)
        compare(take(*second, on=ON + timedelta(days=7)), clerk, second)


@few
@given(lines)
def test_a_second_run_of_any_extract_changes_nothing(rows):
    with undone():
        first = take(*rows)
        seen = [
            list(model.objects.order_by("pk").values()) for model in (Person, Permit, Anomaly, RefusedLine)
        ]
        second = take(*rows)
        assert second.counts["taken"] == 0
        assert second.counts["known"] == first.counts["taken"]
        assert second.counts["duplicates"] == first.counts["duplicates"]
        assert reasons_of(second) == reasons_of(first)
        assert second.counts["anomalies_by_code"] == first.counts["anomalies_by_code"]
        assert seen == [
            list(model.objects.order_by("pk").values()) for model in (Person, Permit, Anomaly, RefusedLine)
        ]


@st.composite
def mutilated(draw):
    """Draw an extract of good lines in which some bytes are replaced."""
    content = bytearray(extract(line(), *draw(lines)))
    start = draw(st.sampled_from([0, content.index(b"\n") + 1]))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(start, len(content)))
        content[place : place + draw(st.integers(0, 5))] = draw(
            st.binary(max_size=5) | st.sampled_from([b'"', b";", b"\n", b"\\", b"\0", b"\xff", b"\r"])
        )
    return bytes(content)


@st.composite
def any_values(draw):
    """Draw an extract whose lines have the right columns and any text in them."""
    texts = st.text(max_size=12) | st.sampled_from(
        ["", "00/00/0000", "1" * 10, "\\N", "\\.", "\\x41", "L.423-1"]
    )
    rows = draw(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, texts)), max_size=4))
    return extract(*(text_of(line(**row)) for row in rows))


@few
@given(st.binary(max_size=200) | mutilated() | any_values() | mutilated().map(gzip.compress))
def test_any_bytes_are_an_extract_or_are_refused_and_no_line_is_lost(content):
    with undone():
        try:
            done = take_in(content)
        except FileRefused:
            return
        assert sum(done.counts[name] for name in OUTCOMES) == done.counts["lines"]
        assert done.refusals.count() == done.counts["refused"]
        assert Permit.objects.count() == done.counts["taken"]
