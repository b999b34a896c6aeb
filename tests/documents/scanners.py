"""A scanner of viruses that speaks the protocol of ClamAV's daemon, on this machine, for tests."""

import socket
import struct
import threading
from collections.abc import Callable

# The harmless file that every scanner takes for a virus, put together here and kept nowhere.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()


def honest(content: bytes) -> bytes:
    """Answer as ClamAV does."""
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


class Scanner:
    """Listens until stopped; `answers` makes what it says from what it was sent."""

    def __init__(self, listening: socket.socket, answers: Callable[[bytes], bytes] = honest) -> None:
        self.listening, self.answers = listening, answers
        self.scanned: list[bytes] = []
        self.holds = threading.Event()
        self.holds.set()
        listening.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    @classmethod
    def on_a_port(cls, **more) -> "Scanner":
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        return cls(listening, **more)

    @classmethod
    def on_a_path(cls, path: str) -> "Scanner":
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(path)
        return cls(listening)

    @property
    def address(self) -> str:
        name = self.listening.getsockname()
        return name if isinstance(name, str) else f"{name[0]}:{name[1]}"

    def stop(self) -> None:
        self.holds.set()
        # Wakes the thread that waits for a caller.
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.listening.accept()
            except OSError:
                return
            with caller:
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        stream = caller.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", stream.read(4))[0]:
            content += stream.read(length)
        self.scanned.append(content)
        self.holds.wait(10)
        try:
            caller.sendall(self.answers(content))
        except OSError:
            # It took too long, and the other has left.
            return
