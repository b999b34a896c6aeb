"""Schemathesis makes up thousands of requests from the document, and judges each answer by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.urls import reverse

from sejour.api.v1 import api
from sejour.law.asking import QUESTIONS
from tests.architecture.tree import ROOT

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).parent / "schemathesis"


def test_every_answer_is_one_that_the_document_promises(running_site, tmp_path):
    report = tmp_path / "report.json"
    ran = subprocess.run(
        [
            *(COMMAND, "--config-file", HERE / "schemathesis.toml"),
            *("run", running_site.url + reverse("api:openapi-json")),
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
