"""What is authentic is told, what was touched is told, and the days are those of the document."""

import string
from base64 import b32decode, b32encode
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA384, SHA512

from sejour.documents.deux_d_doc.errors import Unreadable
from sejour.documents.deux_d_doc.header import Header, Issuer
from sejour.documents.deux_d_doc.message import US, read_message, write_message
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.sealing import seal
from sejour.documents.deux_d_doc.trust import Trust, TrustedKey
from sejour.documents.deux_d_doc.verification import Remark, SignatureState, Standing, verify
from sejour.documents.deux_d_doc.words import conclusion_of, lines_of, title_of
from tests.documents.deux_d_doc.seals import (
    ISSUER,
    TODAY,
    TYPE_13,
    a_document,
    a_key,
    official_trust,
    sealed,
    the_key,
    trust_of,
)


def checked(text: str, *, trust: Trust | None = None, on: date = TODAY):
    return verify(read(text), trust=trust or trust_of(the_key()), on=on)


def standing(text: str, **changed) -> Standing:
    return checked(text, **changed).standing


def signed(message: str, *, kind: str = "13", on: date = TODAY) -> str:
    """Return a 2D-Doc of any message, whatever it says."""
    header = Header(issuer=ISSUER, issued_on=on, signed_on=on, document_type=kind)
    return seal(header, read_message(message), key=the_key())


def test_a_sealed_document_is_authentic_and_valid():
    found = checked(sealed())
    assert found.is_valid
    assert (found.standing, found.signature, found.remarks) == (Standing.VALID, SignatureState.VALID, ())
    assert (found.first_day, found.last_day) == (date(2026, 11, 1), date(2027, 1, 31))
    assert conclusion_of(found) == (
        "Document authentique, valable le 25 novembre 2026, jusqu'au 31 janvier 2027."
    )


@pytest.mark.parametrize("text", [TYPE_13, sealed()], ids=["official", "ours"])
def test_one_changed_character_anywhere_is_told(text):
    trust = official_trust() if text is TYPE_13 else trust_of(the_key())
    for place, sign in enumerate(text):
        for other in {"A", "B", "7", " ", "\x1d", "\x1f", string.printable[place % 95]} - {sign}:
            try:
                found = verify(
                    read(text[:place] + other + text[place + 1 :]), trust=trust, on=date(2020, 6, 1)
                )
            except Unreadable:
                continue
            assert found.signature is not SignatureState.VALID, (place, sign, other)


def test_a_character_more_or_less_is_told():
    text = sealed()
    for place in range(len(text)):
        for touched in (text[:place] + text[place + 1 :], text[:place] + "A" + text[place:]):
            try:
                assert not checked(touched).is_valid
            except Unreadable:
                continue


def test_the_spare_bits_of_the_signature_are_not_free():
    text = sealed()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    same = [text[:-1] + sign for sign in alphabet if sign != text[-1]]
    padding = "=" * 1
    assert any(b32decode(one.partition(US)[2] + padding) == read(text).signature for one in same)
    assert {standing(one) for one in same} == {Standing.INVALID_SIGNATURE}


def test_the_key_of_somebody_else_is_told():
    assert standing(sealed(key=a_key())) is Standing.INVALID_SIGNATURE
    assert "modifié" in conclusion_of(checked(sealed(key=a_key())))


def test_an_unknown_issuer_is_told_and_nothing_more():
    other = a_key(Issuer("FR98", "ESS1"))
    found = checked(sealed(key=other))
    assert (found.standing, found.signature) == (Standing.UNKNOWN_ISSUER, SignatureState.UNKNOWN_ISSUER)
    assert "FR98/ESS1" in conclusion_of(found)


def test_after_a_renewal_either_key_is_believed():
    new = a_key()
    both = Trust([*trust_of(new).keys_of(ISSUER), *trust_of(the_key()).keys_of(ISSUER)])
    assert standing(sealed(), trust=both) is standing(sealed(key=new), trust=both) is Standing.VALID


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, TODAY, Standing.VALID),
        (TODAY + timedelta(days=1), date(2028, 1, 1), Standing.CERTIFICATE_NOT_VALID),
        (date(2020, 1, 1), TODAY - timedelta(days=1), Standing.CERTIFICATE_NOT_VALID),
    ],
)
def test_the_day_of_the_signature_is_within_the_certificate(first, last, expected):
    found = checked(sealed(), trust=trust_of(the_key(), first=first, last=last))
    assert (found.standing, found.signature) == (expected, SignatureState.VALID)
    assert conclusion_of(found)


def test_a_document_outlives_the_certificate_that_was_valid_when_it_was_signed():
    trust = trust_of(the_key(), first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert standing(sealed(), trust=trust, on=date(2027, 1, 15)) is Standing.VALID


def test_a_signature_without_a_day_proves_nothing():
    header = Header(issuer=ISSUER, issued_on=TODAY, signed_on=None, document_type="13")
    found = checked(seal(header, [], key=the_key()))
    assert found.standing is Standing.CERTIFICATE_NOT_VALID
    assert "sans date" in conclusion_of(found)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 10, 31), Standing.NOT_YET_VALID),
        (date(2026, 11, 1), Standing.NOT_YET_VALID),
        (date(2026, 11, 25), Standing.VALID),
        (date(2027, 1, 31), Standing.VALID),
        (date(2027, 2, 1), Standing.EXPIRED),
    ],
)
def test_both_ends_are_days_of_validity(on, expected):
    found = checked(sealed(), on=on)
    assert found.standing is expected
    assert conclusion_of(found).startswith("Document authentique, ")


def test_a_deposit_without_an_end_says_so():
    found = checked(sealed(a_document(first_day=None, last_day=None)))
    assert (found.standing, found.last_day) == (Standing.VALID, None)
    assert conclusion_of(found) == "Document authentique. Il ne porte pas de fin de validité."


def test_two_ends_are_read_in_the_narrower_way():
    found = checked(sealed(a_document(expires_on=date(2026, 11, 20))))
    assert (found.standing, found.last_day) == (Standing.EXPIRED, date(2026, 11, 20))


@pytest.mark.parametrize("end", ["6O99999999", "6O00012027", "08ZZZZ", "6N3002"])
def test_an_end_that_is_no_day_is_never_a_yes(end):
    found = checked(signed(end))
    assert found.standing is Standing.DATES_UNREADABLE
    assert "ne prouve rien" in conclusion_of(found)


def test_no_day_in_hexadecimal_is_no_end():
    assert standing(signed("08FFFF", kind="01")) is Standing.VALID


@pytest.mark.parametrize(
    ("message", "kind", "remark"),
    [
        ("6J2", "13", Remark.MANDATORY_FIELD_MISSING),
        ("65IR", "13", Remark.FORBIDDEN_FIELD),
        ("ZZ1", "13", Remark.UNKNOWN_FIELD),
        ("6J2\x1d6J1", "13", Remark.FIELD_TWICE),
        ("6K12", "13", Remark.FIELD_TOO_SHORT),
        ("6J2", "ZZ", Remark.UNKNOWN_TYPE),
    ],
)
def test_what_is_odd_is_remarked(message, kind, remark):
    assert remark in checked(signed(message, kind=kind)).remarks


def test_a_type_that_nobody_knows_is_read_as_it_is():
    document = read(signed("6J2\x1dZZTOUT\x1d", kind="ZZ"))
    assert title_of(document) == "Document de type ZZ"
    assert [(line.label, line.value) for line in lines_of(document)] == [
        ("Type de document étranger", "Attestation de prolongation d'instruction"),
        ("Champ ZZ", "TOUT"),
    ]


@pytest.mark.parametrize(
    "hidden", [b"\x1b[2Jhttps://exemple.fr", b"\xff\xfe", "https://exemple.fr/\u202efdp".encode()]
)
def test_an_address_that_hides_something_is_shown_as_written(hidden):
    written = b32encode(hidden).decode().rstrip("=")
    assert [line.value for line in lines_of(read(signed(f"0C{written}\x1d")))] == [written]


def test_an_annex_is_told_apart_for_nothing_signs_it():
    found = checked(sealed() + "\x1d6PAUTORISE A TOUT")
    assert found.standing is Standing.VALID
    assert found.remarks == (Remark.ANNEX_NOT_SIGNED,)
    assert found.document.annex == "6PAUTORISE A TOUT"
    assert "6PAUTORISE A TOUT" not in write_message(found.document.fields)


@pytest.mark.parametrize(("curve", "algorithm"), [(ec.SECP384R1(), SHA384()), (ec.SECP521R1(), SHA512())])
def test_larger_curves_of_other_issuers_are_verified(curve, algorithm):
    private_key, half = ec.generate_private_key(curve), (curve.key_size + 7) // 8
    data = sealed().partition(US)[0]
    r, s = decode_dss_signature(private_key.sign(data.encode(), ec.ECDSA(algorithm)))
    signature = b32encode(r.to_bytes(half, "big") + s.to_bytes(half, "big")).decode().rstrip("=")
    trust = Trust([TrustedKey(issuer=ISSUER, public_key=private_key.public_key())])
    assert standing(data + US + signature, trust=trust) is Standing.VALID
    assert standing(data + US + signature) is Standing.INVALID_SIGNATURE


def test_a_signature_has_one_length():
    """A zero before `s` changes no number: it would be a second writing of the same signature."""
    data, _, signature = sealed().partition(US)
    raw = b32decode(signature + "=")
    longer = b32encode(raw[:32] + b"\0" + raw[32:]).decode().rstrip("=")
    assert standing(data + US + longer) is Standing.INVALID_SIGNATURE


def test_a_signature_of_zeros_signs_nothing():
    nothing = b32encode(bytes(64)).decode().rstrip("=")
    assert standing(sealed().partition(US)[0] + US + nothing) is Standing.INVALID_SIGNATURE


def test_reading_does_not_depend_on_the_order_of_fields():
    message = sealed().partition(US)[0][26:]
    found = read_message(message)
    assert read_message(write_message(reversed(found))) == tuple(reversed(found))
