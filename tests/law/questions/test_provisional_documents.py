"""`provisional-documents`: R.431-12 to R.431-15-4, R.432-9, and the policies of continuity."""

from datetime import date

import pytest

from tests.law import naive
from tests.law.articles import (
    ANNEX_9,
    IN_NO_LIST_OF_R431_14,
    IN_NO_LIST_OF_R431_15_2,
    R431_14,
    R431_15_2_AL1,
    R431_15_2_AL2_LONG_STAY_VISA,
    R431_15_2_AL2_WORK_PERMIT,
    R431_15_2_AL3,
    WITHOUT_WORK_WHEN_RENEWED,
    articles,
)
from tests.law.asked import answer, ids, refused, some

RENEWAL = {
    "category": "renewal",
    "article": "L.423-1",
    "online": True,
    "held_until": "2027-01-15",
    "held_allowed_work": "full",
    "filed_on": "2026-10-01",
    "complete_on": "2026-10-01",
}
FIRST = {
    "category": "first",
    "article": "L.423-23",
    "online": True,
    "filed_on": "2026-10-05",
    "complete_on": "2026-10-05",
    "as_of": "2026-10-05",
}
BEFORE_COMMISSION = {
    "category": "commission",
    "article": "L.423-7",
    "online": True,
    "referred_on": "2026-10-05",
}


def asked(**facts):
    """Ask with the facts of a renewal in time, but for those that are given."""
    return answer("provisional-documents", **{**RENEWAL, **facts})


def periods(found):
    """Return the periods of an answer as pairs."""
    return [(period["from"], period["until"]) for period in found["periods"]]


class TestRenewalOnLine:
    """R.431-15-1, al. 2."""

    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            ("2026-10-01", []),
            ("2027-01-15", []),
            ("2027-01-16", [("2027-01-16", "2027-04-15")]),
            ("2027-04-15", [("2027-01-16", "2027-04-15")]),
            ("2027-04-16", [("2027-01-16", "2027-04-15"), ("2027-04-16", "2027-07-15")]),
        ],
    )
    def test_attestations_of_three_months_follow_the_card(self, as_of, expected):
        found = asked(as_of=as_of)
        assert some("kind of_right work mention", found) == {
            "kind": "attestation_prolongation",
            "of_right": True,
            "work": "full",
            "mention": None,
        }
        assert periods(found) == expected

    @pytest.mark.parametrize(
        ("held_until", "expected"),
        [
            ("2026-11-29", [("2026-11-30", "2027-02-27"), ("2027-02-28", "2027-05-27")]),
            ("2027-11-29", [("2027-11-30", "2028-02-28"), ("2028-02-29", "2028-05-28")]),
            ("2027-02-28", [("2027-03-01", "2027-05-31"), ("2027-06-01", "2027-08-31")]),
        ],
    )
    def test_r_tim_13_no_day_is_lost_at_the_end_of_a_short_month(self, held_until, expected):
        filed_on = naive.walk(date.fromisoformat(held_until), -90).isoformat()
        as_of = expected[1][0]
        found = asked(held_until=held_until, filed_on=filed_on, complete_on=filed_on, as_of=as_of)
        assert periods(found) == expected

    @pytest.mark.parametrize(
        ("filed_on", "of_right"),
        [
            ("2026-07-01", True),
            ("2026-09-16", True),
            ("2026-09-17", True),
            ("2026-11-16", True),
            ("2026-11-17", False),
        ],
    )
    def test_the_right_needs_a_filing_in_time(self, filed_on, of_right):
        found = asked(filed_on=filed_on, complete_on=filed_on, as_of="2027-01-16")
        assert found["of_right"] is of_right
        assert periods(found) == ([("2027-01-16", "2027-04-15")] if of_right else [])

    def test_a_late_filing_is_told_why(self):
        found = asked(filed_on="2026-12-01", complete_on="2026-12-01", as_of="2027-01-16")
        assert "R-DEP-16" in ids(found)

    def test_p_1_an_incomplete_application_gives_nothing_yet(self):
        found = asked(complete_on=None, as_of="2027-02-01")
        assert some("of_right periods", found) == {"of_right": False, "periods": []}
        assert ids(found)[0] == "P-1"

    @pytest.mark.parametrize(
        ("complete_on", "first_day"),
        [("2026-12-20", "2027-01-16"), ("2027-01-16", "2027-01-16"), ("2027-02-02", "2027-02-02")],
    )
    def test_p_1_documents_begin_no_earlier_than_completeness(self, complete_on, first_day):
        assert periods(asked(complete_on=complete_on, as_of="2027-02-02"))[0][0] == first_day

    @pytest.mark.parametrize("held", ["none", "limited", "full"])
    def test_r431_15_2_al_4_work_follows_the_card(self, held):
        assert asked(held_allowed_work=held)["work"] == held

    def test_work_is_unknown_where_that_of_the_card_is_not_told(self):
        assert asked(held_allowed_work=None)["work"] is None

    @pytest.mark.parametrize("article", WITHOUT_WORK_WHEN_RENEWED)
    def test_r431_15_2_al_4_some_permits_never_let_work(self, article):
        assert asked(article=article)["work"] == "none"

    def test_the_article_is_not_needed_where_the_channel_is_told(self):
        assert asked(article=None, as_of="2027-01-16")["of_right"] is True

    def test_the_end_of_the_card_is_needed(self):
        facts = {name: value for name, value in RENEWAL.items() if name != "held_until"}
        assert refused("provisional-documents", **facts).fact == "held_until"

    def test_the_doubt_of_annex_9_is_told(self):
        assert asked(online=None, article="L.422-1")["certainty"] == "medium"
        assert "certainty" not in asked(online=None, article="L.423-1")


class TestDecision:
    """P-6, P-7: documents until the decision is notified."""

    @pytest.mark.parametrize(
        ("decided_on", "count"),
        [("2027-01-15", 0), ("2027-01-16", 1), ("2027-04-15", 1), ("2027-04-16", 2), ("2027-12-31", 3)],
    )
    def test_no_document_begins_after_the_decision(self, decided_on, count):
        assert len(periods(asked(decided_on=decided_on, as_of="2027-07-31"))) == count

    def test_a_decision_cannot_come_before_the_filing(self):
        error = refused("provisional-documents", **RENEWAL, decided_on="2026-09-30")
        assert (error.fact, error.problem) == ("decided_on", "comes before filed_on")


class TestRecepisse:
    """R.431-12 to R.431-15, policy P-5: outside the téléservice."""

    @pytest.mark.parametrize(
        ("as_of", "count"),
        [("2026-11-19", 0), ("2026-11-20", 1), ("2027-05-19", 1), ("2027-05-20", 2), ("2027-08-20", 3)],
    )
    def test_p_5_six_months_then_three_again_and_again(self, as_of, count):
        expected = [("2026-11-20", "2027-05-19"), ("2027-05-20", "2027-08-19"), ("2027-08-20", "2027-11-19")]
        found = asked(online=False, filed_on="2026-11-20", complete_on="2026-11-20", as_of=as_of)
        assert some("kind of_right work", found) == {"kind": "recepisse", "of_right": True, "work": "full"}
        assert periods(found) == expected[:count]

    @pytest.mark.parametrize("filed_on", ["2026-01-01", "2026-12-01", "2027-01-16", "2027-08-01"])
    def test_a_recepisse_is_of_right_whatever_the_lateness(self, filed_on):
        found = asked(online=False, filed_on=filed_on, complete_on=filed_on, as_of=filed_on)
        assert found["of_right"] is True
        assert periods(found)[0][0] == filed_on

    def test_r431_12_it_needs_a_complete_application(self):
        found = asked(online=False, complete_on=None, as_of="2027-02-01")
        assert some("of_right periods", found) == {"of_right": False, "periods": []}

    def test_r431_12_it_begins_when_the_application_is_complete(self):
        found = asked(online=False, complete_on="2026-10-20", as_of="2026-10-20")
        assert periods(found) == [("2026-10-20", "2027-04-19")]

    def test_it_needs_no_previous_document(self):
        facts = {**RENEWAL, "online": False}
        del facts["held_until"]
        assert answer("provisional-documents", **facts)["of_right"] is True

    @pytest.mark.parametrize("article", R431_14)
    def test_r431_14_first_applications_that_let_work(self, article):
        assert (
            answer("provisional-documents", **{**FIRST, "online": False, "article": article})["work"]
            == "full"
        )

    @pytest.mark.parametrize("article", IN_NO_LIST_OF_R431_14)
    def test_r431_14_the_others_do_not(self, article):
        found = answer("provisional-documents", **{**FIRST, "online": False, "article": article})
        assert found["work"] == "none"
        assert "R-REC-04" in ids(found)


class TestFirstApplicationOnLine:
    """R.431-15-1 and R.431-15-2."""

    def test_r_api_07_it_is_never_promised(self):
        found = answer("provisional-documents", **FIRST)
        assert some("kind of_right periods certainty", found) == {
            "kind": "attestation_prolongation",
            "of_right": False,
            "periods": [],
            "certainty": "medium",
        }

    @pytest.mark.parametrize("article", R431_15_2_AL1)
    def test_r431_15_2_al_1_lets_work(self, article):
        found = answer("provisional-documents", **{**FIRST, "article": article})
        assert found["work"] == "full"
        assert "R-API-08" in ids(found)

    @pytest.mark.parametrize("online", [True, False])
    @pytest.mark.parametrize("article", R431_15_2_AL2_WORK_PERMIT)
    def test_r431_15_2_al_2_lets_work_with_a_work_permit(self, article, online):
        facts = {**FIRST, "article": article, "online": online}
        assert answer("provisional-documents", **facts)["work"] == "none"
        assert answer("provisional-documents", **facts, holds_long_stay_visa=True)["work"] == "none"
        assert answer("provisional-documents", **facts, work_permit=True)["work"] == "full"

    @pytest.mark.parametrize("online", [True, False])
    @pytest.mark.parametrize("article", R431_15_2_AL2_LONG_STAY_VISA)
    def test_r431_15_2_al_2_lets_talents_work_with_a_long_stay_visa(self, article, online):
        facts = {**FIRST, "article": article, "online": online}
        assert answer("provisional-documents", **facts)["work"] == "none"
        assert answer("provisional-documents", **facts, work_permit=True)["work"] == "none"
        assert answer("provisional-documents", **facts, holds_long_stay_visa=True)["work"] == "full"

    @pytest.mark.parametrize(("online", "rule"), [(True, "R-API-10"), (False, "R-REC-04")])
    @pytest.mark.parametrize("article", R431_15_2_AL3)
    def test_r431_15_2_al_3_makes_the_family_of_a_long_term_resident_wait(self, article, online, rule):
        found = answer("provisional-documents", **{**FIRST, "article": article, "online": online})
        assert found["work"] == "none"
        assert rule in ids(found)

    @pytest.mark.parametrize("article", IN_NO_LIST_OF_R431_15_2)
    def test_r431_15_2_the_others_do_not_let_work(self, article):
        found = answer("provisional-documents", **{**FIRST, "article": article})
        assert found["work"] == "none"
        assert "R-API-11" in ids(found)

    def test_the_article_is_needed_for_the_right_to_work(self):
        facts = {name: value for name, value in FIRST.items() if name != "article"}
        assert refused("provisional-documents", **facts).fact == "article"

    @pytest.mark.parametrize(
        ("since", "article"),
        [(since, article) for since, listed, _, first, _ in ANNEX_9 if first for article in articles(listed)],
    )
    def test_annex_9_puts_a_first_issue_online_from_its_day(self, since, article):
        facts = {"category": "first", "article": article}
        eve = naive.walk(date.fromisoformat(since), -1).isoformat()
        assert answer("provisional-documents", **facts, filed_on=since)["kind"] == "attestation_prolongation"
        assert answer("provisional-documents", **facts, filed_on=eve)["kind"] == "recepisse"

    @pytest.mark.parametrize("article", articles("L.426-1 -2 -3 L.423-16 L.426-17"))
    def test_annex_9_lists_only_the_renewal_of_some_cartes_de_resident(self, article):
        found = answer("provisional-documents", category="first", article=article, filed_on="2026-10-05")
        assert found["kind"] == "recepisse"


class TestYoungAdult:
    """R.431-15-1, al. 3."""

    FACTS = FIRST | {"category": "young_adult", "article": "L.423-21"}

    def test_the_attestation_begins_with_completeness_without_a_previous_document(self):
        found = answer(
            "provisional-documents", **{**self.FACTS, "complete_on": "2026-10-12", "as_of": "2027-01-12"}
        )
        assert some("kind of_right work", found) == {
            "kind": "attestation_prolongation",
            "of_right": True,
            "work": "none",
        }
        assert periods(found) == [("2026-10-12", "2027-01-11"), ("2027-01-12", "2027-04-11")]

    def test_it_needs_a_complete_application(self):
        found = answer("provisional-documents", **{**self.FACTS, "complete_on": None})
        assert some("of_right periods", found) == {"of_right": False, "periods": []}

    def test_at_the_prefecture_it_is_a_recepisse(self):
        assert answer("provisional-documents", **{**self.FACTS, "online": False})["kind"] == "recepisse"


class TestProtection:
    """R.431-15-3 and R.431-15-4."""

    FACTS = FIRST | {"category": "refugee", "article": "L.424-1"}

    @pytest.mark.parametrize(
        ("category", "article", "mention"),
        [
            ("refugee", "L.424-1", "reconnu réfugié"),
            ("subsidiary_protection", "L.424-9", "a obtenu le bénéfice de la protection subsidiaire"),
        ],
    )
    def test_six_months_from_the_request_with_any_profession(self, category, article, mention):
        facts = {**self.FACTS, "category": category, "article": article, "as_of": "2027-04-05"}
        found = answer("provisional-documents", **facts)
        assert some("kind of_right work mention", found) == {
            "kind": "attestation_prolongation",
            "of_right": True,
            "work": "full",
            "mention": mention,
        }
        assert periods(found) == [("2026-10-05", "2027-04-04"), ("2027-04-05", "2027-10-04")]

    @pytest.mark.parametrize("complete_on", [None, "2026-10-05", "2026-12-01"])
    def test_r431_15_3_the_request_is_enough_complete_or_not(self, complete_on):
        found = answer("provisional-documents", **{**self.FACTS, "complete_on": complete_on})
        assert found["of_right"] is True
        assert periods(found) == [("2026-10-05", "2027-04-04")]

    def test_on_paper_it_is_a_recepisse_of_a_complete_application(self):
        facts = {**self.FACTS, "online": False, "complete_on": "2026-10-12", "as_of": "2027-04-12"}
        found = answer("provisional-documents", **facts)
        assert some("kind of_right work mention", found) == {
            "kind": "recepisse",
            "of_right": True,
            "work": "full",
            "mention": "reconnu réfugié",
        }
        assert periods(found) == [("2026-10-12", "2027-04-11"), ("2027-04-12", "2027-07-11")]


class TestCommission:
    """R.432-9."""

    @pytest.mark.parametrize(("online", "kind"), [(True, "attestation_prolongation"), (False, "recepisse")])
    def test_three_months_from_the_referral_renewed(self, online, kind):
        facts = {**BEFORE_COMMISSION, "online": online, "held_allowed_work": "limited", "as_of": "2027-01-05"}
        found = answer("provisional-documents", **facts)
        assert some("kind of_right work mention", found) == {
            "kind": kind,
            "of_right": True,
            "work": "limited",
            "mention": None,
        }
        assert periods(found) == [("2026-10-05", "2027-01-04"), ("2027-01-05", "2027-04-04")]

    def test_it_begins_on_the_referral_even_beside_a_running_document(self):
        found = answer(
            "provisional-documents", **BEFORE_COMMISSION, held_until="2027-06-30", as_of="2026-10-05"
        )
        assert periods(found) == [("2026-10-05", "2027-01-04")]

    def test_work_is_unknown_where_that_of_the_former_permit_is_not_told(self):
        assert answer("provisional-documents", **BEFORE_COMMISSION)["work"] is None

    def test_the_day_of_referral_is_needed(self):
        error = refused("provisional-documents", category="commission", online=True)
        assert error.fact == "referred_on"

    def test_no_other_category_has_a_day_of_referral(self):
        assert refused("provisional-documents", **RENEWAL, referred_on="2026-11-01").fact == "referred_on"

    @pytest.mark.parametrize(
        ("facts", "fact"),
        [
            ({"filed_on": "2026-10-06"}, "referred_on"),
            ({"filed_on": "2026-10-01", "complete_on": "2026-09-30"}, "complete_on"),
            ({"decided_on": "2026-10-04"}, "decided_on"),
        ],
    )
    def test_days_come_in_order(self, facts, fact):
        assert refused("provisional-documents", **BEFORE_COMMISSION, **facts).fact == fact


def test_completeness_cannot_come_before_the_filing():
    error = refused("provisional-documents", **{**RENEWAL, "complete_on": "2026-09-30"})
    assert (error.fact, error.problem) == ("complete_on", "comes before filed_on")


@pytest.mark.parametrize("fact", ["category", "filed_on"])
def test_what_the_answer_depends_on_is_needed(fact):
    facts = {name: value for name, value in RENEWAL.items() if name != fact}
    assert refused("provisional-documents", **facts).fact == fact


def test_the_channel_is_needed():
    assert refused("provisional-documents", category="refugee", filed_on="2026-10-05").fact == "online"
