"""The 2D-Doc of papers: what it says of a row, when there is none, and that the signed page shows it."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from tddoc.doc import TwoDDoc

from sejour.applications.services.draft import new_reference
from sejour.continuity.papers import number_of
from sejour.continuity.seals import request_number, seal_of
from sejour.core import references
from sejour.documents.checking import check_address
from sejour.documents.deux_d_doc import pictures
from sejour.documents.deux_d_doc.drawing import modules_of
from sejour.documents.deux_d_doc.etranger import EtrangerKind
from sejour.documents.deux_d_doc.letters import plain
from sejour.documents.making import make
from sejour.law.kinds import Work
from tests.documents.parts import said_of
from tests.documents.specimens import (
    NIGER,
    counter_document,
    document_of,
    favorable,
    holder,
    prolongation,
    renewal,
)
from tests.factories.applications import filed
from tests.factories.days import NOON, TODAY

pytestmark = pytest.mark.django_db
MILLIMETRES_AN_INCH = 25.4


def deposit_of(**fields):
    return document_of(filed(holder(**fields)), "attestation_depot")


def made(order) -> tuple[bytes, str]:
    found = make(order.content, seal=order.seal, at=NOON)
    return found.content, found.seal_text


def scanned(pdf: bytes, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def png_of(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def noisy(image: Image.Image) -> Image.Image:
    """Return a page as a poor scanner gives it: grain, a little blur, grey paper."""
    grain = Image.effect_noise(image.size, 40).filter(ImageFilter.GaussianBlur(0.5))
    return Image.blend(image, grain, 0.25)


def turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


SEEN = {
    "at 150 points an inch": lambda pdf: scanned(pdf, 150),
    "at 300 points an inch": lambda pdf: scanned(pdf, 300),
    "turned a quarter": lambda pdf: turned(scanned(pdf, 150), 90),
    "askew": lambda pdf: turned(scanned(pdf, 150), 7),
    "pale": lambda pdf: scanned(pdf, 150).point(lambda value: int(90 + value * 0.4)),
    "with grain": lambda pdf: noisy(scanned(pdf, 200)),
}


@pytest.mark.parametrize("way", SEEN)
def test_the_seal_is_read_back_from_the_signed_page(way):
    pdf, text = made(prolongation("fr"))
    assert text
    assert pictures.texts_in(png_of(SEEN[way](pdf))) == [text]


def test_the_seal_is_read_from_the_pdf_that_has_a_cover_before_it():
    pdf, text = made(favorable("ar"))
    assert pictures.texts_in(pdf) == [text]


def test_a_module_is_printed_as_large_as_the_specification_asks():
    pdf, text = made(prolongation("fr"))
    dpi = 600
    image = scanned(pdf, dpi)
    (found,) = pictures.zxingcpp.read_barcodes(image, formats=pictures.zxingcpp.BarcodeFormat.DataMatrix)
    side = found.position.top_right.x - found.position.top_left.x
    module = side / dpi * MILLIMETRES_AN_INCH / len(modules_of(text))
    assert module == pytest.approx(0.4, abs=0.01)


def test_whoever_cannot_see_the_seal_is_told_what_it_is():
    pdf, _ = made(prolongation("fr"))
    (said,) = said_of(pdf, "/Alt")
    assert said.startswith("Cachet 2D-Doc")


def test_a_third_party_reads_the_row_in_it():
    order = prolongation("fr")
    _, text = made(order)
    found = TwoDDoc.from_code(text)
    said = {data.definition.id: data.value for data in found.message.dataset}
    assert found.header.doc_type().emitter_type == "Document étranger"
    assert (said["6J"], said["6P"], said["62"]) == ("2", "AUTORISE A TRAVAILLER", "DIALLO")
    assert (said["68"], said["67"], said["6C"], said["6W"]) == ("F", "NE", "NE", "75000")
    assert f"{said['6N']:%d/%m/%Y} {said['6O']:%d/%m/%Y}" == "22/02/2027 21/05/2027"
    assert order.content["number"] in said["0C"].decode()
    assert said["0C"].decode().startswith(check_address())


def test_each_kind_says_which_it_is():
    said = seal_of(deposit_of())
    assert said is not None
    assert said.kind is EtrangerKind.ATTESTATION_DEPOT
    assert (said.first_day, said.last_day, said.filed_on) == (None, None, TODAY)
    assert "TRAVAILLER" not in said.authorization
    favorable_seal = favorable("fr").seal
    assert favorable_seal is not None
    assert favorable_seal.kind is EtrangerKind.ATTESTATION_DECISION_FAVORABLE
    assert favorable_seal.last_day is None


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (Work.NONE, "N AUTORISE PAS A TRAVAILLER"),
        (Work.LIMITED, "AUTORISE A TRAVAILLER SELON LE TITRE"),
        (Work.FULL, "AUTORISE A TRAVAILLER"),
    ],
)
def test_what_it_says_of_work_is_what_the_paper_says(work, says):
    document = document_of(renewal("fr"), "attestation_depot")
    document.kind, document.work = "attestation_prolongation", work
    said = seal_of(document)
    assert said is not None
    assert said.authorization == says == plain(says)


def test_an_unknown_day_and_month_of_birth_are_written_00():
    said = seal_of(deposit_of(born_day=None, born_month=None))
    assert said is not None
    assert said.born.written() == "00001985"


@pytest.mark.parametrize(
    "fields",
    [
        {"sex": ""},
        {"nationality": ""},
        {"nationality": "99999"},
        {"birth_country": ""},
        {"born_year": None, "born_month": None, "born_day": None},
        {"family_name": "Иванов"},
        {"given_names": "محمد"},
        {"address": "улица 5"},
    ],
    ids=str,
)
def test_there_is_no_seal_where_the_standard_cannot_say_it_and_the_paper_tells_so(fields):
    document = deposit_of(**fields)
    assert seal_of(document) is None


def test_a_recepisse_has_no_seal():
    assert seal_of(counter_document("fr")) is None


def test_the_address_in_the_seal_holds_nothing_of_the_person():
    document = deposit_of(nationality=NIGER)
    said = seal_of(document)
    assert said is not None
    assert said.url == f"{check_address()}?numero={number_of(document)}"
    for personal in ("diallo", "aminata", "1985", document.person.foreigner_number):
        assert personal not in said.url.lower()


REFERENCES = st.text(references.ALPHABET, min_size=10, max_size=10)


@given(REFERENCES, REFERENCES)
def test_two_applications_never_share_the_19_digits_of_their_request(one, other):
    assert len(request_number(one)) == 19
    assert request_number(one).isdigit()
    assert (request_number(one) == request_number(other)) == (one == other)


def test_the_19_digits_are_those_of_the_reference_as_it_is_printed():
    reference = new_reference()
    assert request_number(reference) == request_number(reference.replace("-", "").lower())


@pytest.mark.parametrize("reference", ["", "ABC", "K7M2P-4QX9", "K7M2P-4QX9D-2", "ÉÉÉÉÉ-ÉÉÉÉÉ"])
def test_a_reference_of_another_making_gives_no_digits(reference):
    assert request_number(reference) == ""
