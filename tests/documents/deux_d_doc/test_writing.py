"""What we write: type 13 to the letter of the official layout."""

import re
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from sejour.documents.deux_d_doc import etranger
from sejour.documents.deux_d_doc.catalogue import ETRANGER_KINDS, FIELDS, TYPES
from sejour.documents.deux_d_doc.dates import PartialDate
from sejour.documents.deux_d_doc.errors import FieldRefused, HeaderIsWrong
from sejour.documents.deux_d_doc.etranger import Address, EtrangerKind, fields_of
from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.sealing import HeldKey
from tests.documents.deux_d_doc.seals import ISSUER, LAYOUT, TODAY, TYPE_13, a_document, a_key, sealed

OFFICIAL = {
    "request_number": "9201202004012359123",
    "filed_on": date(2020, 4, 1),
    "authorization": "Autorisé à travailler",
    "foreigner_number": "7503120521",
    "family_name": "Specimen",
    "usage_name": "Berthier-Specimen",
    "given_names": ["Natacha", "Corinne"],
    "born": PartialDate(1973, 7, 12),
    "birth_place": "Buenos Aires",
    "birth_country": "AR",
    "nationality": "AR",
    "address": Address(street="145, avenue des Spécimens", postal_code="75000", city="Paris", country="FR"),
    "category": "Enfant entré par regroupement familial",
    "first_day": date(2020, 5, 1),
    "last_day": date(2020, 6, 30),
    "url": "",
}  # fmt: skip
ADDRESS = {"street": "1 rue A", "postal_code": "75011", "city": "Paris"}


def written(**changed) -> dict[str, str]:
    return {field.identifier: field.value for field in fields_of(a_document(**changed))}


def test_the_official_example_is_written_to_the_letter():
    key = a_key(Issuer("FR00", "0001"))
    text = etranger_text(key)
    assert text.partition("\x1f")[0] == TYPE_13.partition("\x1f")[0]


def etranger_text(key: HeldKey) -> str:
    from_example = read(TYPE_13).header
    made = sealed(a_document(**OFFICIAL), key=key, on=from_example.signed_on)
    header = from_example.written()
    assert made[:12] == header[:12]
    # Issued and signed on two days in the example.
    return header + made[len(header) :]


def test_every_mandatory_field_is_there_and_nothing_that_is_forbidden():
    least = a_document(category="", first_day=None, last_day=None, url="", address=Address(**ADDRESS))
    asked = TYPES["13"]
    assert {field.identifier for field in fields_of(least)} == asked.mandatory
    most = a_document(
        first_name="Aminata",
        identity_document="07CD12304",
        visa_number="FRA123456789",
        expires_on=date(2027, 1, 31),
        address=Address(**ADDRESS, flat="Apt 3", building="Bât. B", locality="BP 12", country="FR"),
    )
    found = {field.identifier for field in fields_of(most)}
    assert found == asked.mandatory | asked.optional | {"08", "0C"}
    assert asked.forbidden.isdisjoint(found)


@pytest.mark.parametrize("kind", EtrangerKind)
def test_each_kind_of_document_has_its_number(kind):
    assert written(kind=kind)["6J"] == kind.value
    assert kind.value in ETRANGER_KINDS


@pytest.mark.parametrize(
    ("born", "text"),
    [
        (PartialDate(1985, 3, 14), "14031985"),
        (PartialDate(1985, 3), "00031985"),
        (PartialDate(1985), "00001985"),
    ],
)
def test_an_unknown_day_or_month_of_birth_is_00(born, text):
    assert written(born=born)["69"] == text


@pytest.mark.parametrize("wrong", [(1985, 0, 14), (1985, 13, 1), (1985, 2, 30), (0, 1, 1)])
def test_a_day_that_is_no_day_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*wrong)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("N'Guyễn-Saïd", "N GUYEN SAID"),
        ("D’Œuf", "D OEUF"),
        ("Groß", "GROSS"),
        ("Łoś-Wałęsa", "LOS WALESA"),
        ("İpekçi ışık", "IPEKCI ISIK"),
        ("Æbeltoft Øre Þór Đặng", "AEBELTOFT ORE THOR DANG"),
        ("Ş\u202eerban\u200b  ", "SERBAN"),
        ("ʿAbd al-Raḥmān", "ABD AL RAHMAN"),
        ("Ƙaura Ɗan", "KAURA DAN"),
        ("", ""),
    ],
)
def test_names_are_written_in_plain_capitals(name, text):
    assert written(family_name=name)["62"] == text


@pytest.mark.parametrize("name", ["Иванов", "محمد", "王", "Ναταλία", "Jean 2"])
def test_a_name_that_would_have_to_be_guessed_is_refused(name):
    with pytest.raises(FieldRefused) as refused:
        fields_of(a_document(family_name=name))
    assert name not in str(refused.value)
    assert refused.value.details == {"identifier": "62", "label": "Nom patronymique"}


def test_a_name_too_long_is_cut_and_told_so():
    field = next(field for field in fields_of(a_document(family_name="A" * 39)) if field.identifier == "62")
    assert (field.value, field.is_cut) == ("A" * 38, True)
    assert f"62{'A' * 38}\x1e63" in sealed(a_document(family_name="A" * 39))
    assert f"62{'A' * 38}63" in sealed(a_document(family_name="A" * 38))


def test_six_given_names_are_written_and_a_seventh_is_told():
    names = ["Jean-Paul", "B", "C", "D", "E", "F", "G"]
    assert "60JEAN PAUL/B/C/D/E/F\x1d" in sealed(a_document(given_names=names[:6]))
    assert "60JEAN PAUL/B/C/D/E/F\x1e" in sealed(a_document(given_names=names))
    assert "60\x1d" in sealed(a_document(given_names=[]))


def test_a_long_address_is_shortened_before_it_is_cut():
    street = "1234 boulevard du Général Charles de Gaulle Prolongé"
    address = Address(**{**ADDRESS, "street": street})
    assert written(address=address)["6U"] == "1234 BD DU GAL CHARLES DE GAULLE PROLO"
    fits = Address(**{**ADDRESS, "street": "12 avenue du Maréchal Lyautey"})
    assert written(address=fits)["6U"] == "12 AVENUE DU MARECHAL LYAUTEY"


@pytest.mark.parametrize(
    ("changed", "identifier"),
    [
        ({"request_number": "42"}, "6K"),
        ({"request_number": "A" * 19}, "6K"),
        ({"sex": ""}, "68"),
        ({"sex": "X"}, "68"),
        ({"nationality": ""}, "67"),
        ({"nationality": "99341"}, "67"),
        ({"authorization": "Autorisé à travailler dans la limite de cent heures par an"}, "6P"),
        ({"foreigner_number": "12345678901"}, "6Q"),
        ({"visa_number": "123"}, "6R"),
        ({"address": Address(**{**ADDRESS, "postal_code": "750"})}, "6W"),
    ],
)
def test_what_cannot_stand_in_its_field_is_refused_and_never_cut(changed, identifier):
    with pytest.raises(FieldRefused) as refused:
        fields_of(a_document(**changed))
    assert refused.value.details["identifier"] == identifier


def test_an_address_abroad_may_have_no_postal_code():
    assert written(address=Address(**{**ADDRESS, "postal_code": ""}))["6W"] == "     "


def test_days_outside_what_a_header_can_write_are_refused():
    for day in (date(1999, 12, 31), date(2180, 1, 1)):
        with pytest.raises(HeaderIsWrong):
            sealed(on=day)


def test_the_address_on_line_keeps_its_small_letters():
    field = next(field for field in fields_of(a_document()) if field.identifier == "0C")
    assert re.fullmatch("[A-Z2-7]+", field.value)


def test_a_paper_sealed_again_is_the_same():
    assert sealed() == sealed()


def test_only_a_key_on_p256_seals():
    with pytest.raises(ValueError, match="P-256"):
        HeldKey(ISSUER, ec.generate_private_key(ec.SECP384R1()))


@pytest.mark.parametrize("issuer", [Issuer("fr99", "ESS1"), Issuer("FR99", "E1"), Issuer("FR99", "É001")])
def test_identifiers_of_another_form_are_refused(issuer):
    with pytest.raises(HeaderIsWrong):
        sealed(key=a_key(issuer))


def test_the_signs_that_each_field_takes_are_those_of_the_layout():
    """What a description names must be taken; what it does not must be refused."""
    for identifier, shape in etranger._SHAPES.items():
        if identifier not in LAYOUT["champs"] or identifier in {"67", "6C", "6Y", "68", "6J", "6W"}:
            continue
        described = LAYOUT["champs"][identifier]["description"]
        length = FIELDS[identifier].shortest or 1
        takes = {sign: bool(shape.fullmatch(sign * length)) for sign in "A0 /é-"}
        assert takes == {
            "A": "[A-Z]" in described,
            "0": "[0-9]" in described or "8 chiffres" in described,
            " ": "espace" in described and "visa" not in described,
            "/": "‘/’" in described,
            "é": False,
            "-": False,
        }, identifier


def test_the_seal_carries_the_days_it_is_given():
    header = read(sealed()).header
    assert (header.issued_on, header.signed_on, header.document_type) == (TODAY, TODAY, "13")
