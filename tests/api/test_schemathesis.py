"""Schemathesis makes up thousands of requests from the document, and judges each answer by it."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from sejour.api.v1 import api
from sejour.bodies.choices import BodyKind, Purpose
from sejour.law.asking import QUESTIONS
from tests.architecture.tree import ROOT
from tests.factories import bodies
from tests.factories.bodies import access, body
from tests.factories.days import NOON

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).parent / "schemathesis"


@pytest.fixture
def token(site):
    """A token of a body that tries its program in the sandbox."""
    tries = body(kind=BodyKind.EMPLOYMENT, purposes=[Purpose.WORK, Purpose.SOCIAL])
    return bodies.token(access(tries, is_sandbox=True), at=NOON + timedelta(hours=2))


def test_every_answer_is_one_that_the_document_promises(running_site, token, tmp_path):
    report = tmp_path / "report.json"
    ran = subprocess.run(
        [
            *(COMMAND, "--config-file", HERE / "schemathesis.toml"),
            *("run", running_site.url + reverse("api:openapi-json")),
            *("--header", f"Authorization: Bearer {token}"),
            *("--max-examples", "10", "--seed", "1", "--workers", "1", "--no-color"),
            *("--report-json-path", report),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.api.ndjson"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
    told = json.loads(report.read_text("utf-8"))
    operations = sum(map(len, api.get_openapi_schema(path_prefix="")["paths"].values()))
    assert told["operations"]["tested"] == operations > len(QUESTIONS)
    assert told["test_cases"]["generated"] > 2000
    assert told["failures"] == told["errors"] == []
