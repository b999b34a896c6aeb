"""With a share code: equal work for every wrong answer, and no word of work to a bank."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sejour.core import journal, references
from sejour.core.errors import TooManyAttempts
from sejour.law.kinds import Work
from sejour.verification import limits
from sejour.verification.errors import CodeNotRecognized
from sejour.verification.models import Check, ShareCode
from sejour.verification.services import check_share_code, revoke_share_code
from sejour.verification.ways import Purpose, Verdict
from tests.factories import checks
from tests.factories.applications import AGENT
from tests.factories.checks import BORN, PLACE
from tests.factories.days import NOON, in_days

pytestmark = pytest.mark.django_db
WRONG = (1985, 3, 15)


def ask(clear, born=BORN, *, place=PLACE, at=NOON, **more):
    return check_share_code(typed=clear, born=born, place=place, at=at, **more)


def unknown() -> str:
    body = references.draw(12)
    check = references.check_of(body)
    return references.grouped(body + check) if check in references.ALPHABET else unknown()


def queries(*args, **kwargs) -> list[str]:
    """Return the statements that a refused check makes, without their values."""
    with (
        CaptureQueriesContext(
            connection,
        ) as made,
        pytest.raises(CodeNotRecognized),
    ):
        ask(*args, **kwargs)
    return [re.sub(r'"s\d+_x\d+"|x.[0-9a-f]+', "…", query["sql"])[:60] for query in made]


def test_whatever_is_wrong_the_same_work_is_done():
    person = checks.holder()
    (_, good), (revoked, stopped), (_, ended), (_, once) = (
        checks.code(person),
        checks.code(person),
        checks.code(person, last_day=in_days(0)),
        checks.code(person, most_checks=1),
    )
    revoke_share_code(person=person, public_id=str(revoked.public_id), actor=AGENT, at=NOON)
    ask(once)
    later = NOON + timedelta(days=1)
    work = [
        queries(clear, born, at=later)
        for clear, born in (
            (unknown(), BORN),
            ("bonjour", BORN),
            ("", BORN),
            (good, WRONG),
            (good, (1985, 0, 14)),
            (stopped, BORN),
            (ended, BORN),
            (once, BORN),
        )
    ]
    assert all(statements == work[0] for statements in work), work
    assert len(work[0]) > 3


def test_a_locked_code_does_the_same_work_too():
    _, clear = checks.code(checks.holder())
    for _ in range(limits.WRONG_DATES):
        with pytest.raises(CodeNotRecognized):
            ask(clear, WRONG)
    assert queries(clear) == queries(unknown())


def test_a_lock_is_journaled_once():
    code, clear = checks.code(checks.holder())
    for _ in range(limits.WRONG_DATES + 3):
        with pytest.raises(CodeNotRecognized):
            ask(clear, WRONG)
    lines = journal.lines_of(journal.stream_of("person", code.person_id))
    assert [line.details["code"] for line in lines if line.verb == "share_code_locked"] == [code.pk]
    assert ShareCode.objects.get().wrong_dates == limits.WRONG_DATES


def test_a_check_is_one_row_and_one_line_of_the_journal_that_names_nobody():
    person = checks.holder()
    code, clear = checks.code(person)
    answer = ask(clear, asked_by="Café des Amis")
    check = Check.objects.get()
    assert (check.reference, check.person, check.code, check.way) == (answer.reference, person, code, "code")
    assert (check.asked_by, check.purpose) == ("Café des Amis", "employer")
    line = journal.lines_of(journal.stream_of("person", person.pk))[-1]
    assert line.verb == "rights_checked"
    assert line.details == {"check": check.reference, "way": "code", "verdict": "valid"}


def test_only_employers_and_social_bodies_learn_of_work():
    person = checks.holder()
    for purpose in Purpose:
        answer = ask(checks.code(person, purpose=purpose)[1])
        assert answer.tells_work == (purpose not in (Purpose.BANK, Purpose.HOUSING))
    for check in Check.objects.filter(purpose__in=["bank", "housing"]):
        assert "travail" not in check.answer
    assert answer.rights.work is Work.FULL


def test_who_has_no_document_is_answered_no():
    _, clear = checks.code(checks.people.person())
    assert ask(clear).verdict is Verdict.NO_PROOF


@pytest.mark.parametrize(
    "typed", ["Café\r\nSet-Cookie: a=b", "Café\x00\x1b[31m", "\u202eCafé\u2066", "C" * 500, "\ud800"]
)
def test_what_a_checker_types_is_one_line_of_visible_text(typed):
    _, clear = checks.code(checks.holder())
    ask(clear, asked_by=typed)
    kept = Check.objects.get().asked_by
    assert kept.isprintable()
    assert len(kept) <= 120


def test_an_office_of_two_hundred_behind_one_address_keeps_working():
    person = checks.holder()
    for number in range(200):
        _, clear = checks.code(person)
        if number % 5 == 0:
            with pytest.raises(CodeNotRecognized):
                ask(clear, WRONG)
        assert ask(clear).is_yes
    assert Check.objects.count() == 200


def test_a_place_of_ipv6_is_its_network():
    for number in range(limits.FROM_A_PLACE.attempts):
        with pytest.raises(CodeNotRecognized):
            ask(unknown(), place=f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooManyAttempts):
        ask(unknown(), place="2001:db8:1:2:ffff::1")
    with pytest.raises(CodeNotRecognized):
        ask(unknown(), place="2001:db8:1:3::1")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::"),
        ("2001:db8:0:1::1", "2001:db8:0:1::"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_where_an_address_stands(address, place):
    assert limits.place_of(address) == place
