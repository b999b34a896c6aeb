"""Papers to sign, and an authority that says the time and which certificates are revoked."""

import pytest

from tests.documents.signing.authority import answering


@pytest.fixture(scope="session")
def running_authority(tmp_path_factory):
    with answering(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture
def authority(running_authority, keys, settings, frozen):
    """Return the authority that certified the key of papers, at the tests' day."""
    running_authority.install(keys)
    running_authority.asked.clear()
    running_authority.is_down = ""
    settings.TIME_STAMPS_URL = running_authority.time_stamps
    return running_authority
