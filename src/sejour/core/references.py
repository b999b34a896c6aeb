"""References that people can read on the phone: no letter that looks like another, and a check."""

import secrets

# Crockford's base 32: no I, L, O, U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = ALPHABET + "*~$=U"
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", "\u00a0": ""})


def draw(length: int) -> str:
    """Draw a reference of that many characters at random, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def check_of(body: str) -> str:
    """Return the check character of a reference (Crockford: value modulo 37)."""
    value = 0
    for character in body:
        value = value * 32 + ALPHABET.index(character)
    return _CHECKS[value % 37]


def normalize(typed: str) -> str:
    """Return what was typed without spaces and dashes, look-alikes replaced."""
    return typed.strip().upper().translate(_LOOK_ALIKES)


def grouped(text: str, size: int = 4) -> str:
    """Return a reference cut in groups, to be read aloud."""
    return "-".join(text[i : i + size] for i in range(0, len(text), size))
