"""Papers as evidence: signed, sealed where it can be said, replaced and never edited."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from sejour.core import journal
from sejour.core.actors import PLATFORM
from sejour.documents import services
from sejour.documents.deux_d_doc.pictures import texts_in
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.trust import Trust, trusted
from sejour.documents.deux_d_doc.verification import verify
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, certificates_of, key_of
from sejour.documents.models import Paper
from sejour.documents.selectors import content_of, paper_by_digest, paper_by_seal, paper_of
from sejour.documents.signing.verification import verify_pdf
from tests.documents.deux_d_doc.seals import a_document
from tests.documents.signing.pages import A_PAPER
from tests.factories import people
from tests.factories.days import NOON, TODAY

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=9)
SUBJECT = "document/1"


@pytest.fixture
def person():
    return people.person()


def draw(person, *, at=NOON, seal=None, subject=SUBJECT, **words) -> Paper:
    return services.draw_paper(subject=subject, person=person, content=A_PAPER | words, at=at, seal=seal)


def draw_again(person, *, at=LATER, seal=None, **words) -> Paper:
    return services.replace_paper(
        subject=SUBJECT, person=person, content=A_PAPER | words, at=at, seal=seal, actor=PLATFORM
    )


def test_a_paper_is_signed_by_the_key_of_papers(person):
    paper = draw(person)
    assert (paper.certificate, paper.level) == (key_of(Use.PAPERS).fingerprint, "B-B")
    verdict = verify_pdf(content_of(paper), trusted=certificates_of(Use.PAPERS), at=NOON)
    assert verdict.is_authentic
    assert verdict.signed_at == NOON


def test_a_paper_that_is_sealed_bears_its_2d_doc_and_is_found_by_it(person):
    paper = draw(person, seal=a_document())
    assert texts_in(content_of(paper)) == [paper.seal_text]
    key = trusted(key_of(Use.SEALS).certificate)
    assert key
    sealed = read(paper.seal_text)
    assert verify(sealed, trust=Trust([key]), on=TODAY).signature == "valid"
    assert sealed.header.signed_on == TODAY
    assert paper_by_seal(paper.seal_text) == paper
    assert paper_by_seal("DC04") is None


def test_what_the_standard_cannot_say_leaves_a_paper_without_2d_doc(person):
    paper = draw(person, seal=replace(a_document(), sex="X"))
    assert paper.seal_text == ""
    assert verify_pdf(content_of(paper), trusted=certificates_of(Use.PAPERS), at=NOON).is_authentic
    assert paper_by_seal("") is None


def test_a_paper_replaced_is_kept_as_it_was(person):
    first = draw(person)
    bytes_of_first = content_of(first)
    second = draw_again(person, statement="Autre chose.")
    first.refresh_from_db()
    assert (first.version, first.replaced_at, first.is_current) == (1, LATER, False)
    assert (second.version, second.replaced_at, second.is_current) == (2, None, True)
    assert content_of(first) == bytes_of_first
    assert paper_of(SUBJECT) == second
    assert draw(person, at=LATER) == second
    for paper in (first, second):
        assert paper.sha256 == sha256(content_of(paper)).hexdigest()
        assert paper_by_digest(paper.sha256) == paper
    (line,) = journal.lines_of(f"paper/{SUBJECT}")
    assert (line.verb, line.details) == ("paper_replaced", {"sha256": second.sha256, "version": 2})


def test_a_2d_doc_borne_by_two_versions_names_the_latest(person):
    first = draw(person, seal=a_document())
    second = draw_again(person, at=NOON, seal=a_document(), statement="Autre chose.")
    assert second.seal_text == first.seal_text
    assert paper_by_seal(first.seal_text) == second


def test_a_paper_of_before_signatures_is_drawn_anew_and_kept(person):
    old = Paper.objects.create(
        subject=SUBJECT, person=person, sha256="0" * 64, size=1, key="ancien", drawn_at=NOON
    )
    assert paper_of(SUBJECT) is None
    assert not old.is_current
    signed = draw(person, at=LATER)
    old.refresh_from_db()
    assert (signed.version, old.replaced_at) == (2, LATER)


def test_no_signature_no_paper_and_the_one_before_stays(person, keys, settings):
    first = draw(person)
    settings.TIME_STAMPS_URL = "http://127.0.0.1:1/"
    with pytest.raises(SignatureUnavailable):
        draw_again(person)
    with pytest.raises(SignatureUnavailable):
        draw(person, subject="document/2")
    assert list(Paper.objects.all()) == [first]
    assert paper_of(SUBJECT) == first


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"version": 1}, "paper_version_is_drawn_once"),
        ({}, "paper_has_one_current_version"),
        ({"level": ""}, "paper_is_signed_with_a_level"),
    ],
)
def test_the_database_keeps_papers_as_evidence(person, changed, constraint):
    paper = draw(person)
    paper.pk, paper.key, paper.version = None, "autre", 2
    for name, value in changed.items():
        setattr(paper, name, value)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        paper.save(force_insert=True)
