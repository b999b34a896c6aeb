"""Exchange the code of an offer, and the code that its holder typed, for an access token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from sejour.core import journal, throttle
from sejour.core.actors import Actor
from sejour.core.throttle import Limit
from sejour.wallet import codes, spans
from sejour.wallet.errors import InvalidGrant
from sejour.wallet.models import MOST_WRONG_CODES, WalletOffer

WALLET = Actor("wallet")
UNKNOWN = Limit("wallet codes", attempts=30, window=timedelta(minutes=15))


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token, told once, and how many seconds it lasts."""

    value: str
    seconds: int


def exchange_code(*, code: str, confirmation: str, place: str, at: datetime) -> AccessToken:
    """Take up an offer: once, with the code that its holder reads on the page.

    Raises InvalidGrant; at the fifth wrong code the offer is over. Codes that no offer ever had count against
    the place they come from: TooManyAttempts.
    """
    throttle.check(UNKNOWN, place, at=at)
    digest = codes.digest_of("code", code)
    if not WalletOffer.objects.filter(code_digest=digest).exists():
        throttle.fail(UNKNOWN, place, at=at)
        raise InvalidGrant
    token = _taken_up(digest, codes.digest_of(code, confirmation), at)
    if token is None:
        raise InvalidGrant
    return token


@transaction.atomic
def _taken_up(digest: bytes, confirmation: bytes, at: datetime) -> AccessToken | None:
    """Return the token; None where the offer is over or the code wrong, which is then written down."""
    offer = WalletOffer.objects.select_for_update().get(code_digest=digest)
    if offer.ended_at is not None or offer.token_digest is not None or offer.expires_at <= at:
        return None
    if not codes.are_same(bytes(offer.confirmation_digest), confirmation):
        _count_wrong_code(offer, at)
        return None
    token = codes.draw()
    offer.token_digest = codes.digest_of("token", token)
    offer.token_expires_at = at + spans.ACCESS
    offer.save(update_fields=["token_digest", "token_expires_at"])
    _write(offer, "wallet_offer_taken_up", at)
    return AccessToken(token, int(spans.ACCESS.total_seconds()))


def _count_wrong_code(offer: WalletOffer, at: datetime) -> None:
    offer.wrong_codes += 1
    if offer.wrong_codes == MOST_WRONG_CODES:
        offer.ended_at = at
        _write(offer, "wallet_offer_locked", at)
    offer.save(update_fields=["wrong_codes", "ended_at"])


def _write(offer: WalletOffer, verb: str, at: datetime) -> None:
    journal.append(
        stream=journal.stream_of("person", offer.person_id), verb=verb, actor=WALLET, at=at, offer=offer.pk
    )
