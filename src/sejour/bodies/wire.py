"""One message to one address of the outside: no redirect followed, no private network reached, no waiting.

The name is resolved once and the connection goes to that very address: a name that points elsewhere a moment
later (DNS rebinding) leads nowhere. A clock cuts the line whatever the other side does.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Event, Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 10.0
_SILENCE = 5.0


class Unreachable(Exception):
    """An address cannot be reached, or may not be; the words say why and hold nothing of the message."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other side said: its status, and when to come back, in seconds, if it told."""

    status: int
    retry_after: int | None


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS) -> Reply:
    """Send a body to an address; of the answer, status and headers are read. Raises Unreachable."""
    parts = read_address(url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        with _line(parts, seconds) as line:
            line.request("POST", target, body, {**headers, "Connection": "close"})
            answer = line.getresponse()
            reply = Reply(answer.status, _seconds(answer.getheader("Retry-After")))
    except TimeoutError as error:
        raise Unreachable("pas de réponse à temps") from error
    except ssl.SSLError as error:
        raise Unreachable(f"certificat ou TLS refusé ({error.reason or 'TLS'})") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"connexion impossible ou coupée ({type(error).__name__})") from error
    return reply


def read_address(url: str) -> SplitResult:
    """Return the parts of an address to which messages may go. Raises Unreachable with what is wrong.

    Clear text is for this machine, in a demonstration.
    """
    parts = urlsplit(url)
    try:
        has_port = parts.port != 0
    except ValueError:
        has_port = False
    if parts.scheme not in ("https", "http") or not parts.hostname or not has_port:
        raise Unreachable("elle doit commencer par https:// et nommer un serveur")
    if parts.username or parts.password or parts.fragment:
        raise Unreachable("elle ne doit porter ni mot de passe ni fragment")
    if parts.scheme == "http" and not settings.BODIES_NETWORKS:
        raise Unreachable("elle doit commencer par https://")
    return parts


def _seconds(told: str | None) -> int | None:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 7 else None


@contextmanager
def _line(parts: SplitResult, seconds: float) -> Iterator[HTTPConnection]:
    """Open a line to an address that may be reached, and cut it when its time is over."""
    assert parts.hostname is not None
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address_of(parts.hostname, port, in_clear=parts.scheme == "http")
    line = HTTPConnection(parts.hostname, port, timeout=_SILENCE)
    plain = socket.create_connection((str(address), port), timeout=_SILENCE)
    is_over = Event()
    clock = Timer(seconds, _cut, [plain, is_over])
    clock.start()
    try:
        line.sock = _encrypted(plain, parts.hostname) if parts.scheme == "https" else plain
        yield line
    finally:
        clock.cancel()
        line.close()
        plain.close()
    if is_over.is_set():
        # What was cut may look like an answer that is short.
        raise TimeoutError


def _cut(plain: socket.socket, is_over: Event) -> None:
    is_over.set()
    # Whoever waits on it is told at once; closing alone would leave them waiting.
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It has ended in the meantime.
        return


def _encrypted(plain: socket.socket, host: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(plain, server_hostname=host)


def _address_of(host: str, port: int, *, in_clear: bool) -> IPv4Address | IPv6Address:
    """Return the first address of a name. Raises Unreachable if any of its addresses is not to be reached."""
    found: list[Any] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(one[4][0].partition("%")[0]) for one in found]
    if not all(_may_be_reached(address, in_clear=in_clear) for address in addresses):
        raise Unreachable("ce serveur est dans un réseau que nous n'appelons pas")
    return addresses[0]


def _may_be_reached(address: IPv4Address | IPv6Address, *, in_clear: bool) -> bool:
    seen = getattr(address, "ipv4_mapped", None) or address
    allowed = any(seen in ip_network(network) for network in settings.BODIES_NETWORKS)
    if in_clear:
        return allowed and seen.is_loopback
    return allowed or (seen.is_global and not seen.is_multicast)
