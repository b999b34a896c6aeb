"""A PostgreSQL for the tests: started by the first process that needs it, stopped by the last."""

import atexit
from contextlib import ExitStack
from pathlib import Path

from sejour.project.home import scratch, short_name
from sejour.project.postgres import Cluster, in_use

_stack = ExitStack()


def url() -> str:
    """Return the address of the tests' server, which is up from now on."""
    here = Path(__file__).resolve()
    folder = scratch() / f"sejour-tests-{short_name(here)}"
    cluster = _stack.enter_context(in_use(Cluster(folder, throw_away=True)))
    atexit.register(_stack.close)
    return cluster.url("sejour")
