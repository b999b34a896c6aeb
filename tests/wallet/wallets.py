"""A wallet, written by OpenID4VCI 1.0 and RFC 9901; it knows nothing of the platform but its links."""

import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from openvc.keys import P256SigningKey
from openvc.proof.sd_jwt import SdJwtVcProofSuite

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(segment: str) -> Any:
    return json.loads(urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


def signed(header: dict[str, Any], claims: dict[str, Any], key: P256SigningKey) -> str:
    """Return a compact JWS."""
    parts = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    return f"{parts}.{base64url(key.sign(parts.encode()))}"


@dataclass
class Credential:
    """A credential in a wallet, with the key that it is bound to."""

    text: str
    key: P256SigningKey

    @property
    def issuer_jwt(self) -> str:
        return self.text.split("~")[0]

    @property
    def claims(self) -> dict[str, Any]:
        """What everybody sees."""
        return decoded(self.issuer_jwt.split(".")[1])

    @property
    def hidden(self) -> dict[str, Any]:
        """What the holder may show."""
        return {name: value for _, name, value in map(decoded, self.text.split("~")[1:-1])}

    def showing(self, *names: str) -> str:
        """Return the credential with these claims only."""
        kept = [part for part in self.text.split("~")[1:-1] if decoded(part)[1] in names]
        return "~".join([self.issuer_jwt, *kept, ""])

    def present(self, *names: str, audience: str, nonce: str, key: P256SigningKey | None = None) -> str:
        """Show these claims to one verifier, once."""
        return SdJwtVcProofSuite().create_presentation(
            self.showing(*names), holder_key=key or self.key, audience=audience, nonce=nonce
        )


@dataclass
class Wallet:
    """A wallet on a telephone, talking to issuers over HTTP."""

    http: httpx.Client
    credentials: list[Credential] = field(default_factory=list)

    def read_offer(self, link: str) -> dict[str, Any]:
        """Read what a link, or the QR code that holds it, offers."""
        parts = urlsplit(link)
        assert parts.scheme == "openid-credential-offer"
        return json.loads(parse_qs(parts.query)["credential_offer"][0])

    def metadata(self, offer: dict[str, Any], name: str = "openid-credential-issuer") -> dict[str, Any]:
        answer = self.http.get(f"{offer['credential_issuer']}/.well-known/{name}").raise_for_status().json()
        assert offer["credential_issuer"] in (answer.get("credential_issuer"), answer.get("issuer"))
        return answer

    def ask_token(self, offer: dict[str, Any], confirmation: str, **changes: str) -> httpx.Response:
        """Exchange the code of an offer, and the one that its holder typed."""
        endpoint = self.metadata(offer, "oauth-authorization-server")["token_endpoint"]
        form = {
            "grant_type": GRANT,
            "pre-authorized_code": offer["grants"][GRANT]["pre-authorized_code"],
            "tx_code": confirmation,
        }
        return self.http.post(endpoint, data={**form, **changes})

    def token(self, offer: dict[str, Any], confirmation: str) -> str:
        answer = self.ask_token(offer, confirmation).raise_for_status().json()
        assert answer["token_type"] == "Bearer"
        return answer["access_token"]

    def nonce(self, offer: dict[str, Any]) -> str:
        answer = self.http.post(self.metadata(offer)["nonce_endpoint"]).raise_for_status()
        assert answer.headers["cache-control"] == "no-store"
        return answer.json()["c_nonce"]

    def proof(self, offer: dict[str, Any], nonce: str, key: P256SigningKey, /, **changes: Any) -> str:
        """Prove that this wallet holds a key, to one issuer, now."""
        header = {"typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": key.public_jwk()}
        claims = {"aud": offer["credential_issuer"], "iat": int(time.time()), "nonce": nonce}
        return signed(header, {**claims, **changes}, key)

    def ask_credentials(self, offer: dict[str, Any], token: str, proofs: list[str]) -> httpx.Response:
        body = {
            "credential_configuration_id": offer["credential_configuration_ids"][0],
            "proofs": {"jwt": proofs},
        }
        return self.send(offer, token, body)

    def send(self, offer: dict[str, Any], token: str, body: Any) -> httpx.Response:
        endpoint = self.metadata(offer)["credential_endpoint"]
        return self.http.post(endpoint, json=body, headers={"Authorization": f"Bearer {token}"})

    def new_keys(self, count: int) -> list[P256SigningKey]:
        return [P256SigningKey.generate(secrets.token_hex(4)) for _ in range(count)]

    def receive(self, link: str, confirmation: str, *, count: int | None = None) -> list[Credential]:
        """Do all that a wallet does from a link to credentials, as many as the issuer gives at once."""
        offer = self.read_offer(link)
        count = count or self.metadata(offer)["batch_credential_issuance"]["batch_size"]
        token, nonce, keys = self.token(offer, confirmation), self.nonce(offer), self.new_keys(count)
        proofs = [self.proof(offer, nonce, key) for key in keys]
        answer = self.ask_credentials(offer, token, proofs).raise_for_status().json()
        texts = [one["credential"] for one in answer["credentials"]]
        received = [Credential(text, key) for text, key in zip(texts, keys, strict=True)]
        self.credentials += received
        return received
