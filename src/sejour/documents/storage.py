"""Files at rest: AES-256-GCM, one key a file, wrapped by the installation's key.

A file is written whole beside its place, flushed, then renamed: a crash leaves no half of one.
Layout: nonce of the wrapped key, wrapped key, nonce of the content, content.
"""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from sejour.documents.errors import StorageUnavailable

_NONCE = 12
_WRAPPED = 32 + 16


def _master() -> AESGCM:
    return AESGCM(sha256(b"sejour files " + settings.FILES_KEY.encode()).digest())


def _path(key: str) -> Path:
    return Path(settings.FILES_ROOT) / key[:2] / key[2:4] / key


def put(content: bytes) -> str:
    """Store bytes, encrypted; return the key under which they are found. Raises StorageUnavailable."""
    key = secrets.token_hex(20)
    file_key = AESGCM.generate_key(256)
    wrapping, sealing = os.urandom(_NONCE), os.urandom(_NONCE)
    # The name is authenticated: a file put in another's place does not open.
    name = key.encode()
    sealed = (
        wrapping
        + _master().encrypt(wrapping, file_key, name)
        + sealing
        + AESGCM(file_key).encrypt(sealing, content, name)
    )
    path = _path(key)
    draft = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StorageUnavailable from error
    return key


def get(key: str) -> bytes:
    """Return the bytes stored under a key."""
    sealed = _path(key).read_bytes()
    name = key.encode()
    wrapping, rest = sealed[:_NONCE], sealed[_NONCE:]
    file_key = _master().decrypt(wrapping, rest[:_WRAPPED], name)
    sealing, content = rest[_WRAPPED : _WRAPPED + _NONCE], rest[_WRAPPED + _NONCE :]
    return AESGCM(file_key).decrypt(sealing, content, name)
