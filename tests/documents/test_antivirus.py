"""The scanner of viruses: asked by a real socket, believed only where its answer is one."""

import os
import socket

import pytest

from sejour.documents import antivirus
from sejour.documents.errors import ScannerUnavailable
from tests.documents.scanners import EICAR, Scanner


@pytest.fixture
def scanner(settings):
    found = Scanner.on_a_port()
    settings.CLAMD = found.address
    yield found
    found.stop()


def test_a_virus_is_named(scanner):
    assert antivirus.virus_in(b"avant " + EICAR) == "Eicar-Test-Signature"


def test_a_harmless_content_has_none_and_is_sent_whole(scanner):
    content = os.urandom(3_000_001)
    assert antivirus.virus_in(content) == ""
    assert scanner.scanned == [content]


def test_a_socket_of_this_machine_is_asked_by_its_path(settings, tmp_path):
    # The path of a socket has a hundred letters at most.
    folder = os.open(tmp_path, os.O_RDONLY)
    found = Scanner.on_a_path(f"/proc/self/fd/{folder}/clamd.ctl")
    settings.CLAMD = found.address
    try:
        assert antivirus.virus_in(EICAR)
    finally:
        found.stop()
        os.close(folder)


@pytest.mark.parametrize(
    "says",
    [
        b"",
        b"\0",
        b"stream: OK",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: FOUND\0",
        b"\xff\xfe\0",
        b"HTTP/1.1 200 OK\r\n\r\n\0",
        b"x" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_no_leave(scanner, says):
    scanner.answers = lambda content: says
    with pytest.raises(ScannerUnavailable):
        antivirus.virus_in(b"content")


def test_a_scanner_that_is_down_is_told(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMD = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ScannerUnavailable):
            antivirus.virus_in(b"content")


@pytest.mark.parametrize("where", ["/nowhere/clamd.ctl", "localhost", "localhost:port"])
def test_an_address_that_leads_nowhere_is_told(settings, where):
    settings.CLAMD = where
    with pytest.raises(ScannerUnavailable):
        antivirus.virus_in(b"content")


def test_a_scanner_that_is_slow_is_not_waited_for(scanner):
    scanner.holds.clear()
    with pytest.raises(ScannerUnavailable):
        antivirus.virus_in(b"content", seconds=0.2)


@pytest.mark.parametrize(("where", "is_set"), [("", False), ("/run/clamd.ctl", True)])
def test_a_platform_may_have_no_scanner(settings, where, is_set):
    settings.CLAMD = where
    assert antivirus.is_set() is is_set
