"""Limits on wrong guesses, by where they come from and what they are about. Right answers are not counted."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sejour.core import throttle
from sejour.core.throttle import Limit

# Generous: a whole office, school or operator may stand behind one address.
FROM_A_PLACE = Limit("checks from a place", attempts=60, window=timedelta(minutes=15))
OF_A_NUMBER = Limit("checks of a number", attempts=5, window=timedelta(hours=1))
WRONG_DATES = 5
"""Wrong dates of birth after which a share code is locked."""
_NETWORK = 64


def place_of(address: str) -> str:
    """Return the place of an address: itself, or in IPv6 its network of 64 bits, which one home has whole."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> _NETWORK << _NETWORK))
    return str(found)


def check(place: str, *, at: datetime) -> None:
    """Raise TooManyAttempts where too many wrong guesses came from a place."""
    throttle.check(FROM_A_PLACE, place_of(place), at=at)


def count_failure(place: str, *, at: datetime) -> None:
    """Count one wrong guess of a place."""
    throttle.fail(FROM_A_PLACE, place_of(place), at=at)
