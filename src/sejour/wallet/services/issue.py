"""Issue credentials to a wallet that took up an offer: one for each key that it proves to hold."""

from datetime import datetime

from django.db import transaction

from sejour.core import journal
from sejour.documents.keys import Use, key_of
from sejour.wallet import addresses, codes, credentials, nonces
from sejour.wallet.claims import end_of, hidden_claims, is_worth_receiving, open_claims
from sejour.wallet.credentials import HolderKey, Request
from sejour.wallet.errors import (
    InvalidProof,
    InvalidToken,
    RequestDenied,
    UnknownConfiguration,
    UnknownIdentifier,
)
from sejour.wallet.metadata import BATCH
from sejour.wallet.models import UsedNonce, WalletCredential, WalletOffer
from sejour.wallet.services.exchange import WALLET
from sejour.wallet.services.places import take_places
from sejour.wallet.types import type_of


@transaction.atomic
def issue_credentials(*, token: str, body: bytes, at: datetime) -> list[str]:
    """Return the credentials that a request asks for, `BATCH` at most for an offer; all of them, or none.

    Raises InvalidToken, InvalidCredentialRequest, UnknownConfiguration, UnknownIdentifier, InvalidProof,
    InvalidNonce, RequestDenied, SignatureUnavailable.
    """
    offer = _offer_of(token, at)
    request = credentials.read_request(body, most=BATCH)
    _check(offer, request, at)
    holders = credentials.proven_keys(
        request, issuer=addresses.issuer(), use_nonce=lambda nonce: _use(nonce, at), at=at
    )
    thumbprints = [holder.thumbprint for holder in holders]
    if offer.credentials.filter(key_thumbprint__in=thumbprints).exists():
        raise InvalidProof
    return _issue(offer, holders, at)


def _offer_of(token: str, at: datetime) -> WalletOffer:
    """Return the offer that a token opens, locked: what it still gives is counted once."""
    offer = (
        WalletOffer.objects.select_for_update(of=("self",))
        .select_related("document__application__prefecture", "document__person__prefecture")
        .filter(token_digest=codes.digest_of("token", token), token_expires_at__gt=at)
        .first()
    )
    if offer is None:
        raise InvalidToken
    return offer


def _check(offer: WalletOffer, request: Request, at: datetime) -> None:
    if request.configuration is None:
        raise UnknownIdentifier
    if request.configuration != type_of(offer.document).name:
        raise UnknownConfiguration
    full = offer.credentials.count() + request.proofs > BATCH
    if full or offer.ended_at is not None or not is_worth_receiving(offer.document, at):
        raise RequestDenied


def _use(nonce: str, at: datetime) -> bool:
    """Tell whether a nonce is good, which it then is no more; two at once wait for each other."""
    end = nonces.end_of(nonce)
    if end is None or end <= at:
        return False
    UsedNonce.objects.filter(expires_at__lte=at).delete()
    digest = nonces.digest_of(nonce)
    return UsedNonce.objects.get_or_create(digest=digest, defaults={"expires_at": end})[1]


def _issue(offer: WalletOffer, holders: tuple[HolderKey, ...], at: datetime) -> list[str]:
    document = offer.document
    ends = end_of(document, at)
    status_list, places = take_places(ends.date(), len(holders))
    key, hidden = key_of(Use.CREDENTIALS), hidden_claims(document)
    issued = []
    for holder, place in zip(holders, places, strict=True):
        WalletCredential.objects.create(
            offer=offer,
            document=document,
            status_list=status_list,
            index=place,
            key_thumbprint=holder.thumbprint,
            issued_at=at,
            expires_at=ends,
        )
        said = open_claims(document, at, status_list=status_list.pk, place=place)
        issued.append(credentials.issue(said, hidden, holder=holder, key=key))
    journal.append(
        stream=journal.stream_of("person", offer.person_id),
        verb="wallet_credentials_issued",
        actor=WALLET,
        at=at,
        offer=offer.pk,
        document=document.pk,
        count=len(issued),
        status_list=status_list.pk,
        places=sorted(places),
    )
    return issued
