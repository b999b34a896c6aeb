"""Keys in files: each use has its own; what is wrong with one is said, and stops the start."""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.development import ORGANIZATION
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, certificates_of, fingerprint_of, key_of, require_keys, sealing_key
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.signing.levels import require_signing
from sejour.documents.signing.papers import sign_pdf
from tests.documents.keys import folders
from tests.documents.keys.folders import made, p256, p384, pem, private_pem, protect, rsa_key, self_made
from tests.factories.days import NOON


def verified(key, signature: bytes, data: bytes) -> None:
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    key.public_key.verify(encode_dss_signature(r, s), data, ec.ECDSA(SHA256()))


@pytest.mark.parametrize("use", Use)
def test_each_use_signs_with_a_key_of_its_own(keys, use):
    key = key_of(use)
    verified(key, key.sign(b"dit"), b"dit")
    assert len(key.sign(b"dit")) == 64
    assert key.sign(b"dit") == key.sign(b"dit")
    others = {key_of(other).fingerprint for other in Use if other is not use}
    assert key.fingerprint not in others
    assert certificates_of(use) == (key.certificate,)
    key.certificate.verify_directly_issued_by(key.chain[0])
    assert key.chain[-1].issuer == key.chain[-1].subject


def test_a_folder_with_all_its_keys_lets_the_platform_start(keys):
    require_signing(at=NOON)


def test_the_2d_doc_is_sealed_under_the_names_of_its_certificate(keys):
    assert sealing_key().issuer == Issuer("FR98", "ESS1")


def test_nothing_of_a_private_key_is_shown(keys):
    assert "private_key=" not in repr(key_of(Use.PAPERS))


def spoil(folder, name, content):
    (folder / name).write_bytes(content)


def replace_pair(folder, key, certificate):
    spoil(folder, "papers.key.pem", private_pem(key))
    spoil(folder, "papers.crt.pem", pem(certificate))


def lose_chain(folder):
    """Put an authority that certified nothing behind the certificate."""
    own, *_ = (folder / "papers.crt.pem").read_bytes().split(b"-----END CERTIFICATE-----\n")
    spoil(folder, "papers.crt.pem", own + b"-----END CERTIFICATE-----\n" + pem(self_made(p256())))


def without_name(folder):
    key = p256()
    spoil(folder, "seals.key.pem", private_pem(key))
    spoil(folder, "seals.crt.pem", pem(self_made(key)))


WRONG = {
    "no key": (lambda at: (at / "papers.key.pem").unlink(), "papers.key.pem n'existe pas"),
    "no certificate": (lambda at: (at / "seals.crt.pem").unlink(), "seals.crt.pem n'existe pas"),
    "a folder": (
        lambda at: ((at / "papers.key.pem").unlink(), (at / "papers.key.pem").mkdir()),
        "papers.key.pem ne se lit pas",
    ),
    "no PEM key": (lambda at: spoil(at, "webhooks.key.pem", b"rien"), "webhooks.key.pem ne s'ouvre pas"),
    "no PEM certificate": (
        lambda at: spoil(at, "credentials.crt.pem", b"rien"),
        "credentials.crt.pem n'est pas un certificat PEM",
    ),
    "another password": (lambda at: protect(at / "papers.key.pem", b"autre"), "son mot de passe est faux"),
    "another key": (
        lambda at: spoil(at, "papers.key.pem", private_pem(p256())),
        "n'est pas celle du certificat",
    ),
    "RSA": (
        lambda at: replace_pair(at, key := rsa_key(), self_made(key)),
        "n'est pas celui d'une clé P-256",
    ),
    "P-384": (lambda at: replace_pair(at, key := p384(), self_made(key)), "n'est pas celui d'une clé P-256"),
    "P-384 key": (
        lambda at: spoil(at, "papers.key.pem", private_pem(p384())),
        "papers.key.pem n'est pas une clé P-256",
    ),
    "another chain": (lose_chain, "la chaîne de"),
    "a seal without name": (without_name, "par quatre caractères"),
}


@pytest.mark.parametrize(("wrong", "sentence"), WRONG.values(), ids=WRONG)
def test_a_key_that_is_wrong_stops_the_start_and_says_why(keys, settings, wrong, sentence):
    settings.KEYS_PASSWORD = "le bon"
    wrong(keys)
    with pytest.raises(KeyIsWrong, match="docs/runbooks/keys.md") as raised:
        require_keys(at=NOON)
    assert sentence in str(raised.value)


@pytest.mark.parametrize("at", [folders.EARLIER, folders.LATER], ids=["not yet", "no more"])
def test_a_certificate_out_of_its_days_stops_the_start(keys, at):
    with pytest.raises(KeyIsWrong, match="vaut du 1er janvier 2020 au 31 décembre 2049"):
        require_keys(at=at)


def test_a_process_that_outlives_a_certificate_signs_nothing_more(keys):
    with pytest.raises(SignatureUnavailable):
        sign_pdf(b"%PDF-", at=folders.LATER)


def test_development_keys_are_refused_outside_a_demonstration(tmp_path, settings):
    settings.KEYS_ROOT = made(tmp_path / "keys", organization=ORGANIZATION)
    with pytest.raises(KeyIsWrong, match="développement, sans valeur"):
        require_keys(at=NOON)
    settings.DEMO = True
    require_keys(at=NOON)


def test_a_key_with_a_password_is_opened_by_it(keys, settings):
    protect(keys / "papers.key.pem", b"le bon")
    settings.KEYS_PASSWORD = "le bon"
    require_keys(at=NOON)


def test_keys_are_made_whole_once_and_never_over_others(tmp_path):
    folder = made(tmp_path / "signing")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(before) == 2 * len(Use)
    made(folder, first_day=date(2021, 1, 1))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["signing"]
    assert {path.stat().st_mode & 0o077 for path in folder.glob("*.key.pem")} == {0}


def test_a_fingerprint_is_that_of_the_certificate(keys):
    assert fingerprint_of(key_of(Use.PAPERS).certificate) == key_of(Use.PAPERS).fingerprint
