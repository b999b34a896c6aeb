"""Take a document back from a wallet: its credentials fall, the right stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sejour.core import journal
from sejour.core.actors import Actor
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.wallet.models import WalletOffer


@transaction.atomic
def remove_from_wallet(*, person: Person, public_id: UUID, actor: Actor, at: datetime) -> int:
    """Revoke what a wallet received by one offer, and whatever it could still receive; return how many fell.

    Raises NotFound for another's offer as for none.
    """
    offer = WalletOffer.objects.select_for_update().filter(person=person, public_id=public_id).first()
    if offer is None:
        raise NotFound
    offer.ended_at = offer.ended_at or at
    offer.save(update_fields=["ended_at"])
    fallen = offer.credentials.filter(revoked_at=None).update(revoked_at=at)
    if fallen:
        journal.append(
            stream=journal.stream_of("person", person.pk),
            verb="wallet_credentials_removed",
            actor=actor,
            at=at,
            offer=offer.pk,
            count=fallen,
        )
    return fallen
