"""`fees`: L.436-1 to L.436-8 and the finance act for 2026."""

import pytest

from tests.law.articles import (
    AUTORISATIONS_PROVISOIRES,
    CARDS_OF_THE_UNION,
    EXEMPT_OF_TAX_AND_STAMP,
    NO_REGULARISATION,
    NO_TAX_AT_FIRST,
    NO_TAX_EVER,
    REDUCED_TAX,
)
from tests.law.asked import answer, ids, refused, some

ORDINARY = ["L.421-1", "L.423-1", "L.423-23", "L.426-1", "L.426-20", "L.435-1"]
BEFORE, AFTER = "2026-04-30", "2026-06-15"
PARTS = "tax stamp late regularisation total due_at_filing"


def price(procedure, article, decided_on, **facts):
    """Return the tax, the stamp, the total, and how sure they are."""
    found = answer("fees", procedure=procedure, article=article, decided_on=decided_on, **facts)
    if found["total"] is not None:
        assert found["total"] == sum(found[key] for key in ("tax", "stamp", "late", "regularisation"))
    return found["tax"], found["stamp"], found["total"], found.get("certainty", "high")


@pytest.mark.parametrize("article", ORDINARY)
@pytest.mark.parametrize(
    ("procedure", "decided_on", "expected"),
    [
        ("first", "2021-05-01", (200, 25, 225, "high")),
        ("first", BEFORE, (200, 25, 225, "high")),
        ("first", "2026-05-01", (300, 50, 350, "medium")),
        ("first", "2026-05-31", (300, 50, 350, "medium")),
        ("first", "2026-06-01", (300, 50, 350, "high")),
        ("renewal", BEFORE, (200, 25, 225, "high")),
        ("renewal", AFTER, (200, 50, 250, "high")),
        ("duplicate", BEFORE, (200, 25, 225, "high")),
        ("duplicate", AFTER, (200, 50, 250, "high")),
    ],
)
def test_l436_1_the_ordinary_tax_and_the_stamp(article, procedure, decided_on, expected):
    assert price(procedure, article, decided_on) == expected


@pytest.mark.parametrize("article", REDUCED_TAX)
@pytest.mark.parametrize(
    ("procedure", "decided_on", "expected"),
    [
        ("first", BEFORE, (50, 25, 75, "high")),
        ("first", AFTER, (100, 50, 150, "high")),
        ("renewal", BEFORE, (50, 25, 75, "high")),
        ("renewal", AFTER, (50, 50, 100, "high")),
        ("duplicate", AFTER, (50, 50, 100, "high")),
    ],
)
def test_l436_1_al_2_the_reduced_tax(article, procedure, decided_on, expected):
    assert price(procedure, article, decided_on) == expected


@pytest.mark.parametrize("article", NO_TAX_AT_FIRST)
@pytest.mark.parametrize(
    ("procedure", "decided_on", "expected"),
    [
        ("first", BEFORE, (0, 25, 25, "high")),
        ("first", AFTER, (0, 50, 50, "medium")),
        ("renewal", BEFORE, (200, 25, 225, "high")),
        ("renewal", AFTER, (200, 50, 250, "high")),
        ("duplicate", AFTER, (200, 50, 250, "high")),
    ],
)
def test_l436_1_al_4_no_tax_at_the_first_issue_but_the_stamp(article, procedure, decided_on, expected):
    assert price(procedure, article, decided_on) == expected


@pytest.mark.parametrize("article", NO_TAX_EVER)
@pytest.mark.parametrize("procedure", ["first", "renewal", "duplicate"])
def test_l436_1_al_3_the_retired_never_pay_the_tax(article, procedure):
    assert price(procedure, article, BEFORE) == (0, 25, 25, "high")
    assert price(procedure, article, AFTER) == (0, 50, 50, "medium")


@pytest.mark.parametrize("article", EXEMPT_OF_TAX_AND_STAMP)
@pytest.mark.parametrize("procedure", ["first", "renewal", "duplicate"])
@pytest.mark.parametrize("decided_on", [BEFORE, AFTER])
def test_l436_8_victims_pay_neither_tax_nor_stamp(article, procedure, decided_on):
    assert price(procedure, article, decided_on) == (0, 0, 0, "high")


@pytest.mark.parametrize("article", AUTORISATIONS_PROVISOIRES)
@pytest.mark.parametrize(("decided_on", "total"), [(BEFORE, 0), (AFTER, 100)])
def test_an_autorisation_provisoire_bears_no_stamp(article, decided_on, total):
    for procedure in ("first", "renewal"):
        assert price(procedure, article, decided_on) == (total, 0, total, "high")


@pytest.mark.parametrize(("decided_on", "said"), [(BEFORE, "n'est pas due"), (AFTER, "de 100 €")])
def test_what_an_autorisation_provisoire_costs_is_said(decided_on, said):
    found = answer("fees", procedure="first", article=AUTORISATIONS_PROVISOIRES[0], decided_on=decided_on)
    assert said in found["rules"][0]["because"]


@pytest.mark.parametrize("article", CARDS_OF_THE_UNION)
def test_the_price_of_a_card_of_the_union_is_not_known(article):
    found = answer("fees", procedure="first", article=article, decided_on=AFTER, regularisation=True)
    assert some(PARTS, found) == dict.fromkeys(PARTS.split())
    assert found["certainty"] == "low"


def test_the_permits_of_a_treaty_were_not_studied():
    assert price("renewal", "ACCORD-7BIS", AFTER) == (200, 50, 250, "medium")


@pytest.mark.parametrize(
    ("decided_on", "certainty"), [("2026-04-30", "high"), ("2026-05-01", "medium"), ("2027-01-01", "medium")]
)
def test_l436_3_the_circulation_document_of_a_minor(decided_on, certainty):
    assert price("minor_travel_document", None, decided_on) == (50, 0, 50, certainty)


class TestLate:
    """L.436-5."""

    @pytest.mark.parametrize(
        ("article", "total"), [("L.423-1", 430), ("L.422-1", 280), ("L.424-1", 430), ("L.426-8", 230)]
    )
    def test_a_late_renewal_costs_more(self, article, total):
        found = answer("fees", procedure="renewal", article=article, decided_on=AFTER, late=True)
        assert some("late total due_at_filing", found) == {"late": 180, "total": total, "due_at_filing": 0}
        assert "R-FEE-07" in ids(found)

    def test_it_cost_the_same_before(self):
        found = answer("fees", procedure="renewal", article="L.423-1", decided_on=BEFORE, late=True)
        assert some("late total", found) == {"late": 180, "total": 405}

    @pytest.mark.parametrize("procedure", ["first", "duplicate", "minor_travel_document"])
    def test_only_a_renewal_is_late(self, procedure):
        found = answer("fees", procedure=procedure, article="L.423-1", decided_on=AFTER, late=True)
        assert found["late"] == 0
        assert "R-FEE-07" in ids(found)

    def test_whether_victims_pay_it_was_not_read(self):
        found = answer("fees", procedure="renewal", article="L.425-1", decided_on=AFTER, late=True)
        assert some("late total certainty", found) == {"late": 0, "total": 0, "certainty": "medium"}


class TestRegularisation:
    """L.436-4."""

    @pytest.mark.parametrize(
        ("decided_on", "whole", "at_filing", "total"), [(BEFORE, 200, 50, 425), (AFTER, 300, 100, 650)]
    )
    def test_a_part_is_paid_at_the_filing(self, decided_on, whole, at_filing, total):
        found = answer(
            "fees", procedure="first", article="L.435-1", decided_on=decided_on, regularisation=True
        )
        assert some("regularisation due_at_filing total", found) == {
            "regularisation": whole,
            "due_at_filing": at_filing,
            "total": total,
        }
        assert "R-FEE-08" in ids(found)

    @pytest.mark.parametrize("article", NO_REGULARISATION)
    def test_refugees_and_some_others_do_not_pay_it(self, article):
        found = answer("fees", procedure="first", article=article, decided_on=AFTER, regularisation=True)
        assert some("regularisation due_at_filing", found) == {"regularisation": 0, "due_at_filing": 0}

    @pytest.mark.parametrize("procedure", ["renewal", "duplicate", "minor_travel_document"])
    def test_only_a_first_permit_is_regularised(self, procedure):
        found = answer("fees", procedure=procedure, article="L.435-1", decided_on=AFTER, regularisation=True)
        assert some("regularisation due_at_filing", found) == {"regularisation": 0, "due_at_filing": 0}
        assert "R-FEE-08" in ids(found)

    def test_whether_victims_pay_it_was_not_read(self):
        found = answer("fees", procedure="first", article="L.425-6", decided_on=AFTER, regularisation=True)
        assert some("regularisation total certainty", found) == {
            "regularisation": 0,
            "total": 0,
            "certainty": "medium",
        }


def test_r436_3_without_regularisation_nothing_is_paid_at_the_filing():
    found = answer("fees", procedure="first", article="L.421-1", decided_on=AFTER)
    assert some("late regularisation due_at_filing", found) == {
        "late": 0,
        "regularisation": 0,
        "due_at_filing": 0,
    }
    assert ids(found) == ["R-FEE-02", "R-FEE-02", "R-FEE-11"]


@pytest.mark.parametrize(
    ("procedure", "article", "rules"),
    [
        ("duplicate", "L.421-1", ["R-FEE-02", "R-FEE-09", "R-FEE-02", "R-FEE-11"]),
        ("duplicate", "L.422-1", ["R-FEE-04", "R-FEE-09", "R-FEE-02", "R-FEE-11"]),
        ("first", "L.424-1", ["R-FEE-05", "R-FEE-02", "R-FEE-11"]),
        ("first", "L.425-6", ["R-FEE-06", "R-FEE-11"]),
        ("minor_travel_document", None, ["R-FEE-10", "R-FEE-11"]),
    ],
)
def test_each_part_cites_its_rule(procedure, article, rules):
    assert ids(answer("fees", procedure=procedure, article=article, decided_on=AFTER)) == rules


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"article": "L.421-1", "decided_on": AFTER}, "procedure"),
        ({"procedure": "first", "article": "L.421-1"}, "decided_on"),
        ({"procedure": "first", "decided_on": AFTER}, "article"),
        ({"procedure": "duplicate", "decided_on": AFTER}, "article"),
    ],
)
def test_what_the_answer_depends_on_is_needed(facts, fact):
    assert refused("fees", **facts).fact == fact
