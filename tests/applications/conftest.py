"""What tests of applications share."""

from collections import defaultdict

import pytest

from sejour.core import events


@pytest.fixture
def told(monkeypatch):
    """Collect every fact that is published, after its listeners."""
    facts = []
    publish = events.publish

    class Recorded(defaultdict):
        def get(self, kind, default=()):
            return (*super().get(kind, default), facts.append)

    monkeypatch.setattr(events, "_together", Recorded(list, events._together))
    assert events.publish is publish
    return facts
