"""Pieces asked for: R.431-10, R.431-11 and annex 10."""

import pytest

from sejour.law import pieces
from sejour.law.pieces import PIECES


def codes(article, *, renewal):
    """Return the codes of the pieces asked for."""
    return [piece.code for piece in pieces.pieces_for(article, renewal=renewal)]


def test_r431_10_identity_is_always_asked_for_and_indispensable():
    passport = pieces.piece_named("L.423-1", "passport")
    assert passport.indispensable
    assert passport.when == "always"
    asked = [article for article, ground in PIECES.grounds.items() if "passport" not in ground.without]
    assert all("passport" in codes(article, renewal=True) for article in asked)


@pytest.mark.parametrize("article", ["L.424-1", "L.424-9"])
def test_whoever_is_protected_is_not_asked_for_acts_of_the_country_that_they_fled(article):
    assert not {"passport", "birth_certificate"} & set(codes(article, renewal=False))
    assert "protection_decision" in codes(article, renewal=False)


def test_a_child_without_passport_may_be_asked_for():
    assert not pieces.piece_named("L.414-4", "child_passport").indispensable
    assert "commitment_contract" not in codes("L.414-4", renewal=False)


def test_a_request_that_is_no_permit_holds_its_own_pieces_only():
    assert codes("change_of_address", renewal=False) == ["address_proof"]
    assert pieces.piece_named("change_of_address", "passport") is None
    assert pieces.ground_of("duplicate") == "duplicata d'un titre"


@pytest.mark.parametrize("request_", PIECES.requests)
def test_every_piece_of_a_request_says_why_it_is_asked_for(request_):
    for piece in PIECES.requests[request_].pieces:
        assert piece.because.endswith(".")


def test_a_renewal_shows_the_current_permit_and_a_first_application_has_none():
    assert "current_permit" in codes("L.423-1", renewal=True)
    assert "current_permit" not in codes("L.423-1", renewal=False)


def test_a_ground_has_its_own_pieces_after_the_common_ones():
    common = codes("L.423-99", renewal=False)
    assert codes("L.423-1", renewal=False)[: len(common)] == common
    assert len(codes("L.423-1", renewal=False)) > len(common)


@pytest.mark.parametrize("article", PIECES.grounds)
def test_a_piece_is_named_once_for_each_ground(article):
    named = [piece.code for piece in (*PIECES.common, *PIECES.grounds[article].pieces)]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("article", PIECES.grounds)
def test_every_piece_says_why_it_is_asked_for(article):
    for piece in (*PIECES.common, *PIECES.grounds[article].pieces):
        assert piece.label[0].isupper()
        assert piece.because.endswith(".")
        assert piece.article


def test_a_piece_of_the_ground_is_found_by_its_code():
    own = PIECES.grounds["L.423-1"].pieces[-1]
    assert pieces.piece_named("L.423-1", own.code) == own


def test_a_piece_that_does_not_exist_is_not_found():
    assert pieces.piece_named("L.423-1", "horoscope") is None


def test_a_ground_has_a_name_that_people_use():
    assert pieces.ground_of("L.422-1") == "étudiant"
    assert pieces.ground_of("L.999-9") == "article L.999-9"


def test_a_piece_is_as_certain_as_it_says_itself_else_as_its_ground():
    assert pieces.piece_named("L.423-1", "passport").certainty == "high"
    assert pieces.piece_named("L.423-1", "marriage_certificate").certainty == "medium"
    assert pieces.piece_named("L.233-2", "family_link").certainty == "high"
