"""Every kind of file that may be given: an extract is read, another is refused whole and clearly."""

import gzip
import io

import pytest

from sejour.legacy.errors import DamagedFile, EmptyFile, NotAnExtract, UnreadableFile, WrongColumns
from sejour.legacy.extract import COLUMNS, LONGEST_LINE
from sejour.legacy.models import RegisterImport
from sejour.legacy.services import import_register
from sejour.permits.models import Permit
from tests.factories.days import NOON
from tests.legacy.extracts import ON, another, extract, line, outcome_of, reasons_of, take, take_in, text_of

pytestmark = pytest.mark.django_db

CONTENT = extract(line(), another(1))
BOTH = {"taken": 2}
GOOD = {
    "as it is": CONTENT,
    "compressed": gzip.compress(CONTENT),
    "compressed in two parts": gzip.compress(CONTENT[:900]) + gzip.compress(CONTENT[900:]),
    "with a byte order mark": b"\xef\xbb\xbf" + CONTENT,
    "compressed, with a byte order mark": gzip.compress(b"\xef\xbb\xbf" + CONTENT),
    "with CRLF": CONTENT.replace(b"\n", b"\r\n"),
    "without a last line end": CONTENT.rstrip(),
    "with blank lines": CONTENT.replace(b"\n", b"\n\n  \r\n"),
    "with all values in quotes": b'"' + CONTENT.replace(b";", b'";"').replace(b"\n", b'"\n"')[:-1],
    "with columns in another order": extract(line(), another(1), columns=COLUMNS[::-1]),
    "with names of columns in capitals": CONTENT.replace(b"numero_etranger", b" Numero_Etranger "),
}
HEADER, _, LINES = CONTENT.partition(b"\n")
BAD = {
    "empty": (b"", EmptyFile, "vide"),
    "empty, compressed": (gzip.compress(b""), EmptyFile, "vide"),
    "a byte order mark alone": (b"\xef\xbb\xbf", EmptyFile, "vide"),
    "a blank line": (b"\n", EmptyFile, "vide"),
    "lines without a header": (LINES, WrongColumns, "Colonnes manquantes"),
    "a column missing": (CONTENT.replace(b";statut", b""), WrongColumns, "manquantes : statut"),
    "a column unknown": (CONTENT.replace(b"statut", b"status"), WrongColumns, "inconnues : status"),
    "a column twice": (CONTENT.replace(b"statut", b"statut;nom"), WrongColumns, "en double : nom"),
    "a column without a name": (CONTENT.replace(b"statut\n", b"statut;\n"), WrongColumns, "(sans nom)"),
    "another separator": (CONTENT.replace(b";", b","), WrongColumns, "point-virgule"),
    "a web page": (b"<!DOCTYPE html><html>", WrongColumns, "Colonnes manquantes"),
    "a workbook": (b"PK\x03\x04\x14\x00", NotAnExtract, "xlsx"),
    "a PDF": (b"%PDF-1.7\n", NotAnExtract, "PDF"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", NotAnExtract, "xls"),
    "UTF-16": (CONTENT.decode().encode("utf-16"), NotAnExtract, "UTF-16"),
    "another compression": (b"BZh91AY", NotAnExtract, "bzip2"),
    "zeros": (bytes(100_000), NotAnExtract, "pas du texte"),
    "another encoding": (b"num\xe9ro\n", NotAnExtract, "UTF-8"),
    "a header with an open quote": (b'"' + CONTENT, NotAnExtract, "guillemets"),
    "a compressed file cut short": (gzip.compress(CONTENT * 50)[:-20], DamagedFile, "incomplet"),
    "a compressed file altered": (gzip.compress(CONTENT)[:-6] + b"\0" * 6, DamagedFile, "abîmé"),
    "a compressed file followed by bytes": (gzip.compress(CONTENT) + b"suite", DamagedFile, "abîmé"),
    "a gzip header alone": (b"\x1f\x8b", DamagedFile, "incomplet"),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_an_extract_comes_in_however_it_is_written(content):
    assert outcome_of(take_in(content)) == BOTH


@pytest.mark.parametrize(("content", "error", "said"), BAD.values(), ids=BAD)
def test_another_file_is_refused_whole_and_says_why(content, error, said):
    with pytest.raises(error, match="Rien n'a été importé") as refused:
        take_in(content)
    assert said in str(refused.value)
    assert not Permit.objects.exists()
    assert not RegisterImport.objects.exists()


def test_a_header_alone_is_an_extract_without_lines():
    assert take_in(HEADER).counts["lines"] == 0


def test_names_from_anywhere_are_shown_harmless_and_short():
    with pytest.raises(WrongColumns) as refused:
        take_in(b"\x1b[2Jnom;" + b";".join(b"c%03d" % n for n in range(500)))
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 1000


def test_a_disk_that_fails_is_told():
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError(5, "Erreur d'entrée/sortie")

    with pytest.raises(UnreadableFile, match="Erreur d'entrée/sortie"):
        import_register(source=Broken(), name="x", on=ON, at=NOON)


def test_lines_are_numbered_as_an_editor_does():
    done = take(line(), b"\n", b"seule\n", another(1), b"deux;valeurs\n")
    assert reasons_of(done) == {4: "wrong_column_count", 6: "wrong_column_count"}
    assert done.counts["lines"] == 4


def test_quotes_may_hold_separators_quotes_and_line_ends():
    done = take(line(adresse='12; rue "des"\nLilas\nbâtiment B'), another(1), b"seule\n")
    assert outcome_of(done) == {"taken": 2, "refused": 1}
    assert Permit.objects.get(number="CST010000001").person.address == '12; rue "des" Lilas bâtiment B'
    assert reasons_of(done) == {6: "wrong_column_count"}


def test_a_quote_that_nobody_closed_swallows_no_permit_of_others():
    opened = text_of(line()).replace(b";12 rue", b';"12 rue')
    closed = text_of(another(1)).replace(b"rue des Lilas;", b'rue des Lilas";')
    done = take(opened, another(2), closed, another(3))
    assert reasons_of(done) == {2: "broken_quotes"}
    assert outcome_of(done) == {"taken": 3, "refused": 1}


def test_a_quote_that_nobody_closed_at_the_end_of_the_file_is_one_line():
    done = take(another(1), b'a;"b\n', b"c\n", b"d\n")
    assert reasons_of(done) == {3: "broken_quotes", 4: "wrong_column_count", 5: "wrong_column_count"}


def test_a_quote_may_open_on_bytes_that_are_not_text():
    done = take(b'\xff"\n', b'\xff"\n', another(1))
    assert reasons_of(done) == {2: "invalid_encoding", 3: "invalid_encoding"}


def test_a_line_without_end_fills_no_memory_and_hides_no_other():
    done = take(line(adresse="x" * 10 * LONGEST_LINE), another(1))
    assert reasons_of(done) == {2: "line_too_long"}
    assert len(bytes(done.refusals.get().line.raw)) == LONGEST_LINE


def test_the_name_of_a_file_may_hold_anything():
    done = take_in(CONTENT, name="extrait \udcff\x01.csv")
    assert done.file_name == "extrait ?\x01.csv"
