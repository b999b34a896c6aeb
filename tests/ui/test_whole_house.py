"""What holds for the whole house: no template without use, no page that queries for its frame."""

import ast
import re

import pytest
from django.template import engines
from django.urls import get_resolver

from sejour.notifications.notice import declared
from tests.architecture.tree import MODULES, SRC, nodes

TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in sorted(SRC.glob("*/templates"))
    for path in sorted(folder.rglob("*"))
    if path.is_file()
}


def strings_of_the_source() -> set[str]:
    return {
        node.value for path in MODULES for node in nodes(path, ast.Constant) if isinstance(node.value, str)
    }


def named_by_templates() -> str:
    return "\n".join(path.read_text("utf-8") for path in TEMPLATES.values())


def test_templates_are_found():
    assert {"ui/base.html", "portal/space.html", "desk/file.html", "notices/card_made.txt"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_used(name):
    assert name in strings_of_the_source() or f'"{name}"' in named_by_templates(), "delete it, or use it"


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_can_be_read(name):
    assert engines["django"].get_template(name)


@pytest.mark.parametrize("notice", declared(), ids=lambda notice: notice.name)
def test_every_notice_begins_with_its_subject(notice):
    first, second = TEMPLATES[notice.template].read_text("utf-8").split("\n")[:2]
    assert first.strip(), "the first line is the subject"
    assert second.startswith("Bonjour,") or notice.name in {"uncovered_day", "watch_failed"}


def test_every_page_of_the_house_has_a_name():
    unnamed = [
        str(pattern.pattern)
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [resolver])
        if not pattern.name
    ]
    assert not unnamed


@pytest.mark.parametrize("name", [n for n in TEMPLATES if n.endswith(".html")])
def test_no_template_marks_up_by_hand_what_the_policy_refuses(name):
    text = TEMPLATES[name].read_text("utf-8")
    for forbidden in (
        "<style",
        " style=",
        "<script>",
        " onclick",
        " onsubmit",
        " onchange",
        "javascript:",
        "http://",
    ):
        assert forbidden not in text, forbidden


@pytest.mark.parametrize("name", [n for n in TEMPLATES if n.endswith(".html")])
def test_every_form_that_posts_bears_its_token(name):
    text = TEMPLATES[name].read_text("utf-8")
    for form in text.split("<form")[1:]:
        opening, _, rest = form.partition(">")
        if 'method="post"' in opening:
            assert "{% csrf_token %}" in rest.split("</form>")[0]


def test_the_style_sheet_has_no_left_nor_right():
    written = (SRC / "ui" / "static" / "ui" / "sejour.css").read_text("utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    physical = ("-left", "-right", "left:", "right:", "text-align: left", "text-align: right")
    assert not [word for word in physical if word in sheet]
