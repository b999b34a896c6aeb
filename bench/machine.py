"""What the figures were taken on: without it they say nothing."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from sejour.project.postgres import SETTINGS, binaries

KIB_PER_GIB = 1024 * 1024


def describe() -> dict[str, object]:
    """Return processor, cores, memory, versions, and how busy the machine is now."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _first("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "memory_gib": round(int(_first("/proc/meminfo", "MemTotal").split()[0]) / KIB_PER_GIB),
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgresql": _postgresql(),
        "postgresql_settings": SETTINGS,
        "load_before": [round(load, 2) for load in os.getloadavg()],
    }


def sentence(machine: dict[str, object]) -> str:
    """Return the description in one line."""
    return (
        f"{machine['cores']} cores {machine['processor']}, {machine['memory_gib']} GiB, "
        f"PostgreSQL {machine['postgresql']}, Python {machine['python']}, "
        f"load before {machine['load_before']}"
    )


def _first(path: str, name: str) -> str:
    """Return the first value of that name in a file of `name: value` lines."""
    for line in Path(path).read_text("utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "0 (not told)"


def _postgresql() -> str:
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[-1]
