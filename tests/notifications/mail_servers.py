"""Mail servers of all tempers, each a true one that speaks SMTP on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from sejour.project.smtp import Mailbox
from tests.server import free_port


class Temper(Mailbox):
    """A server that refuses some addresses and some contents, and counts its visitors."""

    def __init__(self, folder: Path, *, addresses: dict[str, str] | None = None, content: str = "") -> None:
        super().__init__(folder)
        self.addresses = addresses or {}
        self.content = content
        self.sessions: set[int] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Answer for an address."""
        self.sessions.add(id(session))
        if address in self.addresses:
            return self.addresses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a message in, unless its content is of the kind that is refused."""
        if self.content and b"interdit" in envelope.content:
            return self.content
        return await super().handle_DATA(server, session, envelope)


class Leaver(Temper):
    """A server that takes one message, then closes the door on the next one."""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Leave before the second message."""
        if getattr(session, "took_one", False):
            server.transport.close()
        session.took_one = True
        return await super().handle_RCPT(server, session, envelope, address, options)


class Slow(Temper):
    """A server that takes its time: it says that a message has come, and waits to be let go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.has_come = threading.Event()
        self.may_go = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Wait, without keeping the others from being heard."""
        self.has_come.set()
        await server.loop.run_in_executor(None, self.may_go.wait, 60)
        return await super().handle_DATA(server, session, envelope)


@contextmanager
def serving(handler: Mailbox, *, port: int = 0) -> Iterator[int]:
    """Serve while the block runs; yield the port."""
    controller = Controller(handler, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
