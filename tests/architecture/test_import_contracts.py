"""The import contracts of `pyproject.toml` hold."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT


@pytest.fixture(scope="module")
def report():
    """Run the linter of imports once, as `make lint` does."""
    command = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert command, "import-linter is not installed: run make install"
    return subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)


def test_import_contracts_hold(report):
    assert report.returncode == 0, f"imports go down the page, never up:\n{report.stdout}{report.stderr}"


def test_import_contracts_are_all_tried(report):
    assert "0 broken" in report.stdout
    assert report.stdout.count(" KEPT") >= 6
