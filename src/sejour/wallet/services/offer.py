"""Offer a document to a wallet: for ten minutes, once, by whoever holds it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db import transaction

from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.selectors import document_of
from sejour.core import journal, throttle
from sejour.core.actors import Actor
from sejour.core.throttle import Limit
from sejour.identity.models import Person
from sejour.wallet import codes, spans
from sejour.wallet.addresses import issuer
from sejour.wallet.claims import is_worth_receiving
from sejour.wallet.errors import NothingToReceive
from sejour.wallet.metadata import GRANT
from sejour.wallet.models import WalletOffer
from sejour.wallet.types import type_of

OFFERS = Limit("wallet offers", attempts=20, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer as its holder sees it, this once: the link that opens a wallet, the code to type in it."""

    offer: WalletOffer
    link: str
    confirmation: str


@transaction.atomic
def make_offer(*, person: Person, public_id: UUID, actor: Actor, at: datetime) -> Offered:
    """Offer one of a person's documents; an offer of it that no wallet has taken up ends.

    Raises NotFound, NothingToReceive, TooManyAttempts.
    """
    throttle.check(OFFERS, str(person.pk), at=at)
    document = document_of(person, public_id)
    if not is_worth_receiving(document, at):
        raise NothingToReceive
    throttle.fail(OFFERS, str(person.pk), at=at)
    # Two clicks wait for each other here: one offer of a document is open at a time.
    ProvisionalDocument.objects.select_for_update(no_key=True).get(pk=document.pk)
    _open(document).update(ended_at=at)
    code, confirmation = codes.draw(), codes.draw_confirmation()
    offer = WalletOffer.objects.create(
        person=person,
        document=document,
        code_digest=codes.digest_of("code", code),
        confirmation_digest=codes.digest_of(code, confirmation),
        made_at=at,
        expires_at=at + spans.OFFER,
    )
    journal.append(
        stream=journal.stream_of("person", person.pk),
        verb="wallet_offer_made",
        actor=actor,
        at=at,
        offer=offer.pk,
        document=document.pk,
    )
    return Offered(offer, _link(document, code), confirmation)


def _open(document: ProvisionalDocument) -> Any:
    return WalletOffer.objects.filter(document=document, ended_at=None, token_digest=None)


def _link(document: ProvisionalDocument, code: str) -> str:
    """Return the link of an offer (OpenID4VCI 1.0, 4.1): the offer itself, nothing else to fetch.

    Short, as it is drawn too: what a query may hold as it is (RFC 3986, 3.4) is left so.
    """
    confirmation = {"input_mode": "numeric", "length": codes.CONFIRMATION_DIGITS}
    offer = {
        "credential_issuer": issuer(),
        "credential_configuration_ids": [type_of(document).name],
        "grants": {GRANT: {"pre-authorized_code": code, "tx_code": confirmation}},
    }
    written = json.dumps(offer, ensure_ascii=False, separators=(",", ":"))
    return f"openid-credential-offer://?credential_offer={quote(written, safe=':/,')}"
