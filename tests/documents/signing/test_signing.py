"""Signed papers: one signature over the whole file, accessible and archivable as before, the same again."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import page
import pytest

from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, key_of
from sejour.documents.signing.papers import sign_pdf
from sejour.documents.signing.verdicts import Standing
from sejour.documents.signing.verification import verify_pdf
from tests.documents.signing.pages import a_page, pdfsig
from tests.factories.days import NOON

LEVELS = {"B-B": (False, False), "B-T": (True, False), "B-LT": (True, True)}


@pytest.fixture(params=LEVELS)
def level(request, authority, settings):
    """Ask for each level of proof in turn."""
    stamped, settings.LONG_TERM = LEVELS[request.param]
    settings.TIME_STAMPS_URL = authority.time_stamps if stamped else ""
    return request.param


def test_a_signed_paper_is_still_accessible_and_archivable(level):
    signed = sign_pdf(a_page(), at=NOON)
    assert signed.level == level
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(signed.content, profile=profile)
        assert report.is_compliant, report
    assert signed.content.startswith(a_page().rstrip(b"\n"))


def test_poppler_finds_one_valid_signature_over_the_whole_document(level, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(sign_pdf(a_page(), at=NOON).content)
    said = pdfsig(tmp_path / "signed.pdf")
    assert said.count("Signature #") == 1
    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Signing Time: Nov 23 2026" in said


def test_our_verification_says_who_when_and_how_the_time_is_known(level, authority):
    verdict = verify_pdf(
        sign_pdf(a_page(), at=NOON).content,
        trusted=[key_of(Use.PAPERS).certificate],
        time_authorities=[authority.root()],
        at=NOON,
    )
    assert (verdict.standing, verdict.signed_at) == (Standing.AUTHENTIC, NOON)
    assert verdict.is_time_proven == (level != "B-B")
    assert verdict.covers_whole_file
    assert verdict.forbids_changes
    assert verdict.signer
    assert (verdict.signer.name, verdict.signer.organization) == ("papers", "ESSAIS")
    assert verdict.signer.fingerprint == key_of(Use.PAPERS).fingerprint


def test_a_paper_signed_again_at_the_same_instant_is_the_same(keys):
    assert sign_pdf(a_page(), at=NOON) == sign_pdf(a_page(), at=NOON)


def test_a_token_signs_a_paper(keys_in_token, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(sign_pdf(a_page(), at=NOON).content)
    assert "Signature is Valid" in pdfsig(tmp_path / "signed.pdf")


def test_no_token_no_paper(keys_in_token, token):
    key_of(Use.PAPERS).holder._key = None
    with token.away(), pytest.raises(SignatureUnavailable):
        sign_pdf(a_page(), at=NOON)
    assert sign_pdf(a_page(), at=NOON).level == "B-B"


@pytest.mark.parametrize("away", ["/tsa/", "/ocsp/", "/crls/"])
def test_an_authority_that_is_away_leaves_nothing_half_signed(authority, settings, away):
    settings.LONG_TERM = True
    authority.is_down = away
    with pytest.raises(SignatureUnavailable):
        sign_pdf(a_page(), at=NOON)
    authority.is_down = ""
    assert sign_pdf(a_page(), at=NOON).level == "B-LT"


def test_nobody_listens_where_the_time_should_be_said(keys, settings):
    settings.TIME_STAMPS_URL = "http://127.0.0.1:1/"
    with pytest.raises(SignatureUnavailable):
        sign_pdf(a_page(), at=NOON)


def test_a_caller_that_stands_in_a_loop_may_sign(keys):
    async def called():
        return sign_pdf(a_page(), at=NOON)

    # In a thread of its own: a browser's loop may run in this one.
    with ThreadPoolExecutor(1) as alone:
        assert alone.submit(asyncio.run, called()).result().level == "B-B"
