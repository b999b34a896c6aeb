"""Keys in a PKCS#11 token (SoftHSM): signing, and what happens when the token is away."""

import os

import pytest

from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.sealing import seal_document
from sejour.documents.deux_d_doc.trust import Trust, trusted
from sejour.documents.deux_d_doc.verification import verify
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, key_of, require_keys, sealing_key
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.tokens import read_address
from tests.documents.deux_d_doc.seals import TODAY, a_document
from tests.documents.keys.folders import p256, private_pem
from tests.documents.keys.test_ring import verified
from tests.documents.keys.tokens import PIN, address
from tests.factories.days import NOON


@pytest.mark.parametrize("use", Use)
def test_a_token_signs_as_a_file_does(keys_in_token, use):
    key = key_of(use)
    signature = key.sign(b"dit")
    assert len(signature) == 64
    verified(key, signature, b"dit")
    assert PIN not in f"{key!r} {key.holder.place}"


def test_the_platform_starts_with_its_keys_in_a_token(keys_in_token):
    require_keys(at=NOON)


def test_a_2d_doc_is_sealed_by_a_token(keys_in_token):
    key = sealing_key()
    text = seal_document(a_document(), key=key, issued_on=TODAY, signed_on=TODAY)
    known = trusted(key.key.certificate)
    assert known
    assert verify(read(text), trust=Trust([known]), on=TODAY).is_valid


def test_a_token_that_was_away_signs_again_once_it_is_back(keys_in_token, token):
    key = key_of(Use.PAPERS)
    key.sign(b"avant")
    with token.away():
        # A library may go on a while with what it has opened: start it anew, as a new process would.
        key.holder._key = None
        with pytest.raises(SignatureUnavailable):
            key.sign(b"pendant")
        with pytest.raises(KeyIsWrong, match="Vérifiez que le jeton est là"):
            require_keys(at=NOON)
    verified(key, key.sign(b"dit"), b"dit")
    other = key_of(Use.WEBHOOKS)
    verified(other, other.sign(b"dit"), b"dit")


def test_another_process_opens_the_token_for_itself(keys_in_token):
    key = key_of(Use.PAPERS)
    key.sign(b"avant")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            verified(key, key.sign(b"dit"), b"dit")
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    verified(key, key.sign(b"encore"), b"encore")


def test_a_token_whose_key_is_not_that_of_the_certificate_signs_nothing(
    keys_in_token, token, settings, tmp_path
):
    (tmp_path / "other.pem").write_bytes(private_pem(p256()))
    label = f"other-{tmp_path.name}"
    settings.KEYS_IN_TOKENS = settings.KEYS_IN_TOKENS | {"papers": token.take(tmp_path / "other.pem", label)}
    with pytest.raises(SignatureUnavailable):
        key_of(Use.PAPERS).sign(b"dit")
    with pytest.raises(KeyIsWrong, match="sa clé est celle du certificat"):
        require_keys(at=NOON)


@pytest.mark.parametrize(
    ("uri", "sentence"),
    [
        ("pkcs11:token=sejour;object=nulle?module-path=/usr/lib/softhsm/libsofthsm2.so", "NoSuchKey"),
        (address("x", "&pin-value=0000"), "PinIncorrect"),
        (address("x").replace("token=sejour", "token=autre"), "NoSuchToken"),
        (address("x").replace("libsofthsm2", "absent"), "ne signe pas"),
        (address("x", "&pin-source=file:/nulle/part"), "pin-source"),
        ("pkcs11:token=sejour", "SEJOUR_KEY_PAPERS n'est pas l'adresse"),
        ("/une/cle.pem", "SEJOUR_KEY_PAPERS n'est pas l'adresse"),
    ],
    ids=["no key", "wrong pin", "no token", "no library", "no pin file", "half", "no address"],
)
def test_a_wrong_address_stops_the_start(keys_in_token, settings, uri, sentence):
    settings.KEYS_IN_TOKENS = settings.KEYS_IN_TOKENS | {"papers": uri}
    with pytest.raises(KeyIsWrong, match=r"« papers »") as raised:
        require_keys(at=NOON)
    assert sentence in str(raised.value)
    assert "0000" not in str(raised.value)


def test_the_code_of_a_token_comes_from_a_file_its_address_or_a_setting(tmp_path):
    (tmp_path / "pin").write_text("4321\n")
    assert read_address(address("x"), pin="1").pin == "1"
    assert read_address(address("x", "&pin-value=12%2034"), pin="1").pin == "12 34"
    assert read_address(address("x", f"&pin-source=file://{tmp_path}/pin"), pin="1").pin == "4321"
    assert read_address(address("x", f"&pin-source={tmp_path}/pin"), pin="1").pin == "4321"
    named = read_address(address("a%20b"), pin="")
    assert (named.label, str(named)) == ("a b", "pkcs11:token=sejour;object=a b")
