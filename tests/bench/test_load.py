"""Visitors of a site: what they ask, how they come, how their time is counted."""

import socketserver
import threading
import time
from contextlib import contextmanager

import pytest

from bench.load import Load, Request, WrongAnswer, ask, closed_loop, open_loop

SECONDS = 0.02


class Clerk(socketserver.StreamRequestHandler):
    """Answers one visitor at a time, each in twenty milliseconds."""

    def handle(self):
        asked = self.rfile.readline()
        length = 0
        while (line := self.rfile.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        body = self.rfile.read(length)
        time.sleep(SECONDS)
        heard = asked.strip() + b" " + body
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2; HttpOnly\r\n\r\n" + heard
        )


class Counter(socketserver.TCPServer):
    allow_reuse_address = True
    request_queue_size = 64


@pytest.fixture(scope="module")
def port():
    with running(Clerk) as number:
        yield number


@contextmanager
def running(handler):
    with Counter(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def request(path="/", **more):
    return Request(path=path, is_right=lambda answer: answer.status == 200, **more)


def test_answers_come_in_the_order_of_the_requests(port):
    asked = [request(f"/{number}") for number in range(4)]
    bodies = ask(port, asked, users=3, read=lambda answer: answer.body)
    assert bodies == [f"GET /{number} HTTP/1.1 ".encode() for number in range(4)]


def test_a_form_is_sent_as_a_browser_sends_it(port):
    form = request(form={"sworn": "on", "word": "é &"})
    ((body, cookies),) = ask(port, [form], users=1, read=lambda answer: (answer.body, answer.cookies))
    assert body == b"POST / HTTP/1.1 sworn=on&word=%C3%A9+%26"
    assert cookies == "a=1; b=2"


def test_users_of_a_closed_loop_wait_for_nobody_but_the_site(port):
    lived = closed_loop(port, [request()] * 6, users=1)
    assert len(lived.latencies) == 6
    assert min(lived.latencies) >= SECONDS
    # One after the other: no time is counted twice.
    assert sum(lived.latencies) <= lived.seconds


def test_in_an_open_loop_queueing_counts(port):
    lived = open_loop(port, [request()] * 6, rate=10_000, seed=1)
    assert len(lived.latencies) == 6
    assert max(lived.latencies) >= 5 * SECONDS


def test_a_wrong_answer_is_no_figure(port):
    wrong = Request(path="/", is_right=lambda answer: answer.status == 302)
    with pytest.raises(ExceptionGroup) as raised:
        closed_loop(port, [wrong], users=1)
    assert raised.group_contains(WrongAnswer)


def test_the_tail_is_what_nineteen_in_twenty_stay_below():
    lived = Load([number / 1000 for number in range(1, 101)], seconds=2)
    assert lived.p50 == pytest.approx(50.5)
    assert lived.p95 == pytest.approx(95.05)
    assert lived.rate == 50
