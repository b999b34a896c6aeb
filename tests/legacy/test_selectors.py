"""What agents see of the imports: counts and pages, for the whole country or for one prefecture."""

import pytest

from sejour.legacy import selectors
from tests.legacy.extracts import A_WEEK_LATER, another, line, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """Import lines of two prefectures, refused and with anomalies."""
    return take(
        another(1, date_fin="31/02/2027"),
        another(2, courriel="a@", remise_le=""),
        another(3, departement="69", date_fin="31/02/2027"),
        another(4, departement="69", courriel="b@"),
        another(5, departement="69", numero_etranger="1"),
        b"rien\n",
    )


def test_refusals_are_counted_by_reason(done):
    assert selectors.refusals_by_reason(done) == {
        "invalid_date": 2,
        "invalid_foreigner_number": 1,
        "wrong_column_count": 1,
    }
    assert selectors.refusals_by_reason(done, prefecture="69") == {
        "invalid_date": 1,
        "invalid_foreigner_number": 1,
    }


def test_refused_lines_come_page_by_page_in_file_order(done):
    pages = [selectors.refused_lines(done, size=3)]
    pages.append(selectors.refused_lines(done, size=3, after=pages[0][-1].number))
    assert [[row.number for row in page] for page in pages] == [[2, 4, 6], [7]]
    assert [row.number for row in selectors.refused_lines(done, prefecture="69")] == [4, 6]


def test_a_refused_line_is_shown_with_its_reason_in_french(done):
    (row,) = selectors.refused_lines(done, after=6)
    assert (row.reason, row.shown) == ("wrong_column_count", "rien")
    assert row.sentence == "La ligne n'a pas le nombre de colonnes de l'en-tête."


def test_open_anomalies_are_counted_and_come_page_by_page(done):
    assert selectors.open_anomalies_by_code() == {"handover_not_recorded": 1, "unusable_email": 2}
    assert selectors.open_anomalies_by_code(prefecture="69") == {"unusable_email": 1}
    first = selectors.open_anomalies(size=2)
    rest = selectors.open_anomalies(size=2, after=first[-1].id)
    assert (len(first), len(rest)) == (2, 1)
    assert {row.detail for row in selectors.open_anomalies(code="unusable_email")} == {"a@", "b@"}
    assert [row.detail for row in selectors.open_anomalies(prefecture="69")] == ["b@"]


def test_a_corrected_anomaly_is_no_longer_listed(done):
    take(another(4, departement="69"), on=A_WEEK_LATER)
    assert selectors.open_anomalies_by_code(prefecture="69") == {}


def test_imports_are_found_by_number_or_as_the_latest():
    assert selectors.import_of(None) is None
    first, second = take(line()), take(line())
    assert selectors.import_of(None) == second
    assert selectors.import_of(first.pk) == first
    assert selectors.import_of(0) is None
    assert list(selectors.latest_imports()) == [second, first]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"a;\xe9;b", "a;\\xe9;b"),
        (b"a\x1b[2J\0\x07", "a\\x1b[2J\\x00\\x07"),
        ("a\u202eb\u2028".encode(), "a\\u202eb\\u2028"),
        ("é;الحلبي".encode(), "é;الحلبي"),
        (b"x" * 3000, "x" * 2000 + "…"),
    ],
)
def test_a_line_is_shown_harmless(raw, shown):
    assert selectors.harmless(raw) == shown
