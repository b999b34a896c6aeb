"""Whom the verifier believes: certificates and bare keys, files and folders."""

from datetime import date
from pathlib import Path

import pytest
import tddoc
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sejour.documents.deux_d_doc.errors import CertificateIsUnreadable
from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.trust import trust_in, trusted
from tests.documents.deux_d_doc.seals import ISSUER, OFFICIAL_CERTIFICATE, certificate, the_key

PEM, DER = Encoding.PEM, Encoding.DER
OTHER = Issuer("FR98", "ESS2")


def made(issuer: Issuer = ISSUER, encoding: Encoding = PEM) -> bytes:
    return certificate(the_key().private_key, issuer).public_bytes(encoding)


def bare() -> bytes:
    return the_key().private_key.public_key().public_bytes(PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize("encoding", [PEM, DER])
def test_a_certificate_is_believed_by_its_names(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(made(encoding=encoding))
    (key,) = trust_in([tmp_path / "a.txt"]).keys_of(ISSUER)
    assert (key.issuer, key.subject) == (ISSUER, "ESSAIS")
    assert key.first_day
    assert key.last_day
    assert key.first_day.year == 2026


def test_a_file_may_hold_several_certificates(tmp_path):
    (tmp_path / "all.pem").write_bytes(made() + made(OTHER))
    trust = trust_in([tmp_path / "all.pem"])
    assert len(trust.keys_of(ISSUER)) == len(trust.keys_of(OTHER)) == 1


def test_a_folder_gives_its_certificates_and_nothing_else(tmp_path):
    (tmp_path / "one.pem").write_bytes(made())
    (tmp_path / "two.DER").write_bytes(made(OTHER, DER))
    (tmp_path / "notes.txt").write_text("rien")
    trust = trust_in([tmp_path])
    assert len(trust.keys_of(ISSUER)) == len(trust.keys_of(OTHER)) == 1
    assert trust.keys_of(Issuer("FR97", "0000")) == ()


def test_a_bare_key_is_named_by_its_file(tmp_path):
    for name in ("FR99_ESS1.pem", "FR99ESS1.pem", "FR99-ESS1.pem"):
        (tmp_path / name).write_bytes(bare())
        (key,) = trust_in([tmp_path / name]).keys_of(ISSUER)
        assert (key.first_day, key.subject) == (None, "")


def test_the_certificate_of_the_specification_is_believed_only_if_given(tmp_path):
    assert trust_in([]).keys_of(Issuer("FR00", "0001")) == ()
    (tmp_path / "test.pem").write_text(OFFICIAL_CERTIFICATE)
    (key,) = trust_in([tmp_path / "test.pem"]).keys_of(Issuer("FR00", "0001"))
    assert key.issuer.is_for_tests
    assert key.subject == "CERTIFICAT DE TEST"


def test_an_authority_signs_no_document(tmp_path):
    authority = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert trusted(certificate(authority)) is None
    assert trusted(certificate(ec.generate_private_key(ec.SECP256R1()), Issuer("Racine", "FR99"))) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rien",
        b"\x30\x82",
        b"-----BEGIN CERTIFICATE-----\nrien\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PUBLIC KEY-----\nrien\n-----END PUBLIC KEY-----\n",
        b"A" * 2_000_000,
        b"private",
    ],
)
def test_what_is_no_certificate_is_named(tmp_path, content):
    if content == b"private":
        content = the_key().private_key.private_bytes(PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "FR99_ESS1.pem").write_bytes(content)
    with pytest.raises(CertificateIsUnreadable, match=r"FR99_ESS1\.pem"):
        trust_in([tmp_path / "FR99_ESS1.pem"])


def test_a_bare_key_without_a_name_is_refused(tmp_path):
    (tmp_path / "key.pem").write_bytes(bare())
    with pytest.raises(CertificateIsUnreadable):
        trust_in([tmp_path])
    with pytest.raises(CertificateIsUnreadable):
        trust_in([tmp_path / "absent.pem"])


def test_the_certificates_of_real_issuers_are_read_from_a_folder():
    """`tddoc` carries those of the State's trusted list, authorities among them."""
    trust = trust_in([Path(tddoc.__file__).parent / "chains"])
    (ministry,) = trust.keys_of(Issuer("FR06", "MI00"))
    assert ministry.subject == "MINISTERE DE L INTERIEUR"
    assert ministry.covers(date(2026, 11, 25))
    assert not trust.keys_of(Issuer("FR06", "0000"))[0].issuer.is_for_tests
