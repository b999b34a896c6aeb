"""A local SMTP server for demonstrations and tests: what it receives is kept in a folder, to be read."""

import json
import os
import threading
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

INDEX = "index.jsonl"


class Mailbox:
    """Keeps each message as a file, and one line about it in an index."""

    def __init__(self, folder: Path) -> None:
        """Keep messages under `folder`."""
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002
        """Take a message in."""
        self.keep(envelope.content, envelope.rcpt_tos)
        return "250 Message accepted"

    def keep(self, content: bytes, recipients: list[str]) -> None:
        """Write a message down."""
        parsed = message_from_bytes(content, policy=default)
        with self._lock:
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}.eml"
            (self.folder / name).write_bytes(content)
            line = {
                "name": name,
                "to": recipients,
                "subject": str(parsed["subject"] or "").strip(),
                "at": datetime.now(UTC).isoformat(),
            }
            with (self.folder / INDEX).open("a", encoding="utf-8") as index:
                index.write(json.dumps(line, ensure_ascii=False) + "\n")


def server(folder: Path, *, host: str = "127.0.0.1", port: int = 8025) -> Controller:
    """Return the server, to be started."""
    return Controller(Mailbox(folder), hostname=host, port=port)
