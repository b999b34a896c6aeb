"""What the settings ask of signatures is checked before anything starts."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from sejour.documents.signing.levels import TIME_STAMP_ROOTS, require_signing, time_stamp_roots
from tests.factories.days import NOON


def test_long_term_proofs_need_who_says_the_time(keys, settings):
    settings.LONG_TERM = True
    with pytest.raises(ImproperlyConfigured, match="SEJOUR_TSA_URL"):
        require_signing(at=NOON)


def test_authorities_of_time_that_cannot_be_read_stop_the_start(keys):
    assert time_stamp_roots() == ()
    (keys / TIME_STAMP_ROOTS).write_bytes(b"rien")
    with pytest.raises(ImproperlyConfigured, match=TIME_STAMP_ROOTS):
        require_signing(at=NOON)
