"""Places in status lists: drawn at random, so that two credentials of a person have nothing in common."""

import secrets
from datetime import date

from sejour.wallet.models import StatusList, WalletCredential

SIZE = 2**20
"""Bits of a list: 128 KiB before it is compressed, a few once it is."""
MOST_TAKEN = SIZE // 2
"""A list never fills up: a place drawn is free more often than not."""


def take_places(expires_on: date, count: int) -> tuple[StatusList, list[int]]:
    """Take free places in a list of what expires that month; its row is locked until the transaction ends."""
    found = _list_with_room(expires_on.replace(day=1), count)
    places = _draw(found, count)
    found.taken += count
    found.save(update_fields=["taken"])
    return found, places


def _list_with_room(period: date, count: int) -> StatusList:
    rank = 1
    while True:
        StatusList.objects.get_or_create(period=period, rank=rank, defaults={"size": SIZE})
        found = StatusList.objects.select_for_update().get(period=period, rank=rank)
        if found.taken + count <= MOST_TAKEN:
            return found
        rank += 1


def _draw(status_list: StatusList, count: int) -> list[int]:
    free: set[int] = set()
    while len(free) < count:
        drawn = {secrets.randbelow(status_list.size) for _ in range(count - len(free))} - free
        taken = WalletCredential.objects.filter(status_list=status_list, index__in=drawn)
        free |= drawn - set(taken.values_list("index", flat=True))
    places = list(free)
    # A set gives small numbers in order: a batch shall not tell the order of its credentials.
    secrets.SystemRandom().shuffle(places)
    return places
