"""What is known of the law, told in plain text."""

import re

import pytest

from sejour.law.asking import QUESTIONS, catalogue
from sejour.law.explaining import explain_anything
from sejour.law.tables import RULES
from sejour.law.telling import told
from tests.law.test_properties import ENGLISH


def text(what):
    """Return the text that explains a name."""
    return "\n".join(told(explain_anything(what)))


def test_a_rule_is_told_with_its_numbers_and_the_questions_that_can_cite_it():
    assert text("R-FEE-07").splitlines() == [
        "R-FEE-07, L.436-5 (déduite, à confirmer)",
        f"  {RULES['R-FEE-07'].statement}",
        "  late_fee_euros : 180 depuis le 2021-05-01 (euros)",
        "  Questions qui peuvent la citer : deposit-status, provisional-documents, fees",
    ]


def test_a_rule_is_told_with_its_lists():
    assert text("R-GRA-04").splitlines()[2:5] == [
        "  grace.toml",
        "    from : 2021-05-01",
        "    departements : ",
    ]
    assert "  commission.toml, elsewhere[0]\n    from : 2021-05-01\n    departements : 973, 976" in text(
        "R-COM-02"
    )


def test_a_rule_that_no_question_cites_says_so():
    assert text("P-2").endswith("aucune, la plateforme s'en sert elle-même")


def test_a_question_is_told_with_its_facts_its_answer_and_its_rules():
    lines = text("card-due").splitlines()
    assert lines[:4] == [
        "card-due : À quelle date ma carte doit-elle m'être délivrée ?",
        "  Faits (* : toujours nécessaire)",
        "    status* : réfugié, protection subsidiaire, famille d'un citoyen de l'Union "
        "(un choix : refugee, subsidiary_protection, eu_family)",
        "    date* : jour de la décision sur la protection, ou de la demande de la famille "
        "(une date (AAAA-MM-JJ))",
    ]
    assert "    by : dernier jour pour délivrer la carte (une date (AAAA-MM-JJ))" in lines
    assert "    R-REF-01, R.424-1, R.424-7 (sûre)" in lines


def test_the_facts_of_an_object_stand_below_it():
    found = text("closing")
    assert "    missing* : pièces" in found
    assert "\n      piece* : nom libre" in found


def test_an_article_is_told_with_its_ground_and_its_lists():
    assert text("L.423-7").splitlines() == [
        "L.423-7 : parent d'enfant français",
        "  Listes où il se trouve",
        "    annex_9.toml, entry[2].articles (R-TEL-06, arrêté du 31 mars 2023)",
        "    commission.toml, consultation[0].if_conditions_met (R-COM-02, L.432-13)",
        "    pieces.toml, ground[4].articles",
        "    work_rights.toml, attestation_prolongation[0].articles (R-API-08, R.431-15-2, al. 1)",
        "    work_rights.toml, recepisse[0].articles (R-REC-04, R.431-14)",
    ]


def test_an_article_is_told_with_the_rules_that_rest_on_it():
    lines = text("R.432-9").splitlines()
    assert lines[0] == "R.432-9"
    assert lines[1:3] == ["  Règles qui reposent sur cet article", "    R-COM-01, R.432-9 (sûre)"]


@pytest.mark.parametrize("what", [*RULES, *QUESTIONS])
def test_everything_is_told_in_french_lines_without_trailing_space(what):
    names = re.compile(r"`\w+`|\w+_\w+|[a-z]+(-[a-z]+)+")
    for line in told(explain_anything(what)):
        assert line.strip()
        if not line.startswith("    "):
            assert not ENGLISH.search(names.sub("", line))


def test_the_catalogue_is_told_by_the_same_words():
    for entry in catalogue():
        told_alone = "\n".join(told(entry))
        assert text(entry.name).startswith(told_alone)


def test_nothing_else_is_told():
    with pytest.raises(TypeError):
        list(told("R-FEE-07"))


def test_an_article_that_no_list_holds_is_told_without_lists():
    found = text("CJA R.421-7")
    assert "R-TIM-11" in found
    assert "Listes" not in found
