"""What a credential says of each kind of document."""

from datetime import UTC, datetime, timedelta

import pytest

from sejour.continuity.models import ProvisionalDocument
from sejour.identity.models import Person
from sejour.law.kinds import Work
from sejour.wallet.claims import birth_date, end_of, hidden_claims, is_worth_receiving, open_claims
from sejour.wallet.types import DEPOT, SEJOUR, TYPES_BY_NAME, type_of
from tests.factories.days import NOON, TODAY, in_days
from tests.wallet.holders import granted, waiting

pytestmark = pytest.mark.django_db


def deposit_of(document: ProvisionalDocument) -> ProvisionalDocument:
    return ProvisionalDocument.objects.get(application=document.application, origin="deposit")


def test_an_attestation_says_what_it_proves():
    applicant, document = waiting()
    said = hidden_claims(document)
    assert said["family_name"] == applicant.person.family_name
    assert said["document_kind"] == "attestation_prolongation"
    assert (said["stay_from"], said["stay_until"]) == (
        document.first_day.isoformat(),
        document.last_day.isoformat(),
    )
    assert (said["may_work"], said["may_work_until"]) == ("yes", said["stay_until"])
    assert "R.431-15-1" in said["legal_basis"]
    assert "work_limits" not in said


def test_limits_of_work_are_said():
    _, document = waiting()
    document.work = Work.LIMITED
    said = hidden_claims(document)
    assert said["may_work"] == "limited"
    assert "heures par an" in said["work_limits"]


def test_a_document_without_work_says_no_and_no_date():
    _, document = waiting()
    document.work = Work.NONE
    said = hidden_claims(document)
    assert said["may_work"] == "no"
    assert "may_work_until" not in said


def test_a_document_without_an_end_says_so_and_its_credential_is_short():
    _, document = granted()
    said = hidden_claims(document)
    assert said["stay_until"] is None
    assert said["may_work_until"] is None
    assert end_of(document, NOON).date() == in_days(31)


def test_an_attestation_de_depot_says_no_right():
    _, document = waiting()
    deposit = deposit_of(document)
    said = hidden_claims(deposit)
    assert type_of(deposit) is DEPOT
    assert said["filed_on"] == document.application.filed_on.isoformat()
    assert not set(said) & {"stay_from", "stay_until", "may_work", "may_work_until", "social_rights"}


@pytest.mark.parametrize("made", [waiting, granted])
def test_every_claim_is_in_the_rulebook_and_the_mandatory_ones_are_said(made):
    _, document = made()
    for found in (document, deposit_of(document)):
        claims = {claim.name: claim for claim in type_of(found).claims}
        said = hidden_claims(found)
        assert set(said) <= set(claims)
        assert {name for name, claim in claims.items() if claim.mandatory} <= set(said)
        assert all(said[name] for name in said if not name.endswith("until"))


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ((1985, 3, 14), "1985-03-14"),
        ((1985, 3, None), "1985-03"),
        ((1985, None, None), "1985"),
        ((1985, None, 14), "1985"),
        ((None, None, None), ""),
    ],
)
def test_a_birth_date_is_said_as_far_as_it_is_known(born, said):
    year, month, day = born
    assert birth_date(Person(born_year=year, born_month=month, born_day=day)) == said


def test_what_is_not_known_is_not_said():
    _, document = waiting(born_year=None, born_month=None, born_day=None, given_names="", nationality="")
    assert not {"birth_date", "given_names", "nationality", "usage_name"} & set(hidden_claims(document))


def test_open_claims_are_midnights_where_the_holder_lives():
    _, document = waiting(prefecture="974")
    said = open_claims(document, NOON, status_list=7, place=8)
    # La Réunion: four hours ahead of UTC.
    assert datetime.fromtimestamp(said["iat"], UTC) == datetime(2026, 11, 22, 20, tzinfo=UTC)
    last = datetime.combine(document.last_day, datetime.min.time(), UTC)
    assert datetime.fromtimestamp(said["exp"], UTC) == last + timedelta(hours=20)
    assert said["nbf"] == said["iat"]
    assert said["status"]["status_list"] == {
        "uri": "http://localhost:8000/api/v1/wallet/status-lists/7",
        "idx": 8,
    }


def test_a_document_to_come_is_not_good_before_its_first_day():
    _, document = waiting()
    document.first_day = in_days(5)
    said = open_claims(document, NOON, status_list=1, place=1)
    assert said["nbf"] - said["iat"] == 5 * 24 * 3600


@pytest.mark.parametrize(
    ("changes", "worth"),
    [
        ({}, True),
        ({"last_day": TODAY}, True),
        ({"last_day": in_days(-1)}, False),
        ({"withdrawn_from": TODAY}, False),
        ({"withdrawn_from": in_days(1)}, True),
        ({"first_day": in_days(5), "withdrawn_from": in_days(5)}, False),
    ],
)
def test_what_proves_nothing_any_more_is_not_worth_receiving(changes, worth):
    _, document = waiting()
    for name, value in changes.items():
        setattr(document, name, value)
    assert is_worth_receiving(document, NOON) is worth


def test_types_have_names_of_their_own():
    assert TYPES_BY_NAME == {"attestation_sejour": SEJOUR, "attestation_depot": DEPOT}
    assert SEJOUR.vct != DEPOT.vct
