"""Acts at the same time: each in a thread with a connection of its own to the database of the test."""

from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connection, connections

from tests.server import wait_for


class InThread:
    """Runs something beside the test; `result` waits for its end and gives what it gave, or raises."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.session: int | None = None
        self._value: Any = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(act,), daemon=True)
        self._thread.start()

    def _run(self, act: Callable[[], Any]) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '20s'")
                cursor.execute("SELECT pg_backend_pid()")
                (self.session,) = cursor.fetchone()
            self._value = act()
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            self._error = error
        finally:
            connections.close_all()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return not self._thread.is_alive()

    def result(self) -> Any:
        """Wait for the end; return what was returned, or raise what was raised."""
        self._thread.join(40)
        assert self.is_over, "it never ended: what does it wait for?"
        if self._error is not None:
            raise self._error
        return self._value

    def ends_or_waits(self) -> None:
        """Let it go on until it has ended, or waits for a lock that somebody else holds."""
        wait_for("the end, or a lock", lambda: self.is_over or self._waits())

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(wait_event_type = 'Lock', false) FROM pg_stat_activity WHERE pid = %s",
                [self.session],
            )
            row = cursor.fetchone()
        return bool(row and row[0])
