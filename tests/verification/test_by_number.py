"""With the number of a document: where it stands, blind; a wrong number is answered as a wrong date."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sejour.continuity.papers import number_of
from sejour.core.errors import TooManyAttempts
from sejour.verification import limits
from sejour.verification.languages import Language
from sejour.verification.models import Check
from sejour.verification.services import check_number
from sejour.verification.telling import effects_of, sentence_of
from sejour.verification.ways import Verdict
from tests.factories import checks
from tests.factories.checks import BORN, PLACE
from tests.factories.days import NOON

pytestmark = pytest.mark.django_db
WRONG = (1985, 3, 15)


def ask(number, born=BORN, *, at=NOON, place=PLACE):
    return check_number(typed=number, born=born, place=place, at=at)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(-1, Verdict.NOT_YET_VALID), (0, Verdict.VALID), (89, Verdict.VALID), (90, Verdict.EXPIRED)],
)
def test_a_document_is_told_by_its_days(days, verdict):
    document = checks.attestation()
    assert ask(number_of(document), at=NOON + timedelta(days=days)).verdict is verdict


def test_a_withdrawn_document_is_told_so():
    document = checks.attestation()
    checks.withdrawn(document)
    assert ask(number_of(document)).verdict is Verdict.WITHDRAWN


def test_the_answer_says_no_name_and_no_right():
    document = checks.attestation()
    answer = ask(number_of(document))
    words = " ".join([sentence_of(answer, Language.FRENCH), *effects_of(answer, Language.FRENCH)])
    assert words.startswith(
        f"Au 23 novembre 2026, le document n° {number_of(document)} est en cours de validité."
    )
    for secret in ("Diallo", "DIALLO", "travail", "séjour", "régulier", "février"):
        assert secret not in words
    assert answer.document is None


def test_a_number_is_understood_however_it_is_typed():
    number = number_of(checks.attestation())
    for typed in (number.lower(), f" {number} ", number.replace("-", " - ", 1), number.replace("0", "O")):
        assert ask(typed).is_yes, typed


def test_a_wrong_number_and_a_wrong_date_do_the_same_work_and_get_the_same_words():
    document = checks.attestation()
    number, other = number_of(document), number_of(checks.attestation())
    mixed = f"{number.rpartition('-')[0]}-{other.rpartition('-')[2]}"
    found, work = set(), set()
    for typed, born in (
        (number, WRONG),
        (mixed, BORN),
        ("AAAAA-BBBBB-999999", BORN),
        ("bonjour", BORN),
        ("", BORN),
    ):
        with CaptureQueriesContext(connection) as made:
            answer = ask(typed, born)
        work.add(tuple(query["sql"][:40] for query in made))
        found.add((answer.verdict, answer.reference, sentence_of(answer, Language.FRENCH)))
    assert len(found) == len(work) == 1
    assert not Check.objects.exists()


@pytest.mark.parametrize("typed", ["A-" + "9" * 30, "A-" + "9" * 18, "A-²", "A-٣", "\x00", "A-0"])
def test_a_number_that_is_none_is_not_found(typed):
    assert ask(typed).verdict is Verdict.NOT_FOUND


def test_guesses_of_one_number_are_limited_from_anywhere():
    number = number_of(checks.attestation())
    for attempt in range(limits.OF_A_NUMBER.attempts):
        assert ask(number, WRONG, place=f"192.0.2.{attempt}").verdict is Verdict.NOT_FOUND
    with pytest.raises(TooManyAttempts):
        ask(number, place="198.51.100.1")
    assert ask(number, at=NOON + limits.OF_A_NUMBER.window).is_yes


def test_the_holder_is_told():
    document = checks.attestation()
    ask(number_of(document))
    assert (Check.objects.get().document, Check.objects.get().person) == (document, document.person)
