"""The OpenAPI document: current, and true of every worked case."""

import json

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.urls import reverse

from sejour.api.document import COMMITTED, document
from sejour.api.management.commands import api_schema
from sejour.api.schemas import answer_name, facts_name, operation_id
from sejour.law.asking import QUESTIONS, ask, catalogue
from sejour.law.facts import FactError
from sejour.law.worked_cases import worked_cases
from tests.law.asked import TODAY

DOCUMENT = json.loads(COMMITTED.read_text("utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
EACH = pytest.mark.parametrize("question", QUESTIONS)


def validator(name):
    """Return what judges values by a schema of the document, formats included."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def operation(question):
    return DOCUMENT["paths"][f"/api/v1/law/{question}"]["post"]


def test_the_committed_document_is_current():
    assert COMMITTED.read_text("utf-8") == document(), "write it again: sejour manage api_schema"


@pytest.mark.django_db
def test_the_served_document_is_the_committed_one(client):
    assert client.get(reverse("api:openapi-json")).json() == DOCUMENT


def test_it_is_openapi_3_1_under_the_licence_of_the_code():
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert DOCUMENT["info"]["license"]["identifier"] == "EUPL-1.2"


@EACH
def test_each_question_is_an_operation_with_a_name(question):
    assert operation(question)["operationId"] == operation_id(question)
    assert operation(question)["summary"] == QUESTIONS[question].title
    assert set(operation(question)["responses"]) == {"200", "413", "422"}


def test_every_operation_has_a_name_of_its_own_and_a_summary_in_words():
    operations = [found for path in DOCUMENT["paths"].values() for found in path.values()]
    assert len({found["operationId"] for found in operations}) == len(operations) > len(QUESTIONS)
    assert all(found["summary"] for found in operations)


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_facts_and_keys_are_described_as_in_the_catalogue(entry):
    facts, answer = SCHEMAS[facts_name(entry.name)], SCHEMAS[answer_name(entry.name)]
    told = {name: schema["description"] for name, schema in facts["properties"].items()}
    assert told == {fact.name: fact.meaning for fact in entry.facts}
    assert facts["required"] == [fact.name for fact in entry.facts if fact.required]
    assert {name: schema["description"] for name, schema in answer["properties"].items()} == {
        key.name: key.meaning for key in entry.answer
    }


def test_objects_take_nothing_that_is_not_described():
    ours = [name for name in SCHEMAS if name.endswith(("Facts", "Answer"))]
    assert len(ours) == 2 * len(QUESTIONS)
    assert all(SCHEMAS[name]["additionalProperties"] is False for name in ours)


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.id)
def test_worked_cases_and_their_answers_are_what_the_document_says(case):
    assert not list(validator(facts_name(case.question)).iter_errors(dict(case.facts)))
    answer = ask(case.question, case.facts, today=TODAY)
    assert not list(validator(answer_name(case.question)).iter_errors(answer))
    assert not list(validator("BatchLine").iter_errors(answer))
    assert operation(case.question)["requestBody"]["content"]["application/json"]["examples"][case.id]


@EACH
def test_an_unknown_fact_is_refused_by_the_document_and_by_the_law(question):
    facts = next(dict(case.facts) for case in worked_cases() if case.question == question)
    assert not validator(facts_name(question)).is_valid({**facts, "unknown": True})
    with pytest.raises(FactError, match="unknown"):
        ask(question, {**facts, "unknown": True}, today=TODAY)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("receipt", {"received_on": "2026-02-30"}),
        ("receipt", {"received_on": None}),
        ("receipt", {"received_on": "2026-10-31", "departement": "96"}),
        ("fees", {"procedure": "first", "article": "423-7", "decided_on": "2026-06-15"}),
        ("fees", {"procedure": "FIRST", "article": "L.423-7", "decided_on": "2026-06-15"}),
        ("habitual-residence", {"filed_on": "2026-12-15", "months_in_france": {"2025": 13}}),
        ("habitual-residence", {"filed_on": "2026-12-15", "months_in_france": {"25": 8}}),
        ("simultaneous-applications", {"asked": "L.423-1", "pending": ["L.421-9"] * 201}),
        ("closing", {"missing": [{"piece": ""}]}),
        ("renewal-limit", {"article": "L.423-7", "renewals_same_mention": -1}),
    ],
)
def test_what_the_document_refuses_the_law_refuses(question, facts):
    assert not validator(facts_name(question)).is_valid(facts)
    with pytest.raises(FactError):
        ask(question, facts, today=TODAY)


def test_a_schema_shared_by_questions_is_written_once():
    kinds = [SCHEMAS[facts_name(name)]["properties"]["held_kind"] for name in ("grace",)]
    assert kinds == [{"$ref": "#/components/schemas/PermitKind", "description": "sorte de carte détenue"}]
    assert "carte_resident" in SCHEMAS["PermitKind"]["enum"]


def test_the_command_writes_the_document(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(api_schema, "COMMITTED", tmp_path / "schema.json")
    call_command("api_schema")
    assert (tmp_path / "schema.json").read_text("utf-8") == document()
    assert "schema.json" in capsys.readouterr().out
