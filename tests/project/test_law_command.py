"""`sejour law`, as it is typed: one question, many questions, worked cases, what is known."""

import io
import json
import sys

import pytest

from sejour.law.asking import QUESTIONS
from sejour.project.cli import main

FILED = {"held_until": "2026-12-31", "online": True, "filed_on": "2026-09-15"}
LATE = {**FILED, "filed_on": "2026-11-02"}


@pytest.fixture
def law(capsys, monkeypatch):
    """Return a way to type `sejour law …`: exit status, output and errors."""

    def typed(*words, given=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        status = main(["law", *map(str, words)])
        out, errors = capsys.readouterr()
        return status, out, errors

    return typed


def lines(*facts):
    """Write facts one a line."""
    return "".join(json.dumps(each) + "\n" for each in facts).encode()


class TestAsk:
    """One question of one person."""

    def test_an_answer_is_json(self, law, tmp_path):
        path = tmp_path / "facts.json"
        path.write_bytes(lines(FILED))
        status, out, errors = law("ask", "deposit-status", path)
        assert (status, errors, json.loads(out)["status"]) == (0, "", "in_time")

    def test_facts_may_come_from_the_standard_input(self, law):
        status, out, _ = law("ask", "deposit-status", "-", given=lines(LATE))
        assert (status, json.loads(out)["late_fee"]) == (0, 180)

    @pytest.mark.parametrize(
        ("question", "given", "fact"),
        [
            ("deposit-status", b'{"held_until": "2026-12-31", "online": true}', "filed_on"),
            ("deposit-status", b'{"weather": 1}', "weather"),
            ("deposit-status", b"{", "facts"),
            ("deposit-status", b"\xff", "facts"),
            ("weather", b"{}", "question"),
        ],
    )
    def test_an_error_names_the_fact_and_the_status_is_2(self, law, question, given, fact):
        status, out, errors = law("ask", question, "-", given=given)
        assert (status, out, json.loads(errors)["fact"]) == (2, "", fact)

    @pytest.mark.parametrize("words", [[], ["--batch"]])
    def test_a_file_that_is_not_there_is_told(self, law, words, tmp_path):
        status, _, errors = law("ask", "grace", *words, tmp_path / "nothing.json")
        assert (status, json.loads(errors)["fact"]) == (2, "facts")
        assert "nothing.json" in errors

    @pytest.mark.parametrize("words", [[], ["facts.json", "--batch"]])
    def test_facts_or_lines_are_given_and_not_both(self, law, words):
        status, out, errors = law("ask", "grace", *words)
        assert (status, out) == (2, "")
        assert errors.startswith("Donnez un fichier de faits, ou bien --batch")


class TestBatch:
    """One question of many people."""

    def test_each_line_has_its_answer(self, law, tmp_path):
        path = tmp_path / "facts.jsonl"
        path.write_bytes(lines(FILED, LATE))
        status, out, errors = law("ask", "deposit-status", "--batch", path)
        assert (status, errors) == (0, "")
        assert [json.loads(line)["status"] for line in out.splitlines()] == ["in_time", "late"]

    @pytest.mark.parametrize("words", [["--batch"], ["--batch", "-"]])
    def test_lines_may_come_from_the_standard_input(self, law, words):
        status, out, _ = law("ask", "deposit-status", *words, given=lines(LATE))
        assert (status, json.loads(out)["status"]) == (0, "late")

    def test_a_bad_line_is_told_in_its_place_the_next_are_answered_and_the_status_is_2(self, law):
        given = lines(FILED, {"held_until": 3}) + b"\nnothing\n" + lines(LATE)
        status, out, errors = law("ask", "deposit-status", "--batch", given=given)
        found = [json.loads(line) for line in out.splitlines()]
        assert (status, errors) == (2, "")
        assert [line.get("status") for line in found] == ["in_time", None, None, "late"]
        assert [(line["line"], line["fact"]) for line in found[1:3]] == [(2, "held_until"), (4, "facts")]

    def test_an_unknown_question_is_told_once(self, law):
        status, out, errors = law("ask", "weather", "--batch", given=lines(FILED, FILED))
        assert (status, out, json.loads(errors)["fact"]) == (2, "", "question")


class TestCheck:
    """Worked cases."""

    CASE = {"id": "EX-1", "question": "deposit-status", "facts": FILED, "expect": {"status": "in_time"}}

    @pytest.mark.parametrize(
        ("text", "status", "last"),
        [
            (lines(CASE, CASE), 0, "2 passed, 0 failed"),
            (b"\n" + lines({**CASE, "expect": {"status": "late"}}, CASE), 1, "1 passed, 1 failed"),
            (b"nothing\n", 1, "0 passed, 1 failed"),
        ],
    )
    def test_cases_are_counted_and_a_failure_is_told(self, law, tmp_path, text, status, last):
        path = tmp_path / "cases.jsonl"
        path.write_bytes(text)
        found, out, _ = law("check", path)
        assert (found, out.splitlines()[-1]) == (status, last)
        assert len(out.splitlines()) == 1 + status

    def test_a_file_that_cannot_be_read_is_told(self, law, tmp_path):
        status, out, errors = law("check", tmp_path / "nothing.jsonl")
        assert (status, out) == (2, "")
        assert "nothing.jsonl" in errors


class TestList:
    """The questions, in words."""

    def test_every_question_is_told(self, law):
        status, out, _ = law("list")
        titles = [line.split(" : ")[0] for line in out.splitlines() if line and not line.startswith(" ")]
        assert (status, titles) == (0, list(QUESTIONS))

    def test_some_questions_may_be_chosen(self, law):
        status, out, _ = law("list", "hearing", "card-due")
        assert (status, out.count("Faits")) == (0, 2)
        assert "act* : retrait d'un titre, ou refus d'une demande" in out

    def test_it_may_be_json(self, law):
        status, out, _ = law("list", "--json")
        assert (status, [entry["name"] for entry in json.loads(out)]) == (0, list(QUESTIONS))

    def test_an_unknown_question_is_told_in_french(self, law):
        status, out, errors = law("list", "grace", "weather")
        assert (status, out) == (2, "")
        assert errors.startswith("« weather » n'est pas une question. Questions connues : deposit-window, ")


class TestExplain:
    """What is known of a rule, a question or an article."""

    @pytest.mark.parametrize(
        ("what", "first_line"),
        [
            ("R-API-01", "R-API-01, R.431-15-1, al. 2 (sûre)"),
            ("hearing", "hearing : Dois-je être entendu avant la décision ?"),
            ("L. 423-7", "L.423-7 : parent d'enfant français"),
        ],
    )
    def test_it_is_told_in_plain_text(self, law, what, first_line):
        status, out, _ = law("explain", what)
        assert (status, out.splitlines()[0]) == (0, first_line)

    @pytest.mark.parametrize(
        ("what", "key"), [("R-API-01", "id"), ("hearing", "name"), ("L.423-7", "article")]
    )
    def test_it_may_be_json(self, law, what, key):
        status, out, _ = law("explain", what, "--json")
        assert (status, json.loads(out)[key]) == (0, what)

    def test_what_is_unknown_is_told_in_french(self, law):
        status, out, errors = law("explain", "L.999-9")
        assert (status, out) == (2, "")
        assert errors.startswith("« L.999-9 » n'est ni une règle, ni une question, ni un article connus.")


@pytest.mark.parametrize("words", [[], ["ask"], ["list"], ["explain"], ["check"]])
def test_help_is_given(law, capsys, words):
    with pytest.raises(SystemExit) as left:
        law(*words, "--help")
    assert left.value.code == 0
    assert "sejour law" in capsys.readouterr().out
