"""Names as people bear them: one name or many, any script, any apostrophe."""

import unicodedata

_BREAKS = frozenset("\t\n\r\v\f")
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


def cleaned(text: str) -> str:
    """Return a name as it was typed, composed, without the characters that nobody sees.

    Controls and direction marks would turn or hide the words around a name on a page or a paper.
    """
    composed = unicodedata.normalize("NFC", text)
    seen = ("" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} else c for c in composed)
    return " ".join("".join(" " if c in _BREAKS else s for c, s in zip(composed, seen, strict=True)).split())


def has_letters(text: str) -> bool:
    """Tell whether a name has a letter, of any script."""
    return any(c.isalpha() for c in text)


def is_latin(text: str) -> bool:
    """Tell whether every letter of a name is Latin, as papers print it."""
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())
