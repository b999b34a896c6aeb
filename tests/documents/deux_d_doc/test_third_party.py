"""A parser that is not ours, `tddoc`, reads and verifies what we write."""

from datetime import date

from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from tddoc.doc import TwoDDoc
from tddoc.keychain import KeyChain

from sejour.documents.deux_d_doc.errors import FieldRefused
from sejour.documents.deux_d_doc.etranger import fields_of
from sejour.documents.deux_d_doc.header import Issuer
from tests.documents.deux_d_doc.seals import a_document, a_key, certificate, sealed, the_key
from tests.documents.deux_d_doc.test_round_trip import DOCUMENTS

unhurried = settings(deadline=None)


def keychain(held) -> KeyChain:
    chain = KeyChain(check_expiry=False)
    chain.der_add(certificate(held.private_key, held.issuer).public_bytes(Encoding.DER))
    return chain


def test_it_reads_what_we_write():
    found = TwoDDoc.from_code(sealed())
    said = {data.definition.id: data.value for data in found.message.dataset}
    assert found.header.doc_type().emitter_type == "Document étranger"
    assert (found.header.ca_id, found.header.cert_id, found.header.sign_date) == (
        "FR99",
        "ESS1",
        date(2026, 11, 25),
    )
    assert said["62"] == "N GUYEN SAID"
    assert (said["69"], said["6N"], said["6O"]) == (date(1985, 3, 14), date(2026, 11, 1), date(2027, 1, 31))
    assert said["0C"] == b"https://sejour.exemple.fr/verifier"


def test_it_finds_what_we_write_authentic_and_tells_a_change():
    chain = keychain(the_key())
    assert TwoDDoc.from_code(sealed()).signature_is_valid(chain)
    assert not TwoDDoc.from_code(sealed().replace("SFAX", "SFAY")).signature_is_valid(chain)
    assert not TwoDDoc.from_code(sealed(key=a_key())).signature_is_valid(chain)
    assert not TwoDDoc.from_code(sealed(key=a_key(Issuer("FR99", "ESS1")))).signature_is_valid(chain)


@unhurried
@given(DOCUMENTS)
def test_it_reads_the_same_fields_whatever_the_document(document):
    # It refuses days that are not known; they are tried with our own reader.
    whole = document if document.born.whole else a_document()
    try:
        expected = [(field.identifier, field.value) for field in fields_of(whole)]
    except FieldRefused:
        return
    found = TwoDDoc.from_code(sealed(whole))
    assert [data.definition.id for data in found.message.dataset] == [
        identifier for identifier, _ in expected
    ]
    assert found.signature_is_valid(keychain(the_key()))
