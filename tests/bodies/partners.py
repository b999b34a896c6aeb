"""Partners of all tempers: true HTTP servers on this machine, which remember what they were sent."""

import importlib.util
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.architecture.tree import ROOT

RECEIVER = ROOT / "docs" / "bodies" / "receiver.py"
Temper = Callable[[BaseHTTPRequestHandler], None]


def receiver() -> Any:
    """Load the receiver of the partner's guide."""
    spec = importlib.util.spec_from_file_location("receiver", RECEIVER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answering(status: int, **headers: str) -> Temper:
    """Answer with a status, and headers whose names are written with `_` for `-`."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Answer with what is not HTTP."""
    handler.wfile.write(b"\x00\xff nothing that you know\r\n\r\n")


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing."""
    handler.connection.close()


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Send one letter of a header at a time, for longer than anybody waits."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        try:
            handler.wfile.write(b"a")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


OK = answering(204)


class Partner:
    """A partner's server. `temper` says how it answers; `received` what it got, in order."""

    def __init__(self) -> None:
        self.temper: Temper = OK
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sejour?key=1"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.received]

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        size = int(handler.headers["Content-Length"])
        body = handler.rfile.read(size)
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.received.append(({k.lower(): v for k, v in handler.headers.items()}, body))
        try:
            self.temper(handler)
        finally:
            with self._lock:
                self.at_once -= 1


@contextmanager
def serving(partner: Partner) -> Iterator[Partner]:
    """Serve while the block runs, at the same port each time."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            partner.handle(self)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Be quiet: the other side hangs up in these tests."""

    server = Server(("127.0.0.1", partner.port), Handler)
    partner.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
