"""Data files of the law: each way of being wrong is refused, with the file and the place."""

import re
from copy import deepcopy
from datetime import date
from importlib import import_module

import pytest

from sejour.law.pieces import read_pieces
from sejour.law.situation.choices import read_choices
from sejour.law.tables import PARAMETERS, RULES, ZONES, InvalidTable, file_names, load, rule
from sejour.law.tables.acts import read_acts
from sejour.law.tables.annex_9 import read_annex_9
from sejour.law.tables.articles import read_articles
from sejour.law.tables.bodies import read_acceptances
from sejour.law.tables.commission import read_commission
from sejour.law.tables.deposit import read_deposit
from sejour.law.tables.fees import read_fees
from sejour.law.tables.first_application import read_first_deadlines
from sejour.law.tables.grace import read_grace_departements
from sejour.law.tables.holidays import read_zones
from sejour.law.tables.implicit_refusal import read_silence_delays
from sejour.law.tables.integration import read_integration
from sejour.law.tables.parameters import read_parameters
from sejour.law.tables.renewal_limit import read_renewal_limit
from sejour.law.tables.rules import read_rules
from sejour.law.tables.work_proof import read_work_proofs
from sejour.law.tables.work_rights import read_work_rights

READERS = {
    "rules": read_rules,
    "parameters": read_parameters,
    "annex_9": read_annex_9,
    "deposit": read_deposit,
    "work_rights": read_work_rights,
    "implicit_refusal": read_silence_delays,
    "holidays": read_zones,
    "grace": read_grace_departements,
    "first_application": read_first_deadlines,
    "fees": read_fees,
    "work_proof": read_work_proofs,
    "bodies": read_acceptances,
    "commission": read_commission,
    "renewal_limit": read_renewal_limit,
    "integration": read_integration,
    "acts": read_acts,
    "articles": read_articles,
    "pieces": read_pieces,
    "situation": read_choices,
}
ABSENT = object()


def broken(name, *path_and_value):
    """Return what a data file holds with one place changed, or taken away if the value is ABSENT."""
    *path, last, value = path_and_value
    table = place = deepcopy(load(name))
    for step in path:
        place = place[step]
    if value is ABSENT:
        del place[last]
    else:
        place[last] = value
    return table


def fault(name, table):
    """Read a wrong table; return the message."""
    with pytest.raises(InvalidTable) as caught:
        READERS[name](table)
    return str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_the_data_file_is_right(name):
    READERS[name](load(name))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("table", [None, [], "table", {"unknown": 1}, {}])
def test_a_table_of_another_shape_is_refused_by_its_file(name, table):
    assert fault(name, table).startswith(f"{name}.toml: ")


@pytest.mark.parametrize(
    ("name", "path_and_value", "message"),
    [
        ("rules", ("rule", 0, "id", ABSENT), "rule[0].id: this fact is needed for the answer"),
        ("rules", ("rule", 1, "article", 3), "rule[1].article: a text of"),
        ("rules", ("rule", 2, "certainty", "sure"), "rule[2].certainty: one of high, medium, low"),
        ("rules", ("rule", 3, "statement", ""), "rule[3].statement: a text of"),
        ("rules", ("rule", 4, "since", 2021), "rule[4].since: unknown fact"),
        ("rules", ("rule", 5, "id", "R-DEP-01"), "R-DEP-01 stands twice"),
        ("parameters", ("parameter", 0, "rule", "R-DEP-99"), "R-DEP-99 is cited but not stated"),
        ("parameters", ("parameter", 0, "unit", ABSENT), "parameter[0].unit: "),
        (
            "parameters",
            ("parameter", 1, "name", "online_window_opens_days"),
            "online_window_opens_days stands twice",
        ),
        ("parameters", ("parameter", 0, "values", []), "online_window_opens_days has no value"),
        ("parameters", ("parameter", 0, "values", 120), "parameter[0].values: a list is expected"),
        (
            "parameters",
            ("parameter", 0, "values", 0, "value", "120"),
            "parameter[0].values[0].value: a whole number",
        ),
        (
            "parameters",
            ("parameter", 0, "values", 0, "value", -1),
            "parameter[0].values[0].value: a number between",
        ),
        ("parameters", ("parameter", 0, "values", 0, "from", ABSENT), "parameter[0].values[0].from: "),
        ("parameters", ("parameter", 0, "values", 0, "from", "May"), "parameter[0].values[0].from: a date"),
        (
            "parameters",
            ("parameter", 0, "values", [{"from": date(2021, 5, 1), "value": 1}] * 2),
            "online_window_opens_days: the first days of its values must go up",
        ),
        ("acts", ("act", 0, "articles", [""]), "act[0].articles[0]: a text of"),
        ("acts", ("act", 1, "name", "filed"), "filed: the first days of its values must go up"),
        ("articles", ("long_term_union", "rule", "R-DEP-99"), "R-DEP-99 is cited but not stated"),
        ("articles", ("protected", 0, "category", "hero"), "protected[0].category: one of"),
        ("pieces", ("piece", 0, "when", "on Mondays"), "piece[0].when: one of"),
        ("pieces", ("piece", 0, "label", 3), "piece[0].label: a text of"),
        ("pieces", ("ground", 0, "pieces", 0, "code", "passport"), "passport stands twice"),
        ("pieces", ("ground", 1, "articles", ["L.422-1"]), "L.422-1 stands twice"),
        ("pieces", ("ground", 0, "without", ["horoscope"]), "horoscope is no common piece"),
        ("pieces", ("request", 1, "code", "duplicate"), "duplicate stands twice"),
        ("pieces", ("request", 0, "pieces", 0, "code", "photo"), "photo stands twice"),
        ("situation", ("family", 0, "held", ["a passport"]), "a passport is no document held"),
        ("annex_9", ("unlisted_certainty", ABSENT), "unlisted_certainty: "),
        (
            "annex_9",
            ("entry", 0, "procedures", ["first", "second"]),
            "entry[0].procedures[1]: one of first, renewal",
        ),
        (
            "annex_9",
            ("entry", 0, "articles", ["L.422-1", "422-2"]),
            "entry[0].articles[1]: an article such as",
        ),
        ("annex_9", ("entry", 0, "from", 2021), "entry[0].from: a date"),
        ("annex_9", ("entry", 0, "rule", "R-TEL-99"), "R-TEL-99 is cited but not stated"),
        ("annex_9", ("entry", 0, "certainty", "unknown"), "entry[0].certainty: one of"),
        ("annex_9", ("entry", 0, "source", ABSENT), "entry[0].source: "),
        ("annex_9", ("entry", 0, "articles", ["L.422-1", "L.422-1"]), "L.422-1 stands twice"),
        ("annex_9", ("entry", 1, "articles", ["L.422-1"]), "L.422-1 stands twice"),
        ("deposit", ("own_window", 0, "rule", "R-DEP-99"), "R-DEP-99 is cited but not stated"),
        ("deposit", ("own_window", 0, "months", "two"), "own_window[0].months: a whole number"),
        (
            "deposit",
            ("own_window", 0, "articles", ["L.234-1"]),
            "L.234-1: the first days of its values must go up",
        ),
        ("deposit", ("early", "rule", "R-DEP-99"), "R-DEP-99 is cited but not stated"),
        ("deposit", ("early", "articles", ["L.423-6", "L.423-6"]), "L.423-6 stands twice"),
        ("work_rights", ("recepisse", []), "recepisse has no value"),
        ("work_rights", ("recepisse", 0, "rule", "R-REC-99"), "R-REC-99 is cited but not stated"),
        ("work_rights", ("recepisse", 0, "with_work_permit", ["L.422-10"]), "L.422-10 stands twice"),
        ("work_rights", ("recepisse", 0, "after_one_year", ABSENT), "recepisse[0].after_one_year: "),
        ("work_rights", ("renewal_without_work", "rule", "R-X"), "R-X is cited but not stated"),
        ("work_rights", ("renewal_without_work", "articles", ["L.426-20"] * 2), "L.426-20 stands twice"),
        ("implicit_refusal", ("special", 0, "rule", "R-IMP-99"), "R-IMP-99 is cited but not stated"),
        ("implicit_refusal", ("special", 0, "days", "90"), "special[0].days: a whole number"),
        ("implicit_refusal", ("special", 0, "month", 3), "special[0].month: unknown fact"),
        (
            "implicit_refusal",
            ("special", 3, "from", date(2021, 5, 1)),
            "L.421-11: the first days of its values must go up",
        ),
        ("holidays", ("everywhere", "rule", "R-TIM-99"), "R-TIM-99 is cited but not stated"),
        ("holidays", ("everywhere", "fixed", ["13-01"]), "everywhere.fixed[0]: a day of the year"),
        ("holidays", ("everywhere", "fixed", ["02-30"]), "everywhere.fixed[0]: a day of the year"),
        ("holidays", ("everywhere", "fixed", [101]), "everywhere.fixed[0]: a day of the year"),
        ("holidays", ("everywhere", "easter", ["Monday"]), "everywhere.easter[0]: a number of days"),
        ("holidays", ("everywhere", "easter", [True]), "everywhere.easter[0]: a number of days"),
        ("holidays", ("zone", 1, "departements", ["75"]), "75 stands twice"),
        ("holidays", ("zone", 1, "source", ABSENT), "zone[1].source: "),
        ("holidays", ("zone", 1, "rule", "R-TIM-99"), "R-TIM-99 is cited but not stated"),
        ("grace", ("rule", "R-GRA-99"), "R-GRA-99 is cited but not stated"),
        ("grace", ("departements", ["99"]), "99 is no département"),
        ("grace", ("departements", ["93", "93"]), "93 stands twice"),
        ("grace", ("from", ABSENT), "from: "),
        ("first_application", ("deadline", 0, "rule", "R-DEP-99"), "R-DEP-99 is cited but not stated"),
        ("first_application", ("deadline", 0, "basis", "visit"), "deadline[0].basis: one of entry, "),
        ("first_application", ("deadline", 0, "eve", 1), "deadline[0].eve: true or false"),
        (
            "first_application",
            ("deadline", 1, "basis", "entry"),
            "entry: the first days of its values must go up",
        ),
        ("first_application", ("deadline", []), "entry is in no line"),
        ("fees", ("tariff", []), "tariff has no value"),
        ("fees", ("tariff", 0, "rule", "R-FEE-99"), "R-FEE-99 is cited but not stated"),
        ("fees", ("tariff", 0, "first", "reduced", ABSENT), "tariff[0].first.reduced: "),
        ("fees", ("tariff", 0, "regularisation", 200), "tariff[0].regularisation: an object"),
        ("fees", ("tariff", 1, "from", date(2021, 5, 1)), "tariff: the first days of its values must go up"),
        ("fees", ("tariff", 1, "certainty", "perhaps"), "tariff[1].certainty: one of high, medium, low"),
        ("fees", ("minor_travel_document", []), "minor_travel_document has no value"),
        ("fees", ("minor_travel_document", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("fees", ("exempt", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("fees", ("reduced", []), "reduced has no value"),
        ("fees", ("reduced", 0, "articles", ["L.422-1", "L.422-1"]), "L.422-1 stands twice"),
        ("fees", ("no_tax_ever", ABSENT), "no_tax_ever: "),
        ("work_proof", ("rule", "R-X"), "R-X is cited but not stated"),
        ("work_proof", ("kinds", ["recepisse", "passport"]), "kinds[1]: one of carte_temporaire, "),
        ("work_proof", ("kinds", ["recepisse", "recepisse"]), "recepisse stands twice"),
        ("bodies", ("acceptance", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("bodies", ("acceptance", 0, "needs", ["stamp"]), "acceptance[0].needs[0]: one of work_mention, "),
        ("bodies", ("acceptance", 0, "needs", ["renewal"] * 2), "renewal stands twice"),
        ("bodies", ("acceptance", 0, "kinds", ["recepisse"] * 2), "recepisse stands twice"),
        ("bodies", ("acceptance", []), "france_travail is in no line"),
        (
            "bodies",
            ("acceptance", 0, "body", "family_benefits"),
            "family_benefits: the first days of its values must go up",
        ),
        ("bodies", ("acceptance", 0, "certainty", ABSENT), "acceptance[0].certainty: "),
        ("commission", ("consultation", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("commission", ("consultation", 0, "always", ["L.435-1"]), "L.435-1 stands twice"),
        (
            "commission",
            ("consultation", 0, "act", "withdraw"),
            "withdraw: the first days of its values must go up",
        ),
        ("commission", ("consultation", []), "refuse_carte_temporaire is in no line"),
        ("commission", ("elsewhere", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("commission", ("elsewhere", []), "elsewhere has no value"),
        ("commission", ("elsewhere", 0, "departements", ["99"]), "99 is no département"),
        ("commission", ("elsewhere", 0, "departements", ["973"] * 2), "973 stands twice"),
        ("renewal_limit", ("version", 1, "rule", "R-X"), "R-X is cited but not stated"),
        ("renewal_limit", ("version", 1, "renewals", "three"), "version[1].renewals: a whole number"),
        ("renewal_limit", ("version", 1, "exempt", ["L.426-1"]), "L.426-1 stands twice"),
        ("integration", ("civic_exam", "rule", "R-X"), "R-X is cited but not stated"),
        ("integration", ("demand", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("integration", ("demand", 1, "french_level", "D1"), "demand[1].french_level: one of A1, "),
        (
            "integration",
            ("demand", 1, "from", date(2021, 5, 1)),
            "carte_pluriannuelle: the first days of its values must go up",
        ),
        ("integration", ("demand", []), "carte_pluriannuelle is in no line"),
        ("integration", ("waiver", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("integration", ("waiver", 0, "reason", "mood"), "waiver[0].reason: one of "),
        ("integration", ("waiver", 0, "lifts", ["french_level"] * 2), "french_level stands twice"),
        ("integration", ("waiver", 0, "perhaps", ["civic_exam"] * 2), "civic_exam stands twice"),
        ("acts", ("act", 0, "articles", []), "filed rests on no article"),
        ("acts", ("act", 0, "articles", ["R.431-2"] * 2), "R.431-2 stands twice"),
        ("acts", ("act", 0, "from", ABSENT), "act[0].from: "),
        ("articles", ("protected", 0, "rule", "R-X"), "R-X is cited but not stated"),
        ("articles", ("protected", 1, "articles", ["L.424-1"]), "L.424-1 stands twice"),
        ("articles", ("long_term_union", "articles", ["L.421-12"] * 2), "L.421-12 stands twice"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(name, path_and_value, message):
    found = fault(name, broken(name, *path_and_value))
    assert found.startswith(f"{name}.toml: ")
    assert message in found


def test_a_departement_may_be_listed():
    assert read_grace_departements(broken("grace", "departements", ["93", "2A"])) == {"93", "2A"}


def test_a_new_version_of_a_list_applies_from_its_day():
    table = deepcopy(load("work_rights"))
    newer = deepcopy(table["recepisse"][0]) | {"from": date(2030, 1, 1), "articles": ["L.999-1"]}
    table["recepisse"].append(newer)
    found = read_work_rights(table).recepisse
    assert "L.999-1" not in found.on(date(2029, 12, 31))
    assert "L.999-1" in found.on(date(2030, 1, 1))


def test_a_rule_that_is_cited_must_be_stated():
    with pytest.raises(InvalidTable, match=r"^rules.toml: R-X-99 is cited but not stated$"):
        rule("R-X-99")


@pytest.mark.parametrize("name", ["rules", "annex_9", "parameters"])
def test_tables_cannot_be_changed_by_mistake(name):
    tables = {
        "rules": RULES,
        "parameters": PARAMETERS,
        "annex_9": import_module("sejour.law.tables.annex_9").ANNEX_9.first,
    }
    with pytest.raises(TypeError):
        tables[name]["key"] = None


@pytest.mark.parametrize("identifier", RULES)
def test_rules_have_the_identifiers_of_the_register_and_policies_say_so(identifier):
    assert re.fullmatch(r"R-[A-Z]+(-\d\d)?|P-\d+|INV-\d+", identifier)
    assert RULES[identifier].article.startswith("politique") is not identifier.startswith("R-")


def test_every_file_of_data_is_read():
    read_elsewhere = {"refusal_grounds", "reminders"}
    assert set(file_names()) == {*READERS, *read_elsewhere}
    assert ZONES


@pytest.mark.parametrize(
    ("name", "read_table", "versions", "day", "before", "after"),
    [
        ("renewal_limit", read_renewal_limit, "version", date(2024, 1, 28), None, 3),
        (
            "fees",
            lambda t: read_fees(t).no_tax_at_first,
            "no_tax_at_first",
            date(2026, 5, 1),
            "high",
            "medium",
        ),
        ("fees", lambda t: read_fees(t).tariff, "tariff", date(2026, 5, 1), 25, 50),
    ],
)
def test_two_versions_of_a_table_live_side_by_side(name, read_table, versions, day, before, after):
    found = read_table(load(name))
    assert len(load(name)[versions]) == len(found.values)

    def told(version):
        return next(
            getattr(version, key) for key in ("renewals", "stamp", "certainty") if hasattr(version, key)
        )

    eve = date.fromordinal(day.toordinal() - 1)
    assert (told(found.on(eve)), told(found.on(day))) == (before, after)


def test_a_list_of_the_commission_and_of_a_body_may_have_a_later_version():
    commission, bodies = deepcopy(load("commission")), deepcopy(load("bodies"))
    later = {"from": date(2030, 1, 1)}
    commission["consultation"].append(commission["consultation"][0] | later | {"always": ["L.421-1"]})
    commission["elsewhere"].append(commission["elsewhere"][0] | later | {"departements": []})
    bodies["acceptance"].append(bodies["acceptance"][0] | later | {"kinds": ["recepisse"]})
    read_later = read_commission(commission)
    listed = read_later.consulted["refuse_carte_temporaire"]
    kinds = [
        read_acceptances(bodies)["france_travail"].on(day) for day in (date(2029, 12, 31), later["from"])
    ]
    assert ["L.421-1" in listed.on(day) for day in (date(2029, 12, 31), later["from"])] == [False, True]
    assert [len(read_later.elsewhere.on(day)) for day in (date(2029, 12, 31), later["from"])] == [2, 0]
    assert [len(rows[0].kinds) for rows in kinds] == [10, 1]
