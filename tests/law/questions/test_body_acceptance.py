"""`body-acceptance`: C. trav. R.5221-48, CSS R.111-3, D.512-1, L.821-1."""

import pytest

from tests.law.asked import answer, ids, refused

CARDS = [
    "carte_temporaire",
    "carte_pluriannuelle",
    "carte_resident",
    "carte_resident_longue_duree_ue",
    "vls_ts",
    "certificat_residence_algerien",
]
BODIES = ["france_travail", "health_insurance", "family_benefits", "disability_allowance"]
DAY = {"requested_on": "2027-01-10", "valid_until": "2027-01-15"}
RULES = {
    "france_travail": "R-FT-01",
    "health_insurance": "R-SOC-01",
    "family_benefits": "R-SOC-04",
    "disability_allowance": "R-SOC-05",
}


def verdict(body, document, **facts):
    """Return whether a body accepts a paper, and how sure that is."""
    found = answer("body-acceptance", body=body, document=document, **{**DAY, **facts})
    return found["accepted"], found.get("certainty", "high")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("document", CARDS)
def test_every_body_accepts_a_valid_card_that_says_so(body, document):
    assert verdict(body, document, work_mention=True) == (True, "high")


@pytest.mark.parametrize(
    "document",
    [
        *CARDS,
        "autorisation_provisoire",
        "attestation_prolongation",
        "recepisse",
        "attestation_decision_favorable",
    ],
)
@pytest.mark.parametrize("renewal", [True, False])
def test_r5221_48_france_travail_wants_the_right_to_work_written(document, renewal):
    assert verdict("france_travail", document, renewal=renewal, work_mention=True) == (True, "high")
    assert verdict("france_travail", document, renewal=renewal) == (False, "high")


@pytest.mark.parametrize(
    ("body", "document", "renewal", "expected"),
    [
        ("health_insurance", "attestation_prolongation", True, (True, "high")),
        ("health_insurance", "recepisse", True, (True, "high")),
        ("health_insurance", "attestation_prolongation", False, (True, "low")),
        ("health_insurance", "recepisse", False, (True, "low")),
        ("health_insurance", "attestation_decision_favorable", False, (True, "high")),
        ("health_insurance", "autorisation_provisoire", False, (True, "high")),
        ("health_insurance", "attestation_depot", True, (False, "high")),
        ("health_insurance", "dcem", False, (False, "high")),
        ("family_benefits", "recepisse", True, (True, "high")),
        ("family_benefits", "recepisse", False, (False, "high")),
        ("family_benefits", "attestation_prolongation", True, (True, "medium")),
        ("family_benefits", "attestation_prolongation", False, (False, "high")),
        ("family_benefits", "attestation_decision_favorable", False, (True, "medium")),
        ("family_benefits", "autorisation_provisoire", False, (True, "medium")),
        ("family_benefits", "attestation_depot", True, (False, "high")),
        ("disability_allowance", "attestation_depot", True, (True, "high")),
        ("disability_allowance", "attestation_depot", False, (False, "high")),
        ("disability_allowance", "attestation_prolongation", False, (True, "high")),
        ("disability_allowance", "recepisse", False, (True, "high")),
        ("disability_allowance", "autorisation_provisoire", False, (True, "high")),
        ("disability_allowance", "dcem", True, (False, "high")),
        ("france_travail", "attestation_depot", True, (False, "high")),
    ],
)
def test_a_body_accepts_the_provisional_documents_that_its_text_names(body, document, renewal, expected):
    assert verdict(body, document, renewal=renewal) == expected


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    ("requested_on", "accepted"), [("2027-01-14", True), ("2027-01-15", True), ("2027-01-16", False)]
)
def test_the_day_of_the_request_counts_the_last_day_of_the_paper_included(body, requested_on, accepted):
    assert (
        verdict(body, "recepisse", renewal=True, work_mention=True, requested_on=requested_on)[0] is accepted
    )


def test_css_r111_3_health_insurance_says_that_the_day_of_the_request_counts():
    for requested_on in ("2027-01-10", "2027-02-10"):
        found = answer(
            "body-acceptance",
            body="health_insurance",
            document="carte_temporaire",
            valid_until="2027-01-15",
            requested_on=requested_on,
        )
        assert "même si elle est traitée plus tard" in found["rules"][-1]["because"]


def test_l821_1_an_attestation_de_depot_has_no_end():
    facts = {"renewal": True, "requested_on": "2027-02-10"}
    assert verdict("disability_allowance", "attestation_depot", **facts) == (True, "high")


def test_a_paper_whose_end_is_not_told_has_none():
    facts = {"valid_until": None, "work_mention": True}
    assert verdict("france_travail", "attestation_decision_favorable", **facts, requested_on=None)[0] is True


@pytest.mark.parametrize("body", BODIES)
def test_each_body_cites_its_rule_whatever_it_answers(body):
    for document in ("carte_resident", "attestation_depot", "dcem"):
        assert ids(answer("body-acceptance", body=body, document=document, **DAY))[0] == RULES[body]


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"document": "recepisse"}, "body"),
        ({"body": "france_travail"}, "document"),
        (
            {"body": "health_insurance", "document": "recepisse", "valid_until": "2027-01-15"},
            "requested_on",
        ),
        ({"body": "bank", "document": "recepisse"}, "body"),
        ({"body": "france_travail", "document": "passport"}, "document"),
    ],
)
def test_what_the_answer_depends_on_is_needed(facts, fact):
    assert refused("body-acceptance", **facts).fact == fact


def test_the_day_of_the_request_is_not_needed_where_the_paper_cannot_do():
    found = answer("body-acceptance", body="france_travail", document="dcem", valid_until="2027-01-15")
    assert found["accepted"] is False
