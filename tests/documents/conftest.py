"""Keys of a test's own, and a token to hold them."""

import os
import subprocess

import pytest

from tests.documents.keys import tokens
from tests.documents.keys.folders import made


@pytest.fixture
def keys(tmp_path, settings):
    """Return a folder of keys that the platform signs with for the time of a test."""
    folder = made(tmp_path / "signing")
    settings.KEYS_ROOT = folder
    return folder


@pytest.fixture(scope="session")
def token(tmp_path_factory):
    """Return a SoftHSM token, one a process of the tests: the library reads its configuration once."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    made_token = tokens.Token(folder / "tokens")
    subprocess.run(
        [
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            tokens.LABEL,
            "--pin",
            tokens.PIN,
            "--so-pin",
            "0000",
        ],
        check=True,
        capture_output=True,
    )
    return made_token


@pytest.fixture
def keys_in_token(keys, token, settings):
    """Return the folder of keys whose private keys are in the token alone."""
    addresses = {}
    for path in sorted(keys.glob("*.key.pem")):
        use = path.name.removesuffix(".key.pem")
        addresses[use] = token.take(path, f"{use}-{keys.parent.name}")
        path.unlink()
    settings.KEYS_IN_TOKENS = addresses
    settings.KEYS_PIN = tokens.PIN
    return keys
