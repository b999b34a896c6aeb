"""House rules that a machine can check. Each failure says what to do instead."""

import ast
import re
import sys

import pytest

from tests.architecture.tree import (
    CONTEXTS,
    LAW,
    MIGRATIONS,
    MODULES,
    PAGES,
    area_of,
    attributes,
    each,
    functions,
    imported,
    nodes,
)

CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
READS_THE_CLOCK = {"tasks", "commands", "clock"}
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
HTTP = ("django.http", "django.shortcuts", "django.views")
MAY_WRITE = {"services", "models", "journal"}
# What is saved there is a picture or a PDF, in memory.
SAVES_PICTURES = "intake"
# A command starts before Django does: what it runs loads once Django is set up.
STARTS_DJANGO = {"project"}
VAGUE = {"utils", "util", "misc", "common", "tools", "manager", "managers"}


@each([path for path in MODULES if path.name != "apps.py" and area_of(path) not in STARTS_DJANGO])
def test_imports_stand_at_the_top(path):
    hidden = [
        node.lineno
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, (
        f"lines {hidden}: an import inside a function is a cycle in disguise; move what both need down"
    )


@each([path for path in CONTEXTS if READS_THE_CLOCK.isdisjoint({path.stem, path.parent.name})])
def test_the_house_is_told_the_day(path):
    found = [line for line, name in attributes(path) if name in CLOCKS]
    assert not found, (
        f"lines {found}: take the day as an argument; pages, tasks and commands read the clock once"
    )


@each(LAW)
def test_the_law_stands_on_the_standard_library(path):
    known = sys.stdlib_module_names | {"sejour"}
    found = [name for name in imported(path) if name.split(".")[0] not in known]
    assert not found, f"{found}: the law needs no package; do it in Python, or above the law"


@each(CONTEXTS)
def test_contexts_speak_no_http(path):
    found = [name for name in imported(path) if name.startswith(HTTP)]
    assert not found, f"{found}: leave HTTP to portal, desk and api"


@each(
    [
        path
        for path in MODULES
        if path.stem not in MAY_WRITE and path.parent.name not in {"services", SAVES_PICTURES}
    ]
)
def test_only_services_write(path):
    found = [line for line, name in attributes(path) if name in WRITES]
    assert not found, f"lines {found}: call a service"


@each(PAGES)
def test_pages_do_not_query(path):
    found = [line for line, name in attributes(path) if name == "objects"]
    assert not found, f"lines {found}: call a selector or an access door"


@each(MODULES)
def test_a_module_is_named_after_what_it_holds(path):
    assert path.stem not in VAGUE, "name it after what it holds, or put each part where it belongs"


@each(MODULES)
def test_a_module_says_what_it_is(path):
    tree = ast.parse(path.read_text("utf-8"))
    empty = not tree.body
    assert empty or ast.get_docstring(tree), "begin with one sentence that says what the module holds"


@each(MODULES)
def test_nothing_catches_everything(path):
    found = [
        node.lineno
        for node in nodes(path, ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "BaseException")
    ]
    assert not found, f"lines {found}: name what can happen; let the rest go up to the alarm"


@each(MODULES)
def test_an_open_task_has_its_issue(path):
    found = re.findall(r"#.*\b(?:TODO|FIXME|XXX|HACK)\b(?!.*#\d+).*", path.read_text("utf-8"))
    assert not found, f"{found}: write the number of the issue, such as TODO #12, or do it now"


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_says_what_it_is_for(path):
    assert not re.search(r"_auto_|_and_more$|_merge_", path.stem), "rename it after its intention"
