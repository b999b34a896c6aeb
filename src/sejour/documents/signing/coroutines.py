"""Waits for pyHanko, which works in coroutines, from code that does not."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def done(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns. It runs in its own thread: the caller's may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
