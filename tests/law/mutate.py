"""Mutation check of the law: change one thing at a time, and see that a test notices.

    python -m tests.law.mutate                  every module of the law
    python -m tests.law.mutate fees appeals     some of them
    python -m tests.law.mutate --sample 300     that many mutants, drawn by a fixed seed

Not part of the tests: it takes a long time. Each mutant is tried in a process of its own, with the tests that
run its line; it is killed by a failure, an error or an endless run. The score and the survivors are printed.
"""

import argparse
import ast
import functools
import gc
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[2]
LAW = ROOT / "src" / "sejour" / "law"
TESTS = "tests/law"
SECONDS = 60
SEED = 1461
QUIET = ["-q", "--noconftest", "-c", os.devnull, "--rootdir", str(ROOT), "-p", "no:cacheprovider"]
QUIET += ["-p", "no:randomly", "-p", "no:django", "-p", "no:xdist", "-p", "no:pytest_cov"]
PROFILE = settings(
    max_examples=30,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """A module with one thing changed: its name, the line, and what was changed into what."""

    module: str
    path: Path
    line: int
    before: str
    after: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.path.relative_to(LAW)}:{self.line}: {self.before}  →  {self.after}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may be changed into, one change at a time."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in SWAPS:
            yield ast.Compare(node.left, [SWAPS[type(operator)]()], node.comparators)
        case ast.Compare(ops=[first, second]) if type(first) in SWAPS and type(second) in SWAPS:
            yield ast.Compare(node.left, [SWAPS[type(first)](), second], node.comparators)
            yield ast.Compare(node.left, [first, SWAPS[type(second)]()], node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(SWAPS[type(node.op)](), node.values)
        case ast.BinOp() if type(node.op) in SWAPS:
            yield ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.IfExp():
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            yield ast.Call(ast.Name(CALLS[name], ast.Load()), node.args, node.keywords)
        case ast.If():
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each place of a tree that may change; annotations and decorators change nothing that is said."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield node, name, index, child
                yield from places(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    tree = ast.parse(path.read_text("utf-8"))
    parts = ("sejour", "law", *path.relative_to(LAW).with_suffix("").parts)
    module = ".".join(part for part in parts if part != "__init__")
    for parent, name, index, node in list(places(tree)):
        for changed in changes(node):
            replace(parent, name, index, changed)
            ast.fix_missing_locations(tree)
            copy = ast.parse(ast.unparse(tree))
            before, after = (ast.unparse(n).splitlines()[0] for n in (node, changed))
            yield Mutant(module, path, node.lineno, before, after, copy)
            replace(parent, name, index, node)


def replace(parent: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    """Put a node in a place of its parent."""
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Import a mutant instead of the module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name, path, target=None):
        if name != self.mutant.module:
            return None
        package = self.mutant.path.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            name,
            self.mutant.path,
            loader=self,
            submodule_search_locations=[str(self.mutant.path.parent)] if package else None,
        )

    def exec_module(self, module):
        exec(compile(self.mutant.tree, str(self.mutant.path), "exec"), module.__dict__)


class Only:
    """Run some tests only, stopping at the first that fails."""

    def __init__(self, wanted: set[str]) -> None:
        self.wanted = wanted

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if item.nodeid in self.wanted]


def tests_by_line() -> dict[Path, dict[int, set[str]]]:
    """Run the tests once; return those that run each line. Lines run at import have the empty name."""
    with tempfile.TemporaryDirectory() as folder:
        measured = os.path.join(folder, "coverage")
        if (child := os.fork()) == 0:
            measure = coverage.Coverage(data_file=measured, source=[str(LAW)], branch=False)
            measure.start()
            status = pytest.main([*QUIET, TESTS], plugins=[Contexts(measure)])
            measure.stop()
            measure.save()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        if status:
            sys.exit("the tests must pass before anything is changed")
        data = coverage.CoverageData(measured)
        data.read()
        return {
            Path(file): {line: set(names) for line, names in data.contexts_by_lineno(file).items()}
            for file in data.measured_files()
        }


class Contexts:
    """Tell the measure which test runs."""

    def __init__(self, measure: coverage.Coverage) -> None:
        self.measure = measure

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.measure.switch_context(item.nodeid)
        forget_what_was_worked_out()
        return (yield)


def forget_what_was_worked_out() -> None:
    """Empty the caches of the law, so that each test runs the lines that it depends on."""
    for found in gc.get_objects():
        # Not isinstance, which asks proxies of things that are gone.
        if type(found) is functools._lru_cache_wrapper and str(found.__module__).startswith("sejour.law"):
            found.cache_clear()


def is_killed(mutant: Mutant, wanted: set[str]) -> bool:
    """Try a mutant in a process of its own; tell whether a test noticed."""
    files = sorted({name.split("::")[0] for name in wanted})
    if (child := os.fork()) == 0:
        os.setpgrp()
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, Instead(mutant))
        status = 1
        try:
            status = pytest.main([*QUIET, "-x", *files], plugins=[Only(wanted)])
        finally:
            os._exit(0 if status == 0 else 1)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return status != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def chosen(names: list[str], sample: int | None) -> Iterator[Mutant]:
    """Yield the mutants of the named modules, or of all; those drawn, module by module, where some are."""
    paths = [
        path
        for path in sorted(LAW.rglob("*.py"))
        if not names or path.stem in names or path.relative_to(LAW).parts[0] in names
    ]
    drawn = None
    if sample is not None:
        places_of = [(path, rank) for path in paths for rank, _ in enumerate(mutants(path))]
        drawn = set(random.Random(SEED).sample(places_of, min(sample, len(places_of))))
        print(f"{len(drawn)} of {len(places_of)} mutants", flush=True)
    for path in paths:
        for rank, mutant in enumerate(mutants(path)):
            if drawn is None or (path, rank) in drawn:
                yield mutant


def main() -> None:
    """Try the mutants asked for; print the score and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="module")
    parser.add_argument("--sample", type=int, metavar="N")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT)]
    settings.register_profile("mutants", PROFILE)
    settings.load_profile("mutants")
    covering = tests_by_line()
    killed, survivors = 0, []
    for mutant in chosen(asked.names, asked.sample):
        lines = covering.get(mutant.path, {})
        # A line that runs at import has no test of its own: all those of the module are tried.
        wanted = lines.get(mutant.line, {""})
        everything = set().union(*lines.values()) - {""}
        if is_killed(mutant, everything if "" in wanted else wanted):
            killed += 1
        else:
            survivors.append(mutant)
            print(f"survived: {mutant}", flush=True)
    tried = killed + len(survivors)
    print(f"{killed} of {tried} mutants killed: {100 * killed / max(tried, 1):.1f} %")


if __name__ == "__main__":
    main()
