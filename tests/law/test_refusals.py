"""Grounds of refusal: L.432-1 and following."""

import pytest

from sejour.law.refusals import GROUNDS, in_law


def test_each_ground_has_its_code_and_its_article():
    assert len({ground.code for ground in GROUNDS}) == len(GROUNDS)
    assert all(ground.article.startswith("L.4") for ground in GROUNDS)


def test_a_refusal_states_each_of_its_grounds_with_its_article():
    assert in_law(("condition_not_met", "polygamy")).splitlines() == [
        "Une condition du titre n'est plus remplie (article L.432-2)",
        "Polygamie en France (article L.412-6)",
    ]


def test_an_unknown_ground_is_no_ground():
    with pytest.raises(KeyError):
        in_law(("mood",))
