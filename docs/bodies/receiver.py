"""A receiver of Séjour's messages, whole: it verifies each, keeps each once, and answers.

    python receiver.py https://sejour.example/api/v1/.well-known/jwks.json

Standard library and `joserfc`. Put it behind your https server; replace the dictionary by a table.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import urlopen

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

TOLERANCE_SECONDS = 300
LARGEST = 64 * 1024


class Refused(Exception):
    """A message that is not taken."""


class Verifier:
    """Tells our messages from others. The keys are read again when a message names one that is not known."""

    def __init__(self, read_keys: Callable[[], Mapping[str, Any]]) -> None:
        self.read_keys = read_keys
        self.keys: KeySet | None = None

    def event_of(self, headers: Mapping[str, str], body: bytes, *, now: float) -> dict[str, Any]:
        """Return the event of a message. Raises Refused if it is not ours, changed, or sent long ago."""
        identifier = headers.get("webhook-id", "")
        seconds = headers.get("webhook-timestamp", "")
        if not seconds.isascii() or not seconds.isdigit() or abs(now - int(seconds)) > TOLERANCE_SECONDS:
            raise Refused("too old, or from the future")
        self._verify(headers.get("webhook-signature", ""), f"{identifier}.{seconds}.".encode() + body)
        event: dict[str, Any] = json.loads(body)
        if event["id"] != identifier:
            raise Refused("another message's identifier")
        return event

    def _verify(self, signature: str, signed: bytes) -> None:
        try:
            name = jws.extract_compact(signature.encode(), payload=signed).headers()["kid"]
            jws.deserialize_compact(signature, self._keys_with(name), ["ES256"], payload=signed)
        except (JoseError, KeyError, ValueError) as error:
            raise Refused("not signed by Séjour") from error

    def _keys_with(self, name: str) -> KeySet:
        if self.keys is None or name not in {key.kid for key in self.keys.keys}:
            self.keys = KeySet.import_key_set(self.read_keys())  # type: ignore[arg-type]
        return self.keys


class Inbox:
    """Keeps each event once, however often it comes."""

    def __init__(self, verifier: Verifier) -> None:
        self.verifier = verifier
        self.events: dict[str, dict[str, Any]] = {}

    def take(self, headers: Mapping[str, str], body: bytes, *, now: float) -> int:
        """Take a message; return the status to answer with: 204 only once it is kept."""
        try:
            event = self.verifier.event_of(headers, body, now=now)
        except Refused:
            return 400
        self.events.setdefault(event["id"], event)
        return 204


def serve(inbox: Inbox, port: int) -> ThreadingHTTPServer:
    """Return a server that puts what comes into an inbox."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size) if size <= LARGEST else b""
            self.send_response(inbox.take(self.headers, body, now=time.time()))
            self.end_headers()

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve on port 8080."""

    def read_keys() -> Mapping[str, Any]:
        with urlopen(sys.argv[1], timeout=10) as answer:  # noqa: S310 - the operator's own address
            found: Mapping[str, Any] = json.load(answer)
            return found

    serve(Inbox(Verifier(read_keys)), 8080).serve_forever()


if __name__ == "__main__":
    main()
