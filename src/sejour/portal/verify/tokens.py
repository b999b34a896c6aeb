"""The right to the receipt of a check just made: a signed token, good for a short while, naming nobody."""

from django.core import signing

_SALT = "receipt of a check"
GOOD_FOR_SECONDS = 30 * 60


def token_for(reference: str) -> str:
    """Return the token of a check, to stand in the page of its answer."""
    return signing.TimestampSigner(salt=_SALT).sign_object(reference)


def reference_in(token: str) -> str:
    """Return the check that a token names; nothing where it is forged or too old."""
    try:
        found = signing.TimestampSigner(salt=_SALT).unsign_object(token, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return ""
    return str(found)
