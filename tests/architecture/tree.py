"""The source as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "sejour"
MODULES = [path for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts]
MIGRATIONS = sorted(SRC.rglob("migrations/[0-9]*.py"))


def area_of(path: Path) -> str:
    """Return the package under `sejour` that holds a module."""
    return path.relative_to(SRC).parts[0]


def name_of(path: Path) -> str:
    """Return the place of a module under `sejour`."""
    return path.relative_to(SRC).as_posix()


LAW = [path for path in MODULES if area_of(path) == "law"]
PAGES = [path for path in MODULES if area_of(path) in {"portal", "desk", "api"}]
CONTEXTS = [path for path in MODULES if path not in PAGES and area_of(path) not in {"ui", "project"}]


def each(paths: list[Path]) -> pytest.MarkDecorator:
    """Try a rule on each of these modules."""
    return pytest.mark.parametrize("path", paths, ids=name_of)


@cache
def _all_nodes(path: Path) -> tuple[ast.AST, ...]:
    text = path.read_text("utf-8")
    try:
        return tuple(ast.walk(ast.parse(text)))
    except SystemError:
        # Python 3.11 counts its depth wrongly where another thread, or greenlet, parses too: once more.
        return tuple(ast.walk(ast.parse(text)))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes of these kinds in a module, which is read once."""
    return (node for node in _all_nodes(path) if isinstance(node, kinds))


def functions(path: Path) -> list[ast.AST]:
    """Return the functions of a module."""
    return list(nodes(path, ast.FunctionDef, ast.AsyncFunctionDef))


def attributes(path: Path) -> list[tuple[int, str]]:
    """Return each attribute that a module names, with its line."""
    return [(node.lineno, node.attr) for node in nodes(path, ast.Attribute)]


def imported(path: Path) -> set[str]:
    """Return the modules that a module imports."""
    plain = {alias.name for node in nodes(path, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes(path, ast.ImportFrom) if node.module}
