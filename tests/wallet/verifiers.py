"""A verifier: an employer's program, which trusts one root and asks us for nothing but a list of bits."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from cryptography import x509
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.status.issue import verify_status_list_token
from openvc.status.token_status_list import check_token_status
from openvc.x5c import leaf_public_jwk, load_x5c_chain, validate_cert_chain

from tests.wallet.wallets import decoded


class Refused(Exception):
    """The verifier does not believe what it is shown."""


@dataclass
class Verifier:
    """Asks for claims with a nonce that serves once, for an address of its own."""

    http: httpx.Client
    root: x509.Certificate
    vct: str
    audience: str = "https://employeur.example"
    nonces: set[str] = field(default_factory=set)

    def ask(self) -> str:
        """Return a nonce for one presentation."""
        nonce = secrets.token_urlsafe(16)
        self.nonces.add(nonce)
        return nonce

    def verify(self, presentation: str, nonce: str) -> dict[str, Any]:
        """Return the claims shown. Raises Refused, or an error of the library."""
        if nonce not in self.nonces:
            raise Refused("this nonce has served, or was never ours")
        self.nonces.remove(nonce)
        found = SdJwtVcProofSuite().verify(
            presentation,
            public_key_jwk=self._key_of(presentation.split("~", maxsplit=1)[0]),
            audience=self.audience,
            nonce=nonce,
            require_key_binding=True,
            expected_vct=self.vct,
        )
        if self._has_fallen(found.claims):
            raise Refused("revoked")
        return found.claims

    def _key_of(self, jwt: str) -> dict[str, Any]:
        """Return the key of a JWT's certificates, once they lead to the root."""
        leaf, *others = load_x5c_chain(decoded(jwt.split(".", maxsplit=1)[0])["x5c"])
        validate_cert_chain(leaf, others, trust_anchors=[self.root], now=datetime.now(UTC))
        return leaf_public_jwk(leaf)

    def _has_fallen(self, claims: dict[str, Any]) -> bool:
        status = check_token_status(claims, resolve_status_list_token=self._status_list)
        if status is None:
            raise Refused("no status")
        return status.revoked

    def _status_list(self, uri: str) -> dict[str, Any]:
        answer = self.http.get(uri, headers={"Accept": "application/statuslist+jwt"}).raise_for_status()
        assert answer.headers["content-type"] == "application/statuslist+jwt"
        assert not answer.cookies
        return verify_status_list_token(
            answer.text, public_key_jwk=self._key_of(answer.text), expected_uri=uri
        )
