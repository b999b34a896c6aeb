"""Lends our keys to pyHanko: it makes the signature's envelope, the key signs where it is held."""

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sejour.documents.keys import SigningKey
from sejour.documents.signing.certificates import as_asn1

DIGEST = "sha256"
_HALF = 32
_LONGEST_SIGNATURE = 72


class HouseSigner(Signer):
    """A signer whose key stays with its holder; it sends its certificate and intermediates, not the root."""

    def __init__(self, key: SigningKey) -> None:
        self.key = key
        known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        known.register_multiple(map(as_asn1, key.chain))
        super().__init__(signing_cert=as_asn1(key.certificate), cert_registry=known, embed_roots=False)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the signature as X.509 writes it."""
        assert digest_algorithm == DIGEST
        if dry_run:
            return bytes(_LONGEST_SIGNATURE)
        raw = self.key.sign(data)
        return encode_dss_signature(int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:]))
