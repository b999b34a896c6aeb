"""Questions about what is in the wallets of a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.selectors import documents_of
from sejour.identity.models import Person
from sejour.wallet.claims import is_worth_receiving
from sejour.wallet.models import MOST_WRONG_CODES, WalletOffer


@dataclass(frozen=True, slots=True)
class Received:
    """What a wallet received by one offer. `holds`: it can still be shown."""

    public_id: str
    document: ProvisionalDocument
    count: int
    received_at: datetime
    expires_at: datetime
    removed_at: datetime | None
    withdrawn: bool
    holds: bool


def receivable(person: Person, at: datetime) -> list[ProvisionalDocument]:
    """Return the documents of a person that a wallet may receive, newest first day first."""
    return [document for document in documents_of(person) if is_worth_receiving(document, at)]


def received(person: Person, at: datetime, *, most: int | None = 50) -> list[Received]:
    """Return what a person's wallets received, latest first; None for all of it."""
    offers = (
        WalletOffer.objects.filter(person=person, credentials__isnull=False)
        .select_related("document__application", "document__person__prefecture")
        .annotate(
            count=Count("credentials"),
            received_at=Min("credentials__issued_at"),
            lasts_until=Max("credentials__expires_at"),
            left=Count("credentials", filter=Q(credentials__revoked_at=None)),
            removed_at=Max("credentials__revoked_at"),
        )
        .order_by("-made_at")[:most]
    )
    return [_received(offer, at) for offer in offers]


def locked(person: Person) -> list[datetime]:
    """Return when offers ended because a wrong code was typed too often, latest first."""
    offers = WalletOffer.objects.filter(person=person, wrong_codes=MOST_WRONG_CODES, ended_at__isnull=False)
    return [at for at in offers.order_by("-made_at").values_list("ended_at", flat=True)[:5] if at]


def _received(offer: WalletOffer, at: datetime) -> Received:
    # Annotations, which Django's types do not know.
    found = vars(offer)
    withdrawn = offer.document.withdrawn_from is not None and not is_worth_receiving(offer.document, at)
    return Received(
        public_id=str(offer.public_id),
        document=offer.document,
        count=found["count"],
        received_at=found["received_at"],
        expires_at=found["lasts_until"],
        removed_at=found["removed_at"],
        withdrawn=withdrawn,
        holds=bool(found["left"]) and not withdrawn and found["lasts_until"] > at,
    )
