"""`sejour keys`, and what does not start without keys."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from sejour.documents.keys import Use, certificates_of, key_of
from sejour.documents.keys.ring import forget
from sejour.project import cli
from tests.documents.keys.folders import made
from tests.outside import outside
from tests.server import free_port

pytestmark = pytest.mark.usefixtures("frozen")


@pytest.fixture
def typed(tmp_path, settings, capsys):
    """Return a way to type the command on an installation that has no key yet."""
    settings.KEYS_ROOT = tmp_path / "signing"

    def run(*words: str) -> tuple[int, str, str]:
        return cli.main(["keys", *words]), *capsys.readouterr()

    return run


def test_development_keys_are_made_once(typed, settings):
    assert typed("development") == (0, f"Clés de développement, sans valeur : {settings.KEYS_ROOT}\n", "")
    first = key_of(Use.PAPERS).fingerprint
    typed("development")
    forget()
    assert key_of(Use.PAPERS).fingerprint == first


def test_keys_are_shown_without_their_secrets(typed):
    typed("development")
    status, out, _ = typed("show")
    assert status == 0
    for use in Use:
        assert f"{use} : " in out
        assert key_of(use).fingerprint in out
    assert "valable du 1er janvier 2025 au 31 décembre 2036" in out
    assert "sans valeur" in out
    assert "PRIVATE" not in out


def test_without_keys_there_is_nothing_to_show(typed):
    status, out, err = typed("show")
    assert (status, out) == (2, "")
    assert "papers.crt.pem n'existe pas" in err


def test_a_key_is_changed_and_its_certificates_given(typed, tmp_path):
    typed("development")
    new = made(tmp_path / "new")
    status, out, _ = typed(
        "rotate", "papers", "--cert", f"{new}/papers.crt.pem", "--key", f"{new}/papers.key.pem"
    )
    assert status == 0
    assert "Redémarrez le site et les travaux" in out
    status, out, _ = typed("export", f"{tmp_path}/public")
    assert (status, len(out.splitlines())) == (0, len(Use) + len(certificates_of(Use.PAPERS)) - 1)


def test_a_key_that_does_not_fit_is_told(typed, tmp_path):
    typed("development")
    new = made(tmp_path / "new")
    pair = ("--cert", f"{new}/papers.crt.pem", "--key", f"{new}/seals.key.pem")
    status, _, err = typed("rotate", "papers", *pair)
    assert status == 2
    assert "n'est pas la clé de" in err
    assert "« autre » n'est pas un usage" in typed("rotate", "autre", *pair)[2]


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["-m", "sejour.project.worker"], 1),
        (["-c", "import sejour.project.wsgi"], 1),
        (["-m", "sejour.project.cli", "run", f"--port={free_port()}"], 2),
    ],
    ids=["worker", "site", "run"],
)
def test_nothing_that_signs_starts_without_its_keys(tmp_path, command, status):
    environment = outside(
        SEJOUR_HOME=str(tmp_path), DATABASE_URL="postgresql://localhost:1/x", SEJOUR_DEMO=""
    )
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert f"Clé « papers » : {tmp_path}/signing/papers.crt.pem n'existe pas" in done.stderr


def test_the_checks_of_a_deployment_ask_for_the_keys(settings, tmp_path):
    call_command("check", deploy=True, tags=["keys"], stdout=StringIO())
    settings.KEYS_ROOT = tmp_path
    with pytest.raises(SystemCheckError, match="papers.crt.pem n'existe pas"):
        call_command("check", deploy=True, tags=["keys"], stdout=StringIO())
    call_command("check", stdout=StringIO())
