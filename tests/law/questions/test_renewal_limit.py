"""`renewal-limit`: L.433-1-1."""

import pytest

from tests.law.articles import NO_CARTE_TEMPORAIRE, WITH_RENEWAL_LIMIT, WITHOUT_RENEWAL_LIMIT
from tests.law.asked import answer, ids, refused, some


def limit(article, renewals, **facts):
    """Return whether one more renewal is allowed, and how many are left."""
    return some(
        "allowed left", answer("renewal-limit", article=article, renewals_same_mention=renewals, **facts)
    )


@pytest.mark.parametrize("article", WITH_RENEWAL_LIMIT)
@pytest.mark.parametrize(("renewals", "left"), [(0, 3), (1, 2), (2, 1), (3, 0), (4, 0), (40, 0)])
def test_l433_1_1_a_carte_temporaire_is_renewed_three_times(article, renewals, left):
    assert limit(article, renewals) == {"allowed": left > 0, "left": left}


@pytest.mark.parametrize("article", [*WITHOUT_RENEWAL_LIMIT, *NO_CARTE_TEMPORAIRE])
@pytest.mark.parametrize("renewals", [None, 3, 9])
def test_l433_1_1_no_limit_for_some(article, renewals):
    found = answer("renewal-limit", article=article, renewals_same_mention=renewals)
    assert some("allowed left", found) == {"allowed": True, "left": None}
    assert ids(found) == ["R-NEW-01"]


@pytest.mark.parametrize("renewals", [None, 3])
def test_l413_5_no_limit_for_who_is_exempt_from_the_integration_contract(renewals):
    assert limit("L.423-7", renewals, exempt_from_integration_contract=True) == {
        "allowed": True,
        "left": None,
    }


@pytest.mark.parametrize(("as_of", "left"), [("2024-01-27", None), ("2024-01-28", 0), ("2026-01-01", 0)])
def test_the_limit_exists_since_28_january_2024(as_of, left):
    assert limit("L.423-7", 3, as_of=as_of) == {"allowed": left is None, "left": left}


def test_other_ways_are_told_to_whom_no_renewal_is_left():
    assert len(answer("renewal-limit", article="L.423-7", renewals_same_mention=2)["rules"]) == 1
    assert len(answer("renewal-limit", article="L.423-7", renewals_same_mention=3)["rules"]) == 2


@pytest.mark.parametrize(
    ("facts", "fact"),
    [
        ({"article": "L.423-7"}, "renewals_same_mention"),
        ({"renewals_same_mention": 1}, "article"),
        ({"article": "L.423-7", "renewals_same_mention": -1}, "renewals_same_mention"),
    ],
)
def test_what_the_answer_depends_on_is_needed(facts, fact):
    assert refused("renewal-limit", **facts).fact == fact
