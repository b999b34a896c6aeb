"""Keys that stay in a PKCS#11 token: named by a URI (RFC 7512), opened at the first signature."""

import os
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

import pkcs11
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from sejour.documents.errors import SignatureUnavailable

SCHEME = "pkcs11:"
_HALF = 32
# A session is not for several threads, nor is the library while it starts again.
_one_at_a_time = Lock()
_starts: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a key is: a library, a token in it, an object in the token."""

    module: str
    token: str
    label: str
    pin: str = field(repr=False)

    def __str__(self) -> str:
        return f"{SCHEME}token={self.token};object={self.label}"


def read_address(uri: str, *, pin: str) -> Address:
    """Read a URI. Its `pin-source` is a file; without it, `pin` is used. Raises ValueError, OSError."""
    path, _, query = uri.removeprefix(SCHEME).partition("?")
    parts = _attributes(path, ";") | _attributes(query, "&")
    missing = {"token", "object", "module-path"} - set(parts)
    if not uri.startswith(SCHEME) or missing:
        raise ValueError("pkcs11:token=…;object=…?module-path=…")
    source = parts.get("pin-source", "").removeprefix("file://").removeprefix("file:")
    told = Path(source).read_text("utf-8").strip() if source else parts.get("pin-value", pin)
    return Address(parts["module-path"], parts["token"], parts["object"], told)


def _attributes(text: str, separator: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(separator) if part)
    return {name: unquote(value) for name, _, value in pairs}


@dataclass(slots=True, eq=False)
class InToken:
    """A key in a token. A token that was away is looked for again at each signature."""

    address: Address
    public_key: ec.EllipticCurvePublicKey
    # What signs is a mixture of classes that its types do not name.
    _key: Any = None
    _opened: tuple[int, int] = (0, 0)

    @property
    def place(self) -> str:
        """The address of the key, without its PIN."""
        return str(self.address)

    def sign(self, data: bytes) -> bytes:
        """Return r then s, 32 bytes each. Raises SignatureUnavailable."""
        with _one_at_a_time:
            try:
                signature = self._signed_or_restarted(sha256(data).digest())
            except pkcs11.PKCS11Error as error:
                raise SignatureUnavailable from error
        self._verify(signature, data)
        return signature

    def _signed_or_restarted(self, digest: bytes) -> bytes:
        try:
            return self._signed(digest)
        except pkcs11.PKCS11Error:
            # Its session has ended, or it was away when the library looked for tokens.
            _restart(self.address.module)
            return self._signed(digest)

    def _signed(self, digest: bytes) -> bytes:
        start = (os.getpid(), _starts[self.address.module])
        # A handle of another process, or from before a restart, may by now be that of another key.
        if self._key is None or self._opened != start:
            self._key, self._opened = _open(self.address), start
        return bytes(self._key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))

    def _verify(self, signature: bytes, data: bytes) -> None:
        # What is not from the key of the certificate never leaves.
        r, s = int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:])
        try:
            self.public_key.verify(encode_dss_signature(r, s), data, ec.ECDSA(SHA256()))
        except InvalidSignature as error:
            raise SignatureUnavailable from error


def _open(address: Address) -> Any:
    token = pkcs11.lib(address.module).get_token(token_label=address.token)
    session = token.open(user_pin=address.pin)
    return session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=address.label)


def _restart(module: str) -> None:
    _starts[module] += 1
    pkcs11.lib(module).reinitialize()
