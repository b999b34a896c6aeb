"""Guard-rails for every test."""

import socket
from ipaddress import ip_address

import pytest


def _is_here(address) -> bool:
    if not isinstance(address, tuple):
        return True
    host = address[0]
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture(autouse=True)
def the_network_is_closed(monkeypatch):
    """Let tests talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self, address):
        if not _is_here(address):
            pytest.fail(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
