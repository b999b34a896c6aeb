"""The questions of the law over HTTP: without account, cookie or query; what is wrong is named."""

import json

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from sejour.api import v1
from sejour.api.bodies import read_bytes
from sejour.law.asking import QUESTIONS, ask
from sejour.law.explaining import explain
from sejour.law.facts import FactError
from sejour.law.tables import RULES
from sejour.law.worked_cases import worked_cases
from tests.factories.days import NOON

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
# Each request asks which law is in force: that is all.
LAW_IN_FORCE = 1
FACTS = {"received_on": "2026-10-31"}
JSON = "application/json"
LINES = "application/x-ndjson"


@pytest.fixture(autouse=True)
def _on_the_tests_day(frozen):
    """Freeze time."""


def post(client, question, body, media_type=JSON, **more):
    content = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(f"/api/v1/law/{question}", content, content_type=media_type, **more)


def batch(client, question, *lines, status=200):
    """Send lines, and return those that come back."""
    answer = post(client, f"{question}/batch", "\n".join(lines), LINES)
    assert answer.status_code == status
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.id)
def test_an_answer_is_that_of_the_command_line(client, case):
    answer = post(client, case.question, case.facts)
    assert (answer.status_code, answer["Content-Type"]) == (200, JSON)
    assert answer.json() == ask(case.question, case.facts, today=TODAY)


def test_an_answer_is_read_as_french(client):
    assert "accusé d'enregistrement" in post(client, "receipt", FACTS).content.decode()


def test_today_is_the_day_in_france(client):
    facts = {"category": "refugee", "article": "L.424-1", "online": True, "filed_on": TODAY.isoformat()}
    assert post(client, "provisional-documents", facts).json()["periods"][0]["from"] == TODAY.isoformat()


# What is wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts", [{}, {"received_on": "2026-02-30"}, {**FACTS, "x": 1}, [], None, 3, {"received_on": 4}]
)
def test_a_wrong_fact_is_named_as_on_the_command_line(client, facts):
    with pytest.raises(FactError) as expected:
        ask("receipt", facts, today=TODAY)
    answer = post(client, "receipt", facts)
    assert (answer.status_code, answer.json()) == (422, expected.value.as_json())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"received_on=2026-10-31",
        b"\xff\xfe{",
        b"[" * 100_000,
        b'{"received_on": ' + b"1" * 5000 + b"}",
    ],
    ids=["empty", "cut", "form", "bytes", "deep", "long number"],
)
def test_what_is_no_json_is_said_to_be_none(client, body):
    answer = post(client, "receipt", body)
    assert answer.status_code == 422
    assert answer.json()["fact"] == "facts"
    assert "JSON" in answer.json()["error"]


@pytest.mark.parametrize("media_type", [JSON, "text/plain", "application/x-www-form-urlencoded", ""])
def test_facts_are_read_whatever_a_program_calls_them(client, media_type):
    assert post(client, "receipt", FACTS, media_type).status_code == 200


def test_half_a_character_is_told_as_it_was_sent(client):
    answer = post(client, "receipt", b'{"\\ud800": 1}')
    assert (answer.status_code, answer.content) == (422, b'{"error": "unknown fact", "fact": "\\ud800"}')


def test_a_list_longer_than_any_file_is_refused(client):
    facts = {"asked": "L.423-1", "pending": ["L.421-9"] * 201}
    assert post(client, "simultaneous-applications", facts).json()["fact"] == "pending"


def test_a_body_has_a_size(client):
    largest = json.dumps(FACTS).encode().ljust(v1.LARGEST_BODY)
    assert post(client, "receipt", largest).status_code == 200
    answer = post(client, "receipt", largest + b" ")
    assert answer.status_code == 413
    assert answer.json() == {"error": "the body is larger than 1,048,576 bytes", "fact": "facts"}


def test_of_a_body_too_large_no_more_is_read():
    request = RequestFactory().post("/", b"x" * 100, content_type=JSON)
    with pytest.raises(v1.TooLarge):
        read_bytes(request, at_most=10)
    assert len(request.read()) == 89


@pytest.mark.parametrize("name", ["unknown", "Receipt", "rules", "receipt/batch/x", "%00", "🙂"])
def test_an_unknown_question_is_not_found(client, name):
    answer = post(client, name, FACTS)
    assert (answer.status_code, answer["Content-Type"]) == (404, JSON)
    assert answer.json()["error"]


def test_an_unknown_question_is_told_the_known_ones(client):
    answer = post(client, "unknown", FACTS).json()
    assert answer["fact"] == "question"
    assert all(name in answer["error"] for name in QUESTIONS)


@pytest.mark.parametrize("fact", ["question", "rule"])
def test_a_fact_called_like_a_name_is_a_wrong_fact(client, fact):
    assert post(client, "receipt", {fact: "x"}).status_code == 422


@pytest.mark.parametrize("way", ["get", "put", "delete", "patch", "head"])
def test_a_question_is_asked_in_one_way(client, way):
    answer = getattr(client, way)("/api/v1/law/receipt")
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "POST", JSON)


def test_a_breakdown_is_told_in_json_and_tells_nothing(monkeypatch, static_files):
    def broken(*args, **more):
        raise RuntimeError("a secret")

    monkeypatch.setattr(v1, "ask", broken)
    answer = post(Client(raise_request_exception=False), "receipt", FACTS)
    assert (answer.status_code, answer["Content-Type"]) == (500, JSON)
    assert list(answer.json()) == ["error"]
    assert "secret" not in answer.content.decode()
    assert answer["Access-Control-Allow-Origin"] == "*"


# Open to all, and keeping nothing ----------------------------------------------------------------


@pytest.mark.parametrize("path", ["law/", "law/rules/R-API-01", "openapi.json"])
def test_what_the_law_is_made_of_is_told_without_a_query(client, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(LAW_IN_FORCE):
        assert client.get(f"/api/v1/{path}").status_code == 200


def test_an_answer_takes_no_query(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(LAW_IN_FORCE):
        post(client, "receipt", FACTS)
    with django_assert_max_num_queries(LAW_IN_FORCE):
        assert len(batch(client, "receipt", *[json.dumps(FACTS)] * 10)) == 10


def test_nobody_signs_in_and_no_cookie_is_given(static_files):
    answer = post(Client(enforce_csrf_checks=True), "receipt", FACTS)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["law/", "law/rules/", "law/rules/R-API-01", "law/receipt", "x", "openapi.json"]
)
def test_pages_of_any_site_may_read_every_answer(client, path):
    answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://ailleurs.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_a_browser_that_asks_first_is_told_yes(client):
    asked = {"Origin": "https://ailleurs.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/law/receipt", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Headers"] == "Content-Type"
    assert "POST" in answer["Access-Control-Allow-Methods"]


def test_the_door_of_the_api_leaves_pages_alone(client):
    assert "Access-Control-Allow-Origin" not in client.get("/accessibilite/")
    assert client.get("/perdu/")["Content-Type"].startswith("text/html")


def test_nothing_of_the_facts_is_logged(client, caplog):
    caplog.set_level("DEBUG")
    secret = "1999-09-19"
    for body in ({"received_on": secret}, {"received_on": secret, "x" + secret: 1}, secret):
        post(client, "receipt", body)
        post(client, "receipt/batch", json.dumps(body), LINES).getvalue()
    assert secret not in caplog.text


# By the thousand --------------------------------------------------------------------------------


def test_each_line_is_answered_in_its_place(client):
    lines = [json.dumps({"received_on": f"2026-10-{day}"}) for day in range(10, 20)]
    expected = [ask("receipt", json.loads(line), today=TODAY) for line in lines]
    assert batch(client, "receipt", *lines) == expected


def test_a_bad_line_says_its_number_and_the_rest_goes_on(client):
    good = json.dumps(FACTS)
    first, second, third, last = batch(client, "receipt", good, "{", "", '{"received_on": 3}', good)
    assert first == last == ask("receipt", FACTS, today=TODAY)
    assert (second["line"], second["fact"]) == (2, "facts")
    assert third == {"line": 4, "error": "a date written YYYY-MM-DD is expected", "fact": "received_on"}


def test_lines_may_end_in_any_usual_way(client):
    good = json.dumps(FACTS)
    assert len(batch(client, "receipt", f"{good}\r\n{good}\n")) == 2


def test_answers_come_in_pieces_while_the_rest_is_worked_out(client):
    answer = post(client, "receipt/batch", f"{json.dumps(FACTS)}\n" * 1000, LINES)
    assert (answer.streaming, answer["Content-Type"]) == (True, LINES)
    pieces = list(answer.streaming_content)
    assert len(pieces) > 10
    assert all(piece.endswith(b"}\n") for piece in pieces)
    assert sum(piece.count(b"\n") for piece in pieces) == 1000


def test_a_batch_of_an_unknown_question_is_not_found(client):
    answer = post(client, "unknown/batch", "{}", LINES)
    assert (answer.status_code, answer.json()["fact"]) == (404, "question")


@pytest.mark.parametrize("body", [b"", b"\n\n", b"  \r\n"])
def test_a_batch_without_lines_is_refused(client, body):
    answer = post(client, "receipt/batch", body, LINES)
    assert (answer.status_code, answer.json()["error"]) == (422, "the body holds no line")


def test_a_batch_has_a_number_of_lines(client, monkeypatch):
    monkeypatch.setattr(v1, "MOST_LINES", 3)
    assert len(batch(client, "receipt", *["{}"] * 3)) == 3
    assert len(batch(client, "receipt", *["{}"] * 3, "")) == 3
    answer = post(client, "receipt/batch", "{}\n{}\n{}\n{}", LINES)
    assert (answer.status_code, answer.json()["error"]) == (413, "the body has more than 3 lines")


def test_a_batch_has_a_size(client, monkeypatch):
    monkeypatch.setattr(v1, "LARGEST_BATCH", 10)
    answer = post(client, "receipt/batch", " " * 11, LINES)
    assert (answer.status_code, answer.json()["error"]) == (413, "the body is larger than 10 bytes")


def test_a_batch_that_takes_too_long_is_cut_where_it_says(client, monkeypatch):
    monkeypatch.setattr(v1, "MOST_SECONDS", -1)
    (cut,) = batch(client, "receipt", "{}", "{}")
    assert cut["line"] == 1
    assert "again" in cut["error"]


def test_the_limits_are_those_that_are_written(client):
    assert (v1.LARGEST_BATCH, v1.MOST_LINES, v1.MOST_SECONDS) == (32 * 1024 * 1024, 100_000, 20)
    told = client.get(reverse("api:openapi-json")).json()["paths"]["/api/v1/law/{question}/batch"]["post"]
    assert "100 000 lignes et 32 Mio" in told["description"]
    assert "20 secondes" in told["description"]


# What the law is made of ------------------------------------------------------------------------


def test_the_questions_are_listed_with_their_facts(client):
    listed = client.get("/api/v1/law/").json()
    assert [question["name"] for question in listed] == list(QUESTIONS)
    receipt = next(question for question in listed if question["name"] == "receipt")
    assert receipt["facts"][0]["name"] == "received_on"
    assert receipt["facts"][0]["required"] is True
    closing = next(question for question in listed if question["name"] == "closing")
    assert "piece" in {inner["name"] for fact in closing["facts"] for inner in fact["facts"]}


def test_the_rules_are_listed(client):
    assert [rule["id"] for rule in client.get("/api/v1/law/rules/").json()] == list(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_is_explained_as_on_the_command_line(client, rule_id):
    assert client.get(f"/api/v1/law/rules/{rule_id}").json() == explain(rule_id).as_json()


def test_an_unknown_rule_is_not_found(client):
    answer = client.get("/api/v1/law/rules/R-X-99")
    assert (answer.status_code, answer.json()["fact"]) == (404, "rule")
