"""The library of verifiable credentials, behind the few things asked of it here.

Pinned with it (openvc-core 1.37): SD-JWT is RFC 9901, SD-JWT VC is draft-ietf-oauth-sd-jwt-vc-19, the
status list draft-ietf-oauth-status-list-21, OpenID4VCI 1.0 that of 16 September 2025 (docs/decisions/0016).
"""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from openvc.errors import OpenvcError
from openvc.openid4vci import (
    CredentialRequestMalformed,
    ProofReplayed,
    parse_credential_request,
    verify_credential_request_proofs,
)
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.status.token_status_list import encode_status_list, new_status_list, set_status

from sejour.documents.keys import SigningKey
from sejour.wallet.errors import InvalidCredentialRequest, InvalidNonce, InvalidProof

ALGORITHM = "ES256"
FORMAT = "dc+sd-jwt"
_REVOKED = 1
Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HolderKey:
    """A key that a wallet proved to hold: as a JWK, and its thumbprint (RFC 7638)."""

    jwk: dict[str, Any]
    thumbprint: str


@dataclass(frozen=True, slots=True)
class Request:
    """A credential request whose form is right; nothing in it is proven yet."""

    configuration: str | None
    """None where a credential identifier is asked for instead."""
    body: Mapping[str, Any]
    proofs: int


def issue(open_claims: Claims, hidden_claims: Claims, *, holder: HolderKey, key: SigningKey) -> str:
    """Return a credential bound to a holder's key: `hidden_claims` are shown one by one, or not at all."""
    return SdJwtVcProofSuite().issue(
        {**open_claims, **hidden_claims},
        signing_key=_Signer(key),
        disclosable=hidden_claims,
        holder_jwk=holder.jwk,
        x5c=certificates_in_header(key),
    )


def sign_status_list(
    marked: Iterable[int], *, size: int, uri: str, at: datetime, ttl: int, expires: int, key: SigningKey
) -> str:
    """Return a status list of `size` bits as a JWT, those of `marked` set. `ttl`, `expires`: seconds."""
    bits = new_status_list(size)
    for index in marked:
        set_status(bits, index, _REVOKED)
    now = int(at.timestamp())
    claims = {
        "sub": uri,
        "iat": now,
        "exp": now + expires,
        "ttl": ttl,
        "status_list": {"bits": 1, "lst": encode_status_list(bytes(bits))},
    }
    # Written out: the library's own way puts no certificates in the header, and a verifier needs them.
    header = {"typ": "statuslist+jwt", "alg": ALGORITHM, "x5c": certificates_in_header(key)}
    signed = f"{_segment(header)}.{_segment(claims)}"
    return f"{signed}.{_base64url(key.sign(signed.encode()))}"


def read_request(body: bytes, *, most: int) -> Request:
    """Read a credential request of at most `most` proofs.

    Raises InvalidCredentialRequest, InvalidProof where it has none.
    """
    try:
        found = json.loads(body)
        if isinstance(found, dict) and "proofs" not in found:
            raise InvalidProof
        request = parse_credential_request(found, batch_size=most)
    except (ValueError, RecursionError, CredentialRequestMalformed) as error:
        raise InvalidCredentialRequest from error
    except OpenvcError as error:
        raise InvalidProof from error
    return Request(request.credential_configuration_id, found, len(request.proofs))


def proven_keys(
    request: Request, *, issuer: str, use_nonce: Callable[[str], bool], at: datetime
) -> tuple[HolderKey, ...]:
    """Return the keys that a request proves, all different. Raises InvalidProof, InvalidNonce.

    `use_nonce` says whether a nonce is good, and makes it good no more; it is asked once all else holds.
    """
    try:
        proofs = verify_credential_request_proofs(
            request.body,
            credential_issuer=issuer,
            check_nonce=use_nonce,
            allowed_algs=frozenset({ALGORITHM}),
            batch_size=request.proofs,
            now=at,
        )
    except ProofReplayed as error:
        raise InvalidNonce from error
    except OpenvcError as error:
        raise InvalidProof from error
    return tuple(HolderKey(_public(proof.public_jwk), proof.thumbprint) for proof in proofs)


def certificates_in_header(key: SigningKey) -> list[str]:
    """Return the certificates of a key as JOSE writes them, its own first; the root is the verifier's."""
    chain = [found for found in key.chain if found.issuer != found.subject]
    return [b64encode(_der(found)).decode() for found in (key.certificate, *chain)]


def _public(jwk: Mapping[str, Any]) -> dict[str, Any]:
    # Whatever else a wallet says of its key would follow it everywhere it is shown.
    return {name: jwk[name] for name in ("kty", "crv", "x", "y")}


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _segment(value: Mapping[str, Any]) -> str:
    return _base64url(json.dumps(value, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class _Signer:
    """One of our keys, as the library asks for one."""

    key: SigningKey
    alg: str = ALGORITHM

    @property
    def kid(self) -> str:
        return self.key.fingerprint

    def sign(self, signing_input: bytes) -> bytes:
        return self.key.sign(signing_input)
