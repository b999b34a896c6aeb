"""A client that nobody wrote: made from the document by a generator, it asks every question."""

import importlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest
from django.core.wsgi import get_wsgi_application

from sejour.api.document import COMMITTED
from sejour.api.schemas import facts_name, operation_id
from sejour.law.asking import QUESTIONS, ask
from sejour.law.tables import RULES
from sejour.law.worked_cases import worked_cases
from tests.factories.days import NOON

pytestmark = pytest.mark.django_db

COMMAND = Path(sys.executable).parent / "openapi-python-client"
NAME = "made_client"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the client; return how to find its modules."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "settings.yaml").write_text("post_hooks: []\n", "utf-8")
    ran = subprocess.run(
        [
            *(COMMAND, "generate", "--path", COMMITTED, "--meta", "none"),
            *("--config", folder / "settings.yaml", "--output-path", folder / NAME),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    # The one thing that the generator does not know: a batch is lines, which no document can describe.
    assert ran.stderr.count("WARNING") == 1, ran.stderr
    assert "application/x-ndjson" in ran.stderr
    sys.path.insert(0, str(folder))
    yield lambda module: importlib.import_module(f"{NAME}.{module}")
    sys.path.remove(str(folder))


@pytest.fixture
def caller(made, static_files, frozen):
    """Return the client, connected to the platform in this process."""
    transport = httpx.WSGITransport(app=get_wsgi_application())
    return made("client").Client(base_url="http://localhost", httpx_args={"transport": transport})


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.id)
def test_it_asks_every_worked_case_and_understands_the_answer(made, caller, case):
    name = operation_id(case.question)
    facts = getattr(made("models"), facts_name(case.question)).from_dict(dict(case.facts))
    answered = made(f"api.questions.{name}").sync_detailed(client=caller, body=facts)
    assert answered.status_code == 200
    assert answered.parsed.to_dict() == ask(case.question, case.facts, today=NOON.date())


def test_it_is_written_with_words_of_python(made, caller):
    models, unset = made("models"), made("types").UNSET
    facts = models.GraceFacts(
        held_kind=models.PermitKind.CARTE_RESIDENT,
        held_years=10,
        held_until=date(2026, 12, 31),
        filed_on=date(2026, 9, 15),
    )
    answer = made("api.questions.ask_grace").sync(client=caller, body=facts)
    assert (answer.from_, answer.until, answer.work) == (date(2027, 1, 1), date(2027, 3, 31), True)
    assert answer.rules[0].id == "R-GRA-01"
    assert answer.certainty in (unset, models.Doubt.MEDIUM)


def test_it_understands_an_error(made, caller):
    facts = made("models").DepositWindowFacts(online=True)
    found = made("api.questions.ask_deposit_window").sync(client=caller, body=facts)
    assert found.fact == "held_until"


def test_it_reads_the_questions_and_the_rules(made, caller):
    assert [q.name for q in made("api.questions.list_questions").sync(client=caller)] == list(QUESTIONS)
    assert [rule.id for rule in made("api.rules.list_rules").sync(client=caller)] == list(RULES)
    rule = made("api.rules.explain_rule").sync("R-FEE-07", client=caller)
    assert rule.parameters[0].values[0].value == 180
    assert rule.parameters[0].values[0].from_ == date(2021, 5, 1)
    assert made("api.rules.explain_rule").sync("R-FEE-99", client=caller).fact == "rule"
