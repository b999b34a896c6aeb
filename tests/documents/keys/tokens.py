"""A token of SoftHSM, filled from files as an operator does, and taken away as a cable is."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LABEL = "sejour"
PIN = "1234"
MODULE = "/usr/lib/softhsm/libsofthsm2.so"


def address(label: str, query: str = "") -> str:
    return f"pkcs11:token={LABEL};object={label}?module-path={MODULE}{query}"


@dataclass(frozen=True)
class Token:
    """A token, and where it stands."""

    folder: Path

    def take(self, key: Path, label: str) -> str:
        """Import a key; return its address."""
        told = ["--token", LABEL, "--pin", PIN, "--label", label, "--id", secrets.token_hex(8)]
        subprocess.run(["softhsm2-util", "--import", key, *told], check=True, capture_output=True)
        return address(label)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Take the token away while the block runs."""
        elsewhere = self.folder.with_name("away")
        self.folder.rename(elsewhere)
        self.folder.mkdir()
        try:
            yield
        finally:
            self.folder.rmdir()
            elsewhere.rename(self.folder)
