"""A PDF that is not ours, whole and untouched is never said to be: each way of cheating has its name."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from sejour.documents.keys import Use, certificates_of, key_of
from sejour.documents.signing.papers import sign_pdf
from sejour.documents.signing.verdicts import SENTENCES, PdfVerdict, Standing, from_json
from sejour.documents.signing.verification import verify_pdf
from tests.documents.keys.folders import made
from tests.documents.signing.forging import added_to, flipped, pretending, signed_by
from tests.documents.signing.pages import a_page
from tests.factories.days import NOON

LATER = NOON + timedelta(days=30)


def verdict_on(content: bytes, trusted=None, at=LATER) -> PdfVerdict:
    ours = certificates_of(Use.PAPERS) if trusted is None else trusted
    return verify_pdf(content, trusted=ours, at=at)


@pytest.fixture
def ours(keys) -> bytes:
    return sign_pdf(a_page(), at=NOON).content


def test_ours_is_authentic(ours):
    assert verdict_on(ours).is_authentic


def test_an_authority_that_is_trusted_answers_for_those_whom_it_certifies(ours):
    assert verdict_on(ours, trusted=key_of(Use.PAPERS).chain[-1:]).is_authentic
    assert verdict_on(ours, trusted=key_of(Use.PAPERS).chain[:1]).is_authentic


def test_a_pdf_without_signature_is_unsigned():
    assert verdict_on(a_page(), trusted=[]) == PdfVerdict(standing=Standing.UNSIGNED)


def test_a_pdf_saved_again_by_a_program_is_no_longer_signed_or_whole(ours):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(ours)))
    output = BytesIO()
    writer.write(output)
    assert verdict_on(output.getvalue()).standing in {Standing.UNSIGNED, Standing.ALTERED}


def test_nobody_trusted_is_nobody_believed(ours):
    assert verdict_on(ours, trusted=[]).standing is Standing.UNKNOWN_SIGNER


def test_an_authority_of_ones_own_with_the_names_of_ours_is_unknown(keys, tmp_path, settings):
    trusted = certificates_of(Use.PAPERS)
    settings.KEYS_ROOT = made(tmp_path / "forged")
    forged = sign_pdf(a_page(), at=NOON).content
    verdict = verdict_on(forged, trusted=trusted)
    assert verdict.standing is Standing.UNKNOWN_SIGNER
    assert verdict.signer
    assert verdict.signer.fingerprint == key_of(Use.PAPERS).fingerprint


def test_another_key_under_our_certificate_is_a_false_signature(keys):
    forged = signed_by(pretending(key_of(Use.PAPERS)), a_page(), at=NOON)
    assert verdict_on(forged).standing is Standing.ALTERED


def test_a_key_for_another_use_signs_no_paper(keys):
    forged = signed_by(key_of(Use.WEBHOOKS), a_page(), at=NOON)
    assert verdict_on(forged, trusted=certificates_of(Use.WEBHOOKS)).standing is Standing.UNKNOWN_SIGNER


def test_two_signatures_even_both_ours_are_one_too_many(keys):
    key = key_of(Use.PAPERS)
    twice = signed_by(key, signed_by(key, a_page(), at=NOON), at=NOON, field="Autre")
    assert verdict_on(twice).standing is Standing.SEVERAL_SIGNATURES


def test_what_is_added_afterwards_is_seen(ours):
    verdict = verdict_on(added_to(ours))
    assert verdict.standing is Standing.ADDED_TO
    assert not verdict.covers_whole_file
    assert verdict_on(ours + b"\n").standing is Standing.ADDED_TO


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_is_not_read(ours, share):
    assert verdict_on(ours[: int(len(ours) * share)]).standing is Standing.UNREADABLE


def covered(content: bytes) -> list[int]:
    """Return the places that the signature covers, and those of its room that it does not fill."""
    room = re.search(rb"/Contents ?<([0-9a-fA-F]{9000,})>", content)
    assert room
    filled = room.start(1) + len(room[1].rstrip(b"0")) + 2
    return [*range(room.start(1)), *range(filled, len(content))]


def test_one_bit_changed_anywhere_is_seen(ours):
    places = covered(ours)
    assert len(places) > 20_000
    believed = [place for place in places[::199] if verdict_on(flipped(ours, place)).is_authentic]
    assert believed == []


def test_a_signature_from_outside_the_days_of_its_certificate_is_not_believed(tmp_path, settings):
    settings.KEYS_ROOT = made(tmp_path / "old", last_day=(NOON - timedelta(days=1)).date())
    late = signed_by(key_of(Use.PAPERS), a_page(), at=NOON)
    assert verdict_on(late).standing is Standing.CERTIFICATE_NOT_VALID


def test_a_signature_from_days_to_come_is_not_believed(ours):
    assert verdict_on(ours, at=NOON - timedelta(hours=1)).standing is Standing.CERTIFICATE_NOT_VALID
    assert verdict_on(ours, at=NOON - timedelta(minutes=5)).is_authentic


def test_a_paper_outlives_the_certificate_that_signed_it(ours):
    assert verdict_on(ours, at=NOON + timedelta(days=365 * 40)).is_authentic


def test_whoever_says_the_time_signs_no_paper(authority):
    content = sign_pdf(a_page(), at=NOON).content
    root = authority.root()
    verdict = verify_pdf(content, trusted=[], time_authorities=[root], at=NOON)
    assert (verdict.standing, verdict.is_time_proven) == (Standing.UNKNOWN_SIGNER, True)


def test_a_time_said_by_a_stranger_proves_nothing(authority):
    content = sign_pdf(a_page(), at=NOON).content
    verdict = verdict_on(content, at=NOON)
    assert (verdict.is_authentic, verdict.is_time_proven, verdict.signed_at) == (True, False, NOON)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n",
        b"rien",
        b"%PDF-1.7\nxref\n0 1\ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
    ],
    ids=["empty", "header", "words", "a loop of tables"],
)
def test_what_is_no_pdf_is_not_read(content):
    assert verdict_on(content, trusted=[]).standing is Standing.UNREADABLE


def test_a_verdict_crosses_to_another_process_and_back(ours):
    for verdict in (verdict_on(ours), verdict_on(a_page())):
        assert from_json(verdict.as_json()) == verdict


def test_every_conclusion_has_its_sentence():
    assert set(SENTENCES) == set(Standing)
