"""The repository is the same everywhere: no registry, no developer's machine is named in it."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

HIDDEN_BUT_OURS = {".ci", ".github", ".gitignore", ".editorconfig"}
READ = {
    "", ".py", ".md", ".toml", ".cfg", ".ini", ".txt", ".lock", ".yml", ".yaml", ".json", ".jsonl", ".csv",
    ".html", ".css", ".js", ".po", ".sh", ".sql", ".typ", ".svg", ".service",
}  # fmt: skip
# Written as patterns that do not match themselves.
REGISTRIES = [
    r"pypi[.]org",
    r"pythonhosted[.]org",
    r"registry[.]npmjs[.]org",
    r"npmmirror[.]com",
    r"crates[.]io",
    r"conda[.]anaconda[.]org",
]
HOMES = re.compile(r"(?<![\w.~$}])/(?:home|Users|root)/\w|[A-Z]:\\Users\b")


def is_ours(path: Path) -> bool:
    """Tell whether a path is of the repository, not of what runs or builds it."""
    parts = path.relative_to(ROOT).parts
    return not any(part.startswith(".") and part not in HIDDEN_BUT_OURS for part in parts)


def files() -> list[Path]:
    """Return the text files of the repository."""
    found = (path for path in ROOT.rglob("*") if is_ours(path) and path.suffix in READ)
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return where a pattern is found, as `file:line: text`."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in files()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_files_are_found():
    assert ROOT / "pyproject.toml" in files()


@pytest.mark.parametrize("registry", REGISTRIES)
def test_no_package_registry_is_named(registry):
    found = lines_with(re.compile(registry, re.IGNORECASE))
    assert not found, f"{found}: the machine that installs chooses its registry; leave it out"


@pytest.mark.parametrize("path", [HOMES, re.compile(re.escape(f"{ROOT}/"))], ids=["home", "here"])
def test_no_path_of_a_developers_machine_is_written(path):
    found = lines_with(path)
    assert not found, f"{found}: take the path from the environment, or from the file's own place"
