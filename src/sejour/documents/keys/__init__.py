"""The keys that sign: one a use, in a file or in a token, each with its certificate and its chain."""

from sejour.documents.keys.ring import certificates_of, key_of, require_keys, sealing_key
from sejour.documents.keys.seals import Seal
from sejour.documents.keys.signing_key import SigningKey, fingerprint_of
from sejour.documents.keys.uses import Use

__all__ = [
    "Seal",
    "SigningKey",
    "Use",
    "certificates_of",
    "fingerprint_of",
    "key_of",
    "require_keys",
    "sealing_key",
]
