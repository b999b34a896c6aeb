"""The pages of the law: every rule, article and question has one, and nothing on them is written twice."""

import json
from datetime import date
from enum import StrEnum

import pytest
from django.urls import reverse

from sejour.law import kinds
from sejour.law.asking import QUESTIONS, catalogue
from sejour.law.explaining import explain
from sejour.law.sources import Certainty
from sejour.law.tables import PARAMETERS, RULES
from sejour.law.worked_cases import worked_cases
from sejour.portal.lawbook import changes, shown, words
from sejour.portal.lawbook.articles import articles, names_in
from sejour.portal.lawbook.search import search
from sejour.portal.lawbook.trying import Answer, answer, cases_citing, example, rows
from tests.factories.days import NOON
from tests.ui.pages import read

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
ENTRIES = {entry.name: entry for entry in catalogue()}
TABLES = [table for rule_id in RULES for table in explain(rule_id).tables]
OLD, NEW = date(2026, 4, 30), date(2026, 5, 1)


def page(client, name, *args, query=""):
    answered = client.get(reverse(f"portal:{name}", args=args) + query)
    assert answered.status_code == 200
    return read(answered)


def links_to(found, name):
    """Return what the links of a page to one kind of page lead to."""
    before, _, after = reverse(f"portal:{name}", args=["x"]).partition("x")
    return {link.removeprefix(before).removesuffix(after) for link in found.links if link.startswith(before)}


def post(client, question, typed):
    return client.post(reverse("portal:law_question", args=[question]), {"facts": typed})


# The index ----------------------------------------------------------------------------------------


def test_the_index_leads_to_every_question_and_every_rule(client):
    found = page(client, "law")
    assert links_to(found, "law_question") == set(QUESTIONS)
    assert links_to(found, "law_rule") == set(RULES)
    assert reverse("portal:law_changes") in found.links


def test_the_index_leads_to_the_document_of_the_api(client):
    assert reverse("api:openapi-json") in page(client, "law").links


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_is_in_a_group_with_words(rule):
    assert words.group_of(rule.id) in words.GROUPS


def test_the_home_page_and_every_footer_lead_to_the_law(client):
    assert page(client, "home").links.count(reverse("portal:law")) == 2
    assert reverse("portal:law") in page(client, "accessibility").links


@pytest.mark.parametrize(
    "address",
    ["", "?q=récépissé", "regles/R-API-01/", "articles/l-423-7/", "questions/fees/", "changements/"],
)
def test_a_page_of_the_law_takes_no_query_but_that_for_the_law_in_force(
    client, django_assert_max_num_queries, address
):
    with django_assert_max_num_queries(1):
        assert client.get(f"/loi/{address}").status_code == 200


# Searching ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "rule_id"),
    [
        ("R-DEP-01", "R-DEP-01"),
        ("r-dep-01", "R-DEP-01"),
        ("R.431-5", "R-DEP-01"),
        ("Art. R. 431-5", "R-DEP-01"),
        ("r431-5", "R-DEP-01"),
        ("R.*432-1", "R-IMP-01"),
        ("recepisse MOIS", "R-REC-02"),
        ("Récépissé mois", "R-REC-02"),
        ("attestation   de prolongation", "R-API-01"),
        ("ouverture du délai de dépôt en ligne", "R-DEP-01"),
    ],
)
def test_a_rule_is_found_by_its_name_its_article_and_its_words(typed, rule_id):
    assert rule_id in [rule.id for rule in search(typed).rules]


@pytest.mark.parametrize(("typed", "question"), [("recours", "appeal"), ("deposit-window", "deposit-window")])
def test_a_question_is_found_by_its_words(typed, question):
    assert question in [entry.name for entry in search(typed).questions]


@pytest.mark.parametrize(
    "typed", ["L.423-7", "l 423-7", "L423-7", "parent d'enfant français", "parent d’enfant"]
)
def test_an_article_is_found_by_its_name_and_its_ground(typed):
    assert "L.423-7" in [article.name for article in search(typed).articles]


@pytest.mark.parametrize(
    "typed", ["", "  ", "de la", "zzz", "récépissé zzz", "é" * 500, "\x00", "<b>", "%", "["]
)
def test_words_that_nothing_holds_find_nothing(typed):
    assert search(typed).count == 0


def test_what_is_found_is_shown(client):
    found = page(client, "law", query="?q=L.431-5")
    assert found.says("Rien pour « L.431-5 »")
    found = page(client, "law", query="?q=hors+d%C3%A9lai")
    assert found.says("pour « hors délai »")
    assert found.title.startswith("Recherche")


def test_what_is_typed_is_shown_as_text(client):
    assert page(client, "law", query="?q=%3Cscript%3E%22").says('Rien pour « <script>" »')


# Rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_has_a_page_that_says_it(client, rule_id):
    found, explained = page(client, "law_rule", rule_id), explain(rule_id)
    assert found.says(RULES[rule_id].statement)
    assert found.says(words.CERTAINTY[RULES[rule_id].certainty])
    assert links_to(found, "law_question") >= set(explained.questions)
    assert set(map(shown.slug, names_in(RULES[rule_id].article))) <= links_to(found, "law_article")
    for parameter in explained.parameters:
        assert all(found.says(f"{value.value} ") for value in parameter.values)
    for table in explained.tables:
        assert found.says(shown.title_of(table))


def test_a_rule_shows_its_numbers_with_their_days(client):
    found = page(client, "law_rule", "R-FEE-07")
    assert found.says("Droit dû pour un renouvellement hors délai")
    assert found.says("180 euros")
    assert found.says("1er mai 2021")


def test_a_rule_shows_its_lists_with_links_to_the_articles(client):
    found = page(client, "law_rule", "R-TEL-06")
    assert found.says("Titres demandés en ligne (annexe 9)")
    assert "l-423-7" in links_to(found, "law_article")
    assert page(client, "law_rule", "R-FEE-02").says("taxe normale : 300 € ; taxe réduite : 100 €")
    assert page(client, "law_rule", "R-TIM-07").says("1er janvier, 1er mai, 8 mai, 14 juillet")
    assert page(client, "law_rule", "R-TIM-07").says("lundi de Pâques, Ascension, lundi de Pentecôte")


def test_a_rule_shows_the_cases_that_it_decides_with_source_and_licence(client):
    found = page(client, "law_rule", "R-IMP-02")
    assert found.says("EX-24")
    assert found.says("EUPL-1.2")
    assert found.says("15 janvier 2027")


def test_every_worked_case_is_shown_by_the_rules_that_it_cites():
    seen = {case.id for rule_id in RULES for case in cases_citing(rule_id, today=TODAY)}
    assert seen == {case.id for case in worked_cases()}


@pytest.mark.parametrize("rule_id", ["R-X-99", "r-dep-01", "x" * 500])
def test_an_unknown_rule_has_no_page(client, rule_id):
    assert client.get(f"/loi/regles/{rule_id}/").status_code == 404


# Articles ---------------------------------------------------------------------------------------


def test_every_article_has_a_page_and_an_address_of_its_own(client):
    for address, article in articles().items():
        found = page(client, "law_article", address)
        assert found.title.startswith(article.name)
        assert {rule.id for rule in article.rules} <= links_to(found, "law_rule")
        assert article.rules or article.lists
    names = [article.name for article in articles().values()]
    assert len(names) == len(set(names)) == len({shown.slug(name) for name in names})


def test_every_rule_is_on_the_page_of_its_articles():
    shown_by = {rule.id for article in articles().values() for rule in article.rules}
    assert shown_by == set(RULES)


def test_an_article_shows_what_rests_on_it_and_what_names_it(client):
    assert {"R-DEP-01", "R-DEP-02", "R-DEP-17"} <= links_to(
        page(client, "law_article", "r-431-5"), "law_rule"
    )
    found = page(client, "law_article", "l-423-7")
    assert found.says("Parent d'enfant français")
    assert found.says("Titres demandés en ligne (annexe 9)")


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        ("R.431-5, 1°", ["R.431-5"]),
        ("L.436-1, L.436-4, L.436-7", ["L.436-1", "L.436-4", "L.436-7"]),
        ("CRPA L.121-1, L.121-2, L.122-1", ["CRPA L.121-1", "CRPA L.121-2", "CRPA L.122-1"]),
        ("CRPA L.221-8 ; CJA R.421-5", ["CRPA L.221-8", "CJA R.421-5"]),
        ("C. trav. R.5221-3 ; R.431-15-2", ["C. trav. R.5221-3", "R.431-15-2"]),
        ("R.*432-1", ["R.*432-1"]),
        ("CE avis 10 octobre 2024, n° 493514", ["CE avis 10 octobre 2024, n° 493514"]),
        ("politique P-1", ["politique P-1"]),
    ],
)
def test_the_articles_of_a_citation_are_read_with_their_code(citation, names):
    assert list(names_in(citation)) == names


def test_an_unknown_article_has_no_page(client):
    assert client.get("/loi/articles/l-1-1/").status_code == 404


# Questions --------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_a_page_with_its_facts_its_answer_and_an_example_that_is_answered(
    client, question
):
    found = page(client, "law_question", question)
    assert found.title.startswith(QUESTIONS[question].title)
    assert all(
        found.says(row.path) and found.says(row.entry.meaning) for row in rows(ENTRIES[question].facts)
    )
    assert all(found.says(key.name) and found.says(key.meaning) for key in ENTRIES[question].answer)
    assert json.loads(found.form_to("").fields["facts"]) == json.loads(example(question))
    answered = post(client, question, example(question))
    assert answered.status_code == 200
    assert read(answered).says("La réponse")
    assert read(answered).says("Pourquoi")


def test_facts_inside_facts_are_shown_with_their_place():
    assert "requests[].due_on" in [row.path for row in rows(ENTRIES["closing"].facts)]


def test_an_answer_is_shown_in_words_with_its_reasons(client):
    facts = {"held_kind": "carte_resident", "held_until": "2026-12-31", "online": True}
    found = read(post(client, "deposit-window", json.dumps(facts)))
    assert found.says("2 septembre 2026")
    assert "R-DEP-01" in links_to(found, "law_rule")
    assert found.says("Sûre : lue dans le texte.")
    assert found.says('"opens": "2026-09-02"')


def test_an_answer_in_doubt_says_so(client):
    facts = {"body": "health_insurance", "document": "recepisse", "valid_until": "2027-01-15"}
    found = post(client, "body-acceptance", json.dumps({**facts, "requested_on": "2027-01-10"}))
    assert read(found).says(words.CERTAINTY[Certainty.LOW])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("{", "Ce texte n'est pas du JSON : regardez la ligne 1, caractère 2."),
        ("[" * 10_000, "Ce texte n'est pas du JSON."),
        ("[]", "Les faits s'écrivent entre accolades, comme dans l'exemple."),
        ("{}", "Il manque « received_on » : jour où la demande est arrivée. C'est une date"),
        ('{"received_on": 3}', "« received_on » ne convient pas : il faut une date (AAAA-MM-JJ)."),
        ('{"received_on": "2026-02-30"}', "this date does not exist"),
        ('{"reçu": 3}', "« reçu » ne convient pas, ou n'est pas un fait de cette question."),
        ('{"\\ud800": 3}', "« ? » ne convient pas"),
        ("", "Ce champ est obligatoire."),
        ("x" * 20_001, "Assurez-vous que cette valeur comporte au plus 20000 caractères"),
    ],
)
def test_facts_that_have_no_answer_say_what_is_wrong_in_french(client, typed, says):
    answered = post(client, "receipt", typed)
    assert answered.status_code == 422
    assert read(answered).says(says), read(answered).text


def test_a_fact_inside_a_list_is_named_with_its_place(client):
    facts = {"requests": [{"asked_on": "2026-10-05"}], "missing": []}
    assert read(post(client, "closing", json.dumps(facts))).says("requests[0].due_on")


def test_what_was_typed_stays(client):
    assert read(post(client, "receipt", '{"a": "<b>"}')).form_to("").fields["facts"] == '{"a": "<b>"}'


def test_an_unknown_question_has_no_page(client):
    assert client.get("/loi/questions/unknown/").status_code == 404


@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case.id)
def test_a_worked_case_is_answered_on_the_page_as_by_the_law(case):
    found = answer(ENTRIES[case.question], json.dumps(dict(case.facts)), today=TODAY)
    assert isinstance(found, Answer)
    told = json.loads(found.json)
    assert {key: told[key] for key in case.expect} == case.expect


# Changes ----------------------------------------------------------------------------------------


def test_a_day_shows_what_changed_on_it(client):
    found = page(client, "law_changes", query="?au=2026-05-01")
    assert found.says("entre le 30 avril 2026 et le 1er mai 2026")
    assert found.says("taxe normale : 200 € ; taxe réduite : 50 €")
    assert found.says("taxe normale : 300 € ; taxe réduite : 100 €")
    assert "R-FEE-02" in links_to(found, "law_rule")


def test_only_what_differs_is_shown():
    (tariff,) = [change for change in changes.between(OLD, NEW) if change.title == "Tarif"]
    assert "Renouvellement" not in [line.name for line in tariff.differences]
    before, after = next((d.before.text, d.after.text) for d in tariff.differences if d.name == "Timbre")
    assert (before, after) == ("25 €", "50 €")
    assert not tariff.is_new


def test_two_days_are_compared_through_all_that_lies_between():
    demands = [
        c for c in changes.between(date(2021, 1, 1), TODAY) if c.title.startswith("Ce qu'une première")
    ]
    assert len(demands) == 2
    assert all(change.is_new and change.version.first_day == date(2026, 1, 1) for change in demands)


def test_a_new_number_says_that_nothing_is_known_before(client):
    found = page(client, "law_changes", query="?du=01/01/2024&au=31/12/2024")
    assert found.says("Temps en France qu'il faut chaque année")
    assert found.says("6 mois")
    assert found.says("C'est la première valeur connue.")


@pytest.mark.parametrize("day", changes.days())
def test_on_every_day_of_a_change_something_changes_and_not_on_the_next(client, day):
    found = page(client, "law_changes", query=f"?au={day}")
    assert not found.says("Aucun changement")
    after = date.fromordinal(day.toordinal() + 1)
    assert after in changes.days() or page(client, "law_changes", query=f"?au={after}").says(
        "Aucun changement"
    )


def test_every_number_of_the_law_has_a_day_here():
    titles = {each.title for each in changes.series()}
    assert all(words.PARAMETERS[name] in titles for name in PARAMETERS)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?au=31/02/2026", "Cette date n'existe pas dans le calendrier."),
        ("?du=2026-05-02&au=2026-05-01", "Ce jour doit venir après le premier."),
        ("?du=2026-05-02", "Ce champ est obligatoire."),
        ("?au=%00", "Écrivez la date"),
    ],
)
def test_days_that_cannot_be_compared_say_why(client, query, says):
    answered = client.get(reverse("portal:law_changes") + query)
    assert answered.status_code == 422
    assert read(answered).says(says)


# Nothing drifts: what the law adds must get its words -------------------------------------------------


def test_every_number_has_french_words():
    assert set(words.PARAMETERS) == set(PARAMETERS), "name it in portal/lawbook/words.py"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.file}:{table.place}")
def test_every_table_and_column_has_french_words(table):
    assert shown.list_of(table) in words.TABLES, "name it in portal/lawbook/words.py"
    told = {key: value for key, value in table.content.items() if not holds_tables(value)}
    inside = {key for value in told.values() if isinstance(value, dict) for key in value}
    assert {*told, *inside} - shown.APART <= set(words.COLUMNS), "name it in portal/lawbook/words.py"


def holds_tables(value):
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def test_every_choice_has_french_words():
    choices = {
        member.value
        for kind in vars(kinds).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, kinds.FrenchLevel)
        for member in kind
    }
    assert choices <= set(words.VALUES)


def test_lists_that_have_versions_say_what_replaces_what():
    """A list whose lines have several days either replaces older lines, or adds to them."""
    first_days = {}
    for table in TABLES:
        if "[" in table.place and "from" in table.content:
            first_days.setdefault(shown.list_of(table), set()).add(table.content["from"])
    several = {name for name, found in first_days.items() if len(found) > 1}
    assert several <= set(changes.REPLACED_BY) | {"annex_9.entry", "bodies.acceptance"}
