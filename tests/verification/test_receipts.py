"""The receipt of a check: what was answered, for whom, and whether an employer asked in time. No more."""

import subprocess
from datetime import date, timedelta

import pytest

from sejour.core import journal
from sejour.documents import selectors as files
from sejour.documents.signing.apart import verify_ours
from sejour.verification.errors import HireIsTooFar, ReceiptAlreadyMade, ReceiptTooLate
from sejour.verification.models import Receipt
from sejour.verification.services import check_number, check_share_code, make_receipt
from tests.factories import checks
from tests.factories.checks import BORN, PLACE
from tests.factories.days import NOON, TODAY, in_days

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=2)


@pytest.fixture
def person():
    return checks.holder()


@pytest.fixture
def checked(person):
    _, clear = checks.code(person)
    return check_share_code(typed=clear, born=BORN, place=PLACE, at=NOON)


def receipt(reference, *, made_for="Café des Amis", hire_on=None, departement="", at=LATER):
    return make_receipt(
        reference=reference, made_for=made_for, hire_on=hire_on, departement=departement, at=at
    )


def text_of(paper, folder) -> str:
    path = folder / "receipt.pdf"
    path.write_bytes(files.content_of(paper))
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_it_says_what_was_checked_and_is_signed(checked, person, tmp_path):
    paper = receipt(checked.reference, hire_on=in_days(3))
    text = text_of(paper, tmp_path)
    for words in (
        checked.reference,
        "Café des Amis",
        "23 novembre 2026 à 12 h 00 (heure de Paris)",
        "avec un code de partage",
        "Date de naissance 14/03/1985, donnée par qui vérifie",
        "le séjour est régulier",
        "Embauche annoncée le 26 novembre 2026",
        "À vérifier au plus tard le 24 novembre 2026",
        "Demandée à temps Oui",
        "R.5221-42",
    ):
        assert words in text, text
    for secret in ("DIALLO", "Aminata", person.foreigner_number, "Préfecture", "préfecture de police"):
        assert secret not in text
    assert verify_ours(files.content_of(paper), at=LATER).is_authentic


@pytest.mark.parametrize(
    ("hire_on", "in_time"),
    [
        (in_days(2), True),
        (in_days(1), False),
        (TODAY, False),
        (date(2026, 11, 30), True),
    ],
)
def test_two_workable_days_before_hiring(checked, hire_on, in_time):
    receipt(checked.reference, hire_on=hire_on)
    assert Receipt.objects.get().was_in_time is in_time


def test_without_a_hire_it_says_nothing_of_one(checked, tmp_path):
    text = text_of(receipt(checked.reference), tmp_path)
    assert "embauche" not in text.replace("date d'embauche sont ceux", "").lower()
    assert Receipt.objects.get().was_in_time is None


def test_a_blind_check_gives_a_receipt_that_says_no_right(person, tmp_path):
    document = checks.attestation(person)
    number = checks.papers.number_of(document)
    answer = check_number(typed=number, born=BORN, place=PLACE, at=NOON)
    text = text_of(receipt(answer.reference), tmp_path)
    assert f"n° {number}" in text
    assert "séjour est régulier" not in text
    assert "travail" not in text


def test_asked_twice_it_is_the_same_paper_and_one_line_of_the_journal(checked, person):
    assert receipt(checked.reference) == receipt(checked.reference, at=LATER + timedelta(minutes=1))
    lines = journal.lines_of(journal.stream_of("person", person.pk))
    assert [line.verb for line in lines].count("check_receipt_made") == 1


@pytest.mark.parametrize("other", [{"made_for": "Un autre"}, {"hire_on": TODAY}])
def test_it_does_not_change(checked, other):
    receipt(checked.reference)
    with pytest.raises(ReceiptAlreadyMade):
        receipt(checked.reference, **other)


def test_there_is_none_of_a_check_that_was_not_made():
    with pytest.raises(ReceiptTooLate):
        receipt("")


def test_a_hire_beyond_the_law_that_is_known_is_refused(checked):
    with pytest.raises(HireIsTooFar):
        receipt(checked.reference, hire_on=date(1900, 1, 1))
    assert not Receipt.objects.exists()


def test_who_it_is_for_is_one_line(checked, tmp_path):
    receipt(checked.reference, made_for="Café\r\n#set page(fill: red)\x00")
    assert Receipt.objects.get().made_for == "Café #set page(fill: red)"
