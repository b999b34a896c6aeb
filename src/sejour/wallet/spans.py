"""How long things last here. No text of law fixes any of it."""

from datetime import timedelta

OFFER = timedelta(minutes=10)
"""From the page that shows an offer to the wallet that takes it up."""
ACCESS = timedelta(minutes=5)
"""From the code typed in a wallet to the credentials it receives."""
NONCE = timedelta(minutes=5)
OPEN_ENDED_DAYS = 30
"""The life of the credential of a document that has no end: it is then received again."""
LIST_KEPT = timedelta(seconds=10)
"""How long a signed list is served as it is."""
LIST_TTL = timedelta(minutes=5)
"""After how long a verifier asks for a list again."""
LIST_TRUSTED = timedelta(hours=24)
"""How old a list may be where nothing newer can be had: our failure takes no right away."""
