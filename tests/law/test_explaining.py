"""A rule explained: its data, and the questions that can cite it."""

import json
from datetime import date

import pytest
from hypothesis import given

from sejour.law.asking import QUESTIONS
from sejour.law.citations import rules_cited_by
from sejour.law.explaining import (
    DatedValue,
    ExplainedParameter,
    explain,
    explain_anything,
    explain_article,
    explain_question,
)
from sejour.law.facts import FactError
from sejour.law.findings import Reason
from sejour.law.sources import Certainty, Rule
from sejour.law.tables import RULES
from tests.law import strategies
from tests.law.asked import answer


def places(rule_id):
    """Return where data files carry a rule."""
    return [f"{table.file}:{table.place}" for table in explain(rule_id).tables]


def test_a_rule_is_explained_with_its_article_and_certainty():
    found = explain("R-FEE-07")
    assert found.rule == RULES["R-FEE-07"]
    assert (found.rule.article, found.rule.certainty) == ("L.436-5", "medium")


def test_its_parameters_come_with_their_dated_values():
    assert explain("R-FEE-07").parameters == (
        ExplainedParameter("late_fee_euros", "euros", (DatedValue(date(2021, 5, 1), 180),)),
    )
    assert [p.name for p in explain("R-GRA-01").parameters] == [
        "grace_months",
        "grace_years_of_card",
        "grace_years_of_treaty_permit",
    ]
    assert explain("R-DEC-02").parameters == ()


@pytest.mark.parametrize(
    ("rule_id", "found"),
    [
        ("R-FEE-01", ["fees:tariff[0]", "fees:unknown[0]"]),
        ("R-FEE-02", ["fees:autorisation_provisoire[0]", "fees:tariff[1]", "fees:tariff[2]"]),
        ("R-DEP-08", ["deposit:early"]),
        ("R-NEW-01", ["renewal_limit:version[0]", "renewal_limit:version[1]"]),
        ("R-TEL-07", ["annex_9:entry[4]"]),
        ("R-TIM-08", ["holidays:zone[1]"]),
        ("R-DEC-02", []),
    ],
)
def test_its_tables_come_with_their_places(rule_id, found):
    assert sorted(places(rule_id)) == found


def test_what_a_table_holds_is_shown():
    (table,) = explain("R-FEE-06").tables
    assert table.content["articles"][0] == "L.423-5"


@pytest.mark.parametrize(
    ("rule_id", "questions"),
    [
        ("R-FEE-07", ("deposit-status", "provisional-documents", "fees")),
        (
            "R-DEP-12",
            (
                "deposit-window",
                "first-application-deadline",
                "deposit-status",
                "provisional-documents",
                "card-due",
            ),
        ),
        ("R-TIM-06", ("receipt", "employer-check")),
        ("R-DEC-02", ("hearing",)),
        ("R-TIM-02", ("appeal",)),
        ("R-COM-01", ("provisional-documents", "commission")),
        ("P-2", ()),
    ],
)
def test_the_questions_that_can_cite_it_are_named(rule_id, questions):
    assert explain(rule_id).questions == questions


@given(strategies.ASKED)
def test_no_answer_cites_a_rule_that_its_question_could_not(asked):
    question, facts = asked
    cited = {rule["id"] for rule in answer(question, **facts)["rules"]}
    assert all(question in explain(rule_id).questions for rule_id in cited)


def test_every_question_can_cite_something_and_no_question_everything():
    for question in QUESTIONS.values():
        assert 0 < len(rules_cited_by(question.answer, RULES)) < len(RULES) / 2


@pytest.mark.parametrize("rule_id", RULES)
def test_an_explanation_is_json(rule_id):
    found = explain(rule_id).as_json()
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["id", "article", "certainty", "statement", "parameters", "tables", "questions"]


def test_an_explanation_in_json_writes_days_and_lists():
    assert explain("R-FEE-07").as_json() == {
        "id": "R-FEE-07",
        "article": "L.436-5",
        "certainty": "medium",
        "statement": RULES["R-FEE-07"].statement,
        "parameters": [
            {"name": "late_fee_euros", "unit": "euros", "values": [{"from": "2021-05-01", "value": 180}]}
        ],
        "tables": [],
        "questions": ["deposit-status", "provisional-documents", "fees"],
    }
    (table,) = explain("R-COM-02").as_json()["tables"][-1:]
    assert table == {
        "file": "commission",
        "place": "elsewhere[0]",
        "content": {"rule": "R-COM-02", "from": "2021-05-01", "departements": ["973", "976"]},
    }


@pytest.mark.parametrize("rule_id", ["R-X-99", "", "r-fee-07", None, [], {}])
def test_an_unknown_rule_is_named(rule_id):
    with pytest.raises(FactError) as caught:
        explain(rule_id)
    assert caught.value.fact == "rule"


class TestAnything:
    """A rule, a question or an article, whichever bears the name."""

    def test_a_rule_and_a_question_are_found_by_their_names(self):
        assert explain_anything("R-FEE-07") == explain("R-FEE-07")
        assert explain_anything("grace") == explain_question("grace")

    @pytest.mark.parametrize("written", ["L.436-5", "L. 436-5", "L436-5", " L 436-5 "])
    def test_an_article_is_found_however_it_is_written(self, written):
        found = explain_anything(written)
        assert (found.article, [rule.id for rule in found.rules]) == ("L.436-5", ["R-FEE-07"])

    def test_the_star_of_an_article_need_not_be_written(self):
        assert explain_article("R.432-1").rules == explain_article("R.*432-1").rules == (RULES["R-IMP-01"],)

    def test_an_article_is_not_found_in_a_longer_one(self):
        assert "R-API-01" in [rule.id for rule in explain_article("R.431-15-1").rules]
        assert "R-API-01" not in [rule.id for rule in explain_article("R.431-15").rules]
        assert [rule.id for rule in explain_article("R.431-1").rules] == []

    def test_an_article_of_another_code_is_found_with_or_without_its_code(self):
        with_code = explain_article("CRPA L.112-12").rules
        assert with_code == explain_article("L.112-12").rules == (RULES["R-RCP-03"],)

    def test_the_lists_that_hold_an_article_are_placed(self):
        found = explain_article("L.426-20")
        assert found.ground == "visiteur"
        assert [(one.file, one.place, one.rule and one.rule.id) for one in found.lists] == [
            ("annex_9", "entry[0].articles", "R-TEL-05"),
            ("pieces", "ground[8].articles", None),
            ("renewal_limit", "version[1].exempt", "R-NEW-01"),
            ("work_rights", "renewal_without_work.articles", "R-API-12"),
        ]

    def test_nothing_may_be_known_of_an_article(self):
        found = explain_article("L.999-9")
        assert (found.ground, found.rules, found.lists) == (None, (), ())

    @pytest.mark.parametrize("what", ["L.999-9", "R-X-99", "", "weather"])
    def test_what_nobody_knows_is_refused(self, what):
        with pytest.raises(FactError) as caught:
            explain_anything(what)
        assert caught.value.fact == "what"

    def test_an_unknown_question_is_named(self):
        with pytest.raises(FactError) as caught:
            explain_question("weather")
        assert caught.value.fact == "question"

    @pytest.mark.parametrize("what", ["R-COM-02", *QUESTIONS, "L.423-7", "R.431-15-1", "L.426-20"])
    def test_an_explanation_is_json(self, what):
        found = explain_anything(what).as_json()
        assert json.loads(json.dumps(found))

    def test_a_question_in_json_has_its_entry_and_its_rules(self):
        found = explain_question("hearing").as_json()
        assert list(found) == ["name", "title", "facts", "answer", "rules"]
        assert [rule["id"] for rule in found["rules"]] == ["R-DEC-02"]

    def test_an_article_in_json_has_its_rules_and_lists(self):
        found = explain_article("L.423-22").as_json()
        assert list(found) == ["article", "ground", "rules", "lists"]
        assert {"file": "fees", "place": "no_tax_at_first[1].articles", "rule": "R-FEE-05"} in found["lists"]


class TestFollowing:
    """How the code of a question is followed down to its rules."""

    KNOWN = {name: Rule(name, "L.1-1", Certainty.HIGH, "Une règle.") for name in ("R-A-01", "R-B-01")}

    def test_constants_and_code_inside_are_read(self):
        def written():
            return [name == "R-B-01" for name in ("R-A-01",)]

        written.__module__ = "sejour.law.somewhere"
        assert rules_cited_by(written, self.KNOWN) == {"R-A-01", "R-B-01"}

    def test_code_of_other_houses_is_not_followed(self):
        def written():
            return "R-A-01"

        assert rules_cited_by(written, self.KNOWN) == frozenset()

    def test_data_are_followed_to_their_rules(self):
        rule = self.KNOWN["R-A-01"]
        for data in (rule, Reason(rule, "Parce que."), {"key": (rule,)}, [{rule}], frozenset({rule})):
            assert rules_cited_by(data, self.KNOWN) == {"R-A-01"}

    @pytest.mark.parametrize("data", [None, 3, Rule, date(2026, 1, 1)])
    def test_other_values_name_nothing(self, data):
        assert rules_cited_by(data, self.KNOWN) == frozenset()

    def test_a_circle_is_followed_once(self):
        circle = [self.KNOWN["R-B-01"]]
        circle.append(circle)
        assert rules_cited_by(circle, self.KNOWN) == {"R-B-01"}
