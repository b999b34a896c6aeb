"""A key changed: papers from before it stay ours, those after it are signed by the new one."""

import pytest

from sejour.documents.deux_d_doc.trust import certificates_in
from sejour.documents.keys import Use, certificates_of, key_of, require_keys
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.ring import forget
from sejour.documents.keys.rotation import export, rotate
from sejour.documents.signing.papers import sign_pdf
from sejour.documents.signing.verification import verify_pdf
from tests.documents.keys import folders
from tests.documents.keys.folders import made, p256, private_pem
from tests.documents.signing.pages import a_page
from tests.factories.days import NOON


@pytest.fixture
def new(tmp_path):
    """Return where the keys of another year wait."""
    return made(tmp_path / "new")


def change(keys, new, use=Use.PAPERS, **told):
    given = {"certificate": new / f"{use}.crt.pem", "key": new / f"{use}.key.pem", "password": "", "at": NOON}
    kept = rotate(keys, use, **given | told)
    forget()
    return kept


def test_what_the_key_before_signed_is_still_ours(keys, new):
    before = sign_pdf(a_page(), at=NOON)
    kept = change(keys, new)
    require_keys(at=NOON)
    after = sign_pdf(a_page(), at=NOON)
    assert after.certificate != before.certificate
    ours = certificates_of(Use.PAPERS)
    assert len(ours) == 2
    assert ours[0] == key_of(Use.PAPERS).certificate
    for signed in (before, after):
        verdict = verify_pdf(signed.content, trusted=ours, at=NOON)
        assert verdict.is_authentic
        assert verdict.signer
        assert verdict.signer.fingerprint == signed.certificate
    assert kept.name.startswith(f"papers-{before.certificate[:16]}")


def test_a_key_changed_twice_leaves_both_before_it(keys, new, tmp_path):
    change(keys, new)
    change(keys, made(tmp_path / "newer"))
    assert len(set(certificates_of(Use.PAPERS))) == 3
    assert len(certificates_of(Use.SEALS)) == 1


def test_the_private_key_before_is_gone(keys, new):
    before = (keys / "papers.key.pem").read_bytes()
    change(keys, new)
    assert (keys / "papers.key.pem").read_bytes() == (new / "papers.key.pem").read_bytes()
    assert not [path for path in keys.rglob("*") if path.is_file() and path.read_bytes() == before]
    assert (keys / "papers.key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "told",
    [
        {"at": folders.LATER},
        {"key": "other"},
        {"certificate": "absent"},
    ],
    ids=["out of its days", "another key", "no certificate"],
)
def test_what_cannot_be_installed_changes_nothing(keys, new, tmp_path, told):
    (tmp_path / "other").write_bytes(private_pem(p256()))
    before = {path: path.read_bytes() for path in keys.rglob("*.pem")}
    given = {name: tmp_path / value if isinstance(value, str) else value for name, value in told.items()}
    with pytest.raises(KeyIsWrong):
        change(keys, new, **given)
    assert {path: path.read_bytes() for path in keys.rglob("*.pem")} == before


def test_a_verifier_is_given_certificates_and_no_key(keys, new, tmp_path):
    change(keys, new)
    given = tmp_path / "public"
    written = list(export(given, {use: certificates_of(use) for use in Use}))
    assert len(written) == len(Use) + 1
    assert set(certificates_in([given])) == {one for use in Use for one in certificates_of(use)}
    assert not any(b"PRIVATE" in path.read_bytes() for path in given.iterdir())
