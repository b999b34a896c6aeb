"""Certificates, from the form of `cryptography` to that of pyHanko."""

from functools import lru_cache

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding


@lru_cache
def as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    """Return a certificate as pyHanko reads it."""
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
