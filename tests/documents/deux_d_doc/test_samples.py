"""The examples that the specification prints: each is read, each is authentic, none can be touched."""

from datetime import date

import pytest

from sejour.documents.deux_d_doc import catalogue
from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.message import write_message
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.trust import Trust
from sejour.documents.deux_d_doc.verification import Remark, SignatureState, Standing, verify
from sejour.documents.deux_d_doc.words import lines_of, title_of
from tests.documents.deux_d_doc.seals import LAYOUT, SAMPLES, TODAY, TYPE_13, official_trust

every_sample = pytest.mark.parametrize(
    "sample", SAMPLES, ids=lambda one: f"p{one['page']}-v{one['version']}-{one['type']}"
)


@every_sample
def test_an_official_example_is_authentic(sample):
    document = read(sample["code"])
    checked = verify(document, trust=official_trust(), on=TODAY)
    assert (document.header.version, document.header.document_type) == (sample["version"], sample["type"])
    assert document.header.issuer == Issuer("FR00", "0001")
    assert checked.signature is SignatureState.VALID
    assert checked.remarks == (Remark.TEST_ISSUER,)
    assert checked.standing in {Standing.VALID, Standing.EXPIRED}


@every_sample
def test_every_field_of_an_official_example_is_known(sample):
    document = read(sample["code"])
    assert document.fields
    assert all(field.is_sound for field in document.fields)


@every_sample
def test_an_official_example_read_and_written_says_the_same(sample):
    document = read(sample["code"])
    # Examples of customs leave out the separator after an EORI number; many put one at the very end.
    written, given = (
        write_message(document.fields),
        sample["code"][document.header.length :].partition("\x1f")[0],
    )
    assert sample["code"].startswith(document.header.written())
    if sample["type"] not in {"C2", "C3", "C4", "C6"}:
        assert written.rstrip("\x1d") == given.rstrip("\x1d")


def test_the_example_of_type_13_is_told_in_french():
    document = read(TYPE_13)
    assert title_of(document) == "Attestation de prolongation d'instruction"
    said = {line.identifier: line.value for line in lines_of(document)}
    assert said["6P"] == "AUTORISE A TRAVAILLER"
    assert said["69"] == "12 juillet 1973"
    assert said["60"] == "NATACHA, CORINNE"
    assert said["68"] == "féminin"
    checked = verify(document, trust=official_trust(), on=date(2020, 6, 30))
    assert (checked.standing, checked.first_day, checked.last_day) == (
        Standing.VALID, date(2020, 5, 1), date(2020, 6, 30),
    )  # fmt: skip


def test_addresses_hours_days_and_yes_or_no_are_told_as_people_say_them():
    said = {}
    for sample in SAMPLES:
        document = read(sample["code"])
        said |= {(sample["page"], line.identifier): line.value for line in lines_of(document)}
    assert said["156", "0C"] == "huissier-justice.fr/1896547853AB"
    assert said["173", "F6"] == "20 juin 2013 à 12 h 00"
    assert said["190", "54"] == "31 octobre 2012"
    assert said["198", "7C"] == "non"
    assert said["196", "AE"] == "01 h 32"


def test_a_vector_of_another_source_is_authentic():
    vector = next(one for one in LAYOUT["vecteurs"] if one["nom"].startswith("CVE B1"))
    document = read(vector["donnees"])
    assert verify(document, trust=official_trust(), on=TODAY).signature is SignatureState.INVALID
    signed = next(sample["code"] for sample in SAMPLES if sample["type"] == "B1")
    assert read(signed).signed == document.signed
    assert read(signed).signature.hex().upper() == vector["signature_hex"]


def test_separators_are_understood_as_terminals_show_them():
    vector = next(one for one in LAYOUT["vecteurs"] if "28" in one["nom"])
    document = read(vector["donnees"])
    assert document.header.document_type == "28"
    assert {field.identifier for field in document.fields} >= {"43", "44", "45", "46", "47", "4Y"}
    assert all(field.is_sound for field in document.fields)
    shown = TYPE_13.replace("\x1d", "␝").replace("\x1f", "<US>")
    assert read(f"\ufeff{shown}\r\n") == read(TYPE_13)


def test_the_catalogue_agrees_with_the_layout_of_the_documents_of_foreigners():
    for identifier, known in LAYOUT["champs"].items():
        definition = catalogue.FIELDS[identifier]
        assert (definition.shortest, definition.longest, definition.label) == (
            known["min"], known["max"], known["label"],
        )  # fmt: skip
        is_date = "JJMMAAAA" in known["description"]
        assert (definition.kind is catalogue.Kind.DATE) == is_date, identifier
    assert catalogue.TYPES["13"].mandatory == set(LAYOUT["exigences"]["13"]["mandatory"])


def test_without_its_certificate_an_example_proves_nothing():
    checked = verify(read(TYPE_13), trust=Trust(), on=TODAY)
    assert (checked.standing, checked.signature) == (Standing.UNKNOWN_ISSUER, SignatureState.UNKNOWN_ISSUER)
