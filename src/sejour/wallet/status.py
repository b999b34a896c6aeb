"""The status lists: which credentials no longer hold, said to everybody at once and so about nobody.

A bit is never kept: it is read from the rows when the list is signed. A withdrawal that is lifted gives the
credentials back with the document; what the holder removed stays removed.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import Q

from sejour.core.clock import PARIS, day_of
from sejour.core.errors import NotFound
from sejour.documents.keys import Use, key_of
from sejour.territory.selectors import zones
from sejour.wallet import addresses, credentials, spans
from sejour.wallet.models import StatusList, WalletCredential

_PREFECTURE = "document__person__prefecture"


def signed_list(number: int, at: datetime) -> str:
    """Return a status list, signed seconds ago at most. Raises NotFound, SignatureUnavailable."""
    key = f"wallet-status-list-{number}"
    found: str | None = cache.get(key)
    if found is None:
        found = _sign(number, at)
        cache.set(key, found, spans.LIST_KEPT.total_seconds())
    return found


def _sign(number: int, at: datetime) -> str:
    found = StatusList.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return credentials.sign_status_list(
        fallen(found, at),
        size=found.size,
        uri=addresses.status_list(found.pk),
        at=at,
        ttl=int(spans.LIST_TTL.total_seconds()),
        expires=int(spans.LIST_TRUSTED.total_seconds()),
        key=key_of(Use.CREDENTIALS),
    )


def fallen(status_list: StatusList, at: datetime) -> Iterator[int]:
    """Yield the places of what fell before it expired: removed by its holder, or its document is over."""
    listed = WalletCredential.objects.filter(status_list=status_list, expires_at__gt=at)
    removed = listed.filter(revoked_at__isnull=False)
    yield from removed.values_list("index", flat=True).iterator()
    yield from listed.filter(_is_over(at)).values_list("index", flat=True).iterator()


def _is_over(at: datetime) -> Q:
    """Withdrawn from today or before, or ended before today: the day is that of where the person lives (P-9).

    A document without an end gets one when its card is handed over.
    """
    over = Q(**{_PREFECTURE: None}) & _is_over_on(day_of(at, PARIS))
    for zone in set(zones().values()):
        over |= Q(**{f"{_PREFECTURE}__timezone": zone.key}) & _is_over_on(day_of(at, zone))
    return over


def _is_over_on(today: date) -> Q:
    return Q(document__withdrawn_from__lte=today) | Q(document__last_day__lt=today)
