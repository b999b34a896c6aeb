"""The key of 2D-Docs: a key whose certificate names an authority and itself by four characters each."""

from dataclasses import dataclass

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.deux_d_doc.trust import trusted
from sejour.documents.keys.errors import KeyIsWrong
from sejour.documents.keys.signing_key import SigningKey


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealing key (`deux_d_doc.sealing.SealingKey`), wherever it is held."""

    issuer: Issuer
    key: SigningKey

    def sign(self, data: bytes) -> bytes:
        """Return r then s, 32 bytes each. Raises SignatureUnavailable."""
        return self.key.sign(data)


def seal_with(key: SigningKey) -> Seal:
    """Return a key as one that seals. Raises KeyIsWrong where its certificate is not one of 2D-Doc."""
    named = trusted(key.certificate)
    if named is None:
        why = "le certificat ne nomme pas son autorité et lui-même par quatre caractères (FR06, MI00)."
        raise KeyIsWrong(key.use, why, "Demandez un certificat 2D-Doc de type 13.")
    return Seal(named.issuer, key)
