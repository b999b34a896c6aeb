"""Run a command and tell how long it took and how much memory it held: `python peak.py TOLD COMMAND…`.

A process inherits the peak of the one that starts it, until the kernel counts anew: this one is small,
whatever the benchmark holds by then. It imports next to nothing, and writes JSON in the file TOLD.
"""

import json
import os
import sys
import time


def main() -> int:
    """Run the command, the output where ours goes; return its exit status."""
    told, *command = sys.argv[1:]
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    # Linux counts in kibibytes.
    with open(told, "w", encoding="ascii") as file:
        json.dump({"seconds": seconds, "megabytes": usage.ru_maxrss * 1024 / 1e6}, file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
