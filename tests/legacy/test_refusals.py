"""Every reason for which a line is refused; the line beside it is always taken."""

import pytest

from sejour.legacy.extract import LONGEST_LINE
from sejour.legacy.models import RefusedLine
from sejour.legacy.reasons import Reason
from tests.legacy.extracts import another, line, outcome_of, reasons_of, take, text_of

pytestmark = pytest.mark.django_db

GOOD = another(2)
WHOLE = text_of(line())
ONE_LINE = {
    "bytes that are not UTF-8": (WHOLE.replace(b"DIALLO", b"DIALL\xe9"), Reason.INVALID_ENCODING),
    "a NUL": (line(prenoms="Ami\0nata"), Reason.CONTROL_CHARACTER),
    "an escape": (line(commune="Paris\x1b[2J"), Reason.CONTROL_CHARACTER),
    "a line without end": (line(adresse="x" * LONGEST_LINE), Reason.LINE_TOO_LONG),
    "a quote never closed": (WHOLE.replace(b";DIALLO", b';"DIALLO'), Reason.BROKEN_QUOTES),
    "a quote misplaced": (WHOLE.replace(b"DIALLO", b'"DIA"LLO'), Reason.BROKEN_QUOTES),
    "a column too many": (WHOLE.rstrip() + b";SURPLUS\n", Reason.WRONG_COLUMN_COUNT),
    "a column too few": (WHOLE.replace(b";valide", b""), Reason.WRONG_COLUMN_COUNT),
    "a short number": (line(numero_etranger="750000001"), Reason.INVALID_FOREIGNER_NUMBER),
    "a long number": (line(numero_etranger="75000000012"), Reason.INVALID_FOREIGNER_NUMBER),
    "a number with a letter": (line(numero_etranger="750000000A"), Reason.INVALID_FOREIGNER_NUMBER),
    "a number in other digits": (line(numero_etranger="٧٥٠٠٠٠٠٠٠١"), Reason.INVALID_FOREIGNER_NUMBER),
    "no number": (line(numero_etranger=""), Reason.INVALID_FOREIGNER_NUMBER),
    "no name at all": (line(nom="", prenoms=""), Reason.MISSING_NAME),
    "stand-ins for names": (line(nom="XXX", prenoms="-"), Reason.MISSING_NAME),
    "a name of dots": (line(nom="..."), Reason.MISSING_NAME),
    "an endless name": (line(nom="A" * 121), Reason.VALUE_TOO_LONG),
    "endless given names": (line(prenoms="A" * 161), Reason.VALUE_TOO_LONG),
    "an endless article": (line(article="L.423-1 et beaucoup d'autres"), Reason.VALUE_TOO_LONG),
    "no permit number": (line(numero_titre=" "), Reason.MISSING_PERMIT_NUMBER),
    "an endless permit number": (line(numero_titre="C" * 21), Reason.INVALID_PERMIT_NUMBER),
    "an unknown type": (line(type_titre="ABC"), Reason.UNKNOWN_PERMIT_TYPE),
    "an unknown right to work": (line(autorise_travail="peut-être"), Reason.UNKNOWN_WORK),
    "a day that is not": (line(date_fin="31/02/2027"), Reason.INVALID_DATE),
    "a day of another order": (line(date_debut="2026-02-02"), Reason.INVALID_DATE),
    "no last day": (line(date_fin=""), Reason.INVALID_DATE),
    "a hand-over that is not a day": (line(remise_le="bientôt"), Reason.INVALID_DATE),
    "a permit without end": (line(date_fin="31/12/9999"), Reason.INVALID_DATE),
    "no birth date": (line(date_naissance=""), Reason.INVALID_DATE),
    "no birth year": (line(date_naissance="00/00/0000"), Reason.INVALID_DATE),
    "a birth in a thirteenth month": (line(date_naissance="00/13/1985"), Reason.INVALID_DATE),
    "an end before the start": (line(date_debut="02/02/2027"), Reason.END_BEFORE_START),
    "a birth in the future": (line(date_naissance="24/11/2026"), Reason.IMPOSSIBLE_BIRTH_DATE),
    "a birth after the permit": (
        line(date_naissance="01/10/2026", date_fin="01/09/2026"),
        Reason.IMPOSSIBLE_BIRTH_DATE,
    ),
}
TWO_LINES = {
    "another name": (another(2, nom="TRAORE", numero_titre="B"), Reason.CONFLICTING_IDENTITY),
    "another given name": (another(2, prenoms="Awa", numero_titre="B"), Reason.CONFLICTING_IDENTITY),
    "another birth": (another(2, date_naissance="15/03/1985", numero_titre="B"), Reason.CONFLICTING_IDENTITY),
    "somebody else's permit": (
        another(3, numero_titre=GOOD["numero_titre"]),
        Reason.PERMIT_OF_ANOTHER_PERSON,
    ),
    "other dates": (another(2, date_fin="01/02/2028"), Reason.CONFLICTING_PERMIT),
    "another type": (another(2, type_titre="CSP"), Reason.CONFLICTING_PERMIT),
    "another ground": (another(2, article="L.423-7"), Reason.CONFLICTING_PERMIT),
    "another right to work": (another(2, autorise_travail="non"), Reason.CONFLICTING_PERMIT),
}


@pytest.mark.parametrize(("faulty", "reason"), ONE_LINE.values(), ids=ONE_LINE)
def test_a_faulty_line_is_refused_for_its_own_reason(faulty, reason):
    done = take(faulty, GOOD)
    assert reasons_of(done) == {2: reason}
    assert outcome_of(done) == {"taken": 1, "refused": 1}


@pytest.mark.parametrize(("second", "reason"), TWO_LINES.values(), ids=TWO_LINES)
def test_the_first_line_wins_over_one_that_contradicts_it(second, reason):
    done = take(GOOD, second)
    assert reasons_of(done) == {3: reason}
    assert outcome_of(done) == {"taken": 1, "refused": 1}


@pytest.mark.parametrize(("second", "reason"), TWO_LINES.values(), ids=TWO_LINES)
def test_what_is_known_wins_over_a_line_that_contradicts_it(second, reason):
    take(GOOD)
    done = take(second, GOOD)
    assert reasons_of(done) == {2: reason}
    assert outcome_of(done) == {"known": 1, "refused": 1}


def test_every_reason_has_its_test():
    tested = {reason for _, reason in [*ONE_LINE.values(), *TWO_LINES.values()]}
    assert tested == set(Reason)


def test_a_refused_line_has_no_say():
    """The first line of a person is refused: the next one is not judged by it."""
    done = take(line(nom="TRAORE", date_fin="31/02/2027"), line())
    assert (reasons_of(done), outcome_of(done)) == ({2: Reason.INVALID_DATE}, {"taken": 1, "refused": 1})


def test_why_a_line_is_refused_is_said_once_all_lines_are_known():
    """It was the permit of another person first; the next line then told who bears this number."""
    rows = (
        another(5),
        another(6, numero_titre=another(5)["numero_titre"], nom="TRAORE"),
        another(6, nom="KONE"),
    )
    first, second = take(*rows), take(*rows)
    assert reasons_of(first) == reasons_of(second) == {3: Reason.CONFLICTING_IDENTITY}
    assert outcome_of(first) == {"taken": 2, "refused": 1}


def test_a_refused_line_goes_to_the_prefecture_that_it_names():
    take(line(date_fin="31/02/2027"), another(2, departement="69", numero_etranger="1"), WHOLE + b";\n")
    kept = RefusedLine.objects.order_by("first_import", "pk").values_list("reason", "prefecture")
    assert set(kept) >= {("invalid_date", "75"), ("invalid_foreigner_number", "69")}


def test_the_same_line_refused_twice_is_kept_once_and_counted_twice():
    faulty = line(date_fin="31/02/2027")
    done = take(faulty, GOOD, faulty)
    assert reasons_of(done) == {2: Reason.INVALID_DATE, 4: Reason.INVALID_DATE}
    take(faulty)
    assert RefusedLine.objects.count() == 1
