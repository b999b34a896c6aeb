"""The database is the last guardian: each named constraint is broken once, and says its name."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from sejour.wallet.models import StatusList, WalletCredential, WalletOffer
from tests.factories.days import NOON, TODAY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def rows(held):
    """One row of each kind, and a way to write another of it with changes."""
    applicant, document = held
    known = {
        WalletOffer: {
            "person": applicant.person,
            "document": document,
            "code_digest": b"a",
            "confirmation_digest": b"b",
            "made_at": NOON,
            "expires_at": NOON + HOUR,
        },
        StatusList: {"period": TODAY.replace(day=1), "rank": 1, "size": 8},
    }
    offer, status_list = (model.objects.create(**fields) for model, fields in known.items())
    known[WalletCredential] = {
        "offer": offer,
        "document": document,
        "status_list": status_list,
        "index": 1,
        "key_thumbprint": "k",
        "issued_at": NOON,
        "expires_at": NOON + HOUR,
    }
    WalletCredential.objects.create(**known[WalletCredential])
    return known


ANOTHER = {"code_digest": b"c", "ended_at": NOON}
BROKEN = {
    "wallet_offer_ends_after_it_begins": (WalletOffer, {**ANOTHER, "expires_at": NOON}),
    "wallet_offer_ends_at_the_last_wrong_code": (WalletOffer, {**ANOTHER, "wrong_codes": 6}),
    "wallet_token_has_an_end": (WalletOffer, {**ANOTHER, "token_digest": b"t"}),
    "document_has_one_open_wallet_offer": (WalletOffer, {"code_digest": b"c"}),
    "status_list_has_one_rank_a_period": (StatusList, {}),
    "status_list_has_room_for_what_it_holds": (StatusList, {"rank": 2, "taken": 9}),
    "wallet_credential_has_its_place": (WalletCredential, {"key_thumbprint": "l"}),
    "wallet_credential_has_its_key": (WalletCredential, {"index": 2}),
    "wallet_credential_expires_after_issue": (
        WalletCredential,
        {"index": 2, "key_thumbprint": "l", "expires_at": NOON},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_constraint_says_its_name(rows, name):
    model, changes = BROKEN[name]
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        model.objects.create(**{**rows[model], **changes})


def test_a_constraint_without_a_test_is_seen():
    models = apps.get_app_config("wallet").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(BROKEN)
