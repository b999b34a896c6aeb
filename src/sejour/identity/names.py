"""Names as people bear them: one name or many, any script, any apostrophe."""

import unicodedata

# What registers print where a person has no given name.
NO_GIVEN_NAME = frozenset({"", "-", "XXX", "SP", "SANS PRENOM"})


def folded(text: str) -> str:
    """Return a name without case, accents and punctuation, for search and comparison."""
    plain = unicodedata.normalize("NFKD", text)
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).upper().split())


def given_names(text: str) -> str:
    """Return given names, or nothing where the register prints a stand-in for none."""
    cleaned = " ".join(text.split())
    return "" if cleaned.upper() in NO_GIVEN_NAME else cleaned
