"""The job of a paper: a signature that cannot be made now is made later, and the right waits for neither."""

import pytest
from procrastinate.jobs import Job

from sejour.continuity.models import ProvisionalDocument
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, key_of
from sejour.documents.models import Paper
from sejour.documents.selectors import paper_of
from sejour.reactions import tasks
from tests.factories.applications import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_a_paper_whose_token_is_away_is_tried_again_and_signed_once_it_is_back(keys_in_token, token):
    document = ProvisionalDocument.objects.get(application=filed())
    with token.away():
        key_of(Use.PAPERS).holder._key = None
        with pytest.raises(SignatureUnavailable) as failed:
            tasks.draw_papers(documents=[document.pk])
    assert not Paper.objects.exists()
    job = Job(id=1, queue="papers", lock=None, queueing_lock=None, task_name="draw_papers", attempts=8)
    assert tasks.RETRIES.get_retry_decision(exception=failed.value, job=job)
    tasks.draw_papers(documents=[document.pk])
    paper = paper_of(f"document/{document.pk}")
    assert paper
    assert paper.certificate == key_of(Use.PAPERS).fingerprint
