"""Where a request comes from: our proxies are believed, as many as we have, and nobody else."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sejour.project.middleware import BehindProxies
from sejour.ui.requests import place_of


def place(settings, proxies: int, forwarded: str | None) -> str:
    settings.PROXIES = proxies
    told = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=told, REMOTE_ADDR="10.0.0.1")
    BehindProxies(lambda _: HttpResponse())(request)
    return place_of(request)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_only_what_our_proxies_saw_counts(settings, proxies, forwarded, expected):
    assert place(settings, proxies, forwarded) == expected
