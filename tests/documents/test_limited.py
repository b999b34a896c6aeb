"""What strangers send is read in a process that may not take more than its share."""

import os
import subprocess
import zlib
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from sejour.documents import limited
from sejour.documents.deux_d_doc import drawing
from sejour.documents.deux_d_doc.errors import NothingFound, PictureIsUnreadable
from sejour.documents.deux_d_doc.pictures import texts_in
from sejour.documents.limited import TooMuchWork
from sejour.documents.signing.apart import verify_ours
from sejour.documents.signing.papers import sign_pdf
from sejour.documents.signing.verdicts import Standing
from tests.documents.deux_d_doc.seals import sealed
from tests.documents.signing.pages import a_page
from tests.factories.days import NOON

REFUSALS = (NothingFound, PictureIsUnreadable)


@cache
def packed_zeros() -> bytes:
    """Return two gigabytes of nothing, in two megabytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(bytes(50_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + once * 40


def test_it_answers_as_the_function_does():
    assert limited.run(texts_in, drawing.png(sealed()), refusals=REFUSALS) == [sealed()]


def test_a_refusal_that_is_expected_is_raised_here():
    with pytest.raises(NothingFound):
        limited.run(texts_in, drawing.png("rien du tout"), refusals=REFUSALS)


def test_a_refusal_that_is_not_expected_is_not_trusted():
    with pytest.raises(TooMuchWork):
        limited.run(texts_in, drawing.png("rien du tout"))


def test_memory_has_an_end():
    with pytest.raises(TooMuchWork):
        limited.run(zlib.decompress, packed_zeros())


def test_time_has_an_end():
    with pytest.raises(TooMuchWork):
        limited.run(os.system, b"sleep 20", wall_seconds=0.5)


def test_there_is_no_secret_and_no_file_to_write(monkeypatch, tmp_path):
    monkeypatch.setenv("SEJOUR_SECRET_KEY", "secret")
    assert "secret" not in limited.run(subprocess.getoutput, b"env")
    limited.run(os.system, f"echo trace > {tmp_path}/trace".encode())
    assert not (tmp_path / "trace").exists() or (tmp_path / "trace").read_bytes() == b""


def test_each_limit_is_set():
    said = limited.run(subprocess.getoutput, b"ulimit -t; ulimit -v; ulimit -f; ulimit -c")
    assert said.split() == [str(limited.CPU_SECONDS), str(limited.MEMORY // 1024), "0", "0"]


def test_ours_is_recognised_apart(keys):
    assert verify_ours(sign_pdf(a_page(), at=NOON).content, at=NOON).is_authentic
    assert verify_ours(a_page(), at=NOON).standing is Standing.UNSIGNED


def bomb_in_a_pdf() -> bytes:
    """Return a small PDF whose cross-reference stream opens to gigabytes."""
    packed = packed_zeros()
    head = (
        b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [1 2 2] /Size 9 /Root 2 0 R /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
    )
    return head + b" >>\nstream\n" + packed + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


def nested() -> bytes:
    """Return a PDF whose root is a hundred thousand lists deep."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return (
        b"%PDF-1.7\n1 0 obj\n" + deep + b"\nendobj\ntrailer\n<< /Root 1 0 R /Size 2 >>\nstartxref\n9\n%%EOF"
    )


def a_loop_of_fields() -> bytes:
    """Return a PDF with a form field that is its own child."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_page())))
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("x")})
    reference = writer._add_object(field)
    field[NameObject("/Kids")] = ArrayObject([reference])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
    writer.root_object[NameObject("/AcroForm")] = form
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize("hostile", [bomb_in_a_pdf, nested, a_loop_of_fields])
def test_a_pdf_made_to_hurt_is_refused_soon(keys, hostile):
    try:
        verdict = verify_ours(hostile(), at=NOON)
    except TooMuchWork:
        return
    assert verdict.standing in {Standing.UNREADABLE, Standing.UNSIGNED, Standing.ALTERED}
