"""The guard-rails themselves: each fault that they are there for is found."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from tests.ui.pages import Page, is_page, read
from tests.ui.templates import UndefinedVariable

GOOD = (
    '<!doctype html><html lang="fr"><head><title>Une page</title></head><body><main><h1>Titre</h1>{}</main>'
    "</body></html>"
)


def faults(inside: str) -> list[str]:
    return Page(GOOD.format(inside)).faults


def test_a_good_page_has_no_fault():
    form = (
        '<form method="post" action="/a/"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>'
    )
    script = '<script src="/static/a.js"></script>'
    assert not faults(form + script + '<label for="b">B</label><input id="b" name="b">')


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "inline script"),
        ('<script src="https://ailleurs.example/a.js"></script>', "inline script"),
        ("<style>p {}</style>", "<style>"),
        ('<p style="color: red">a</p>', 'style="color: red"'),
        ('<button onclick="a()">a</button>', "onclick"),
        ('<a href="javascript:a()">a</a>', "javascript:a()"),
        ("<p>{{ nom }}</p>", "a piece of template"),
        ("<p>{% url %}</p>", "a piece of template"),
        ('<form method="post"><button>a</button></form>', "no CSRF token"),
        ('<form method="post" action="https://ailleurs.example/"></form>', "leads elsewhere"),
        ('<p id="a">a</p><p id="a">b</p>', "more than once"),
        ('<label for="perdu">a</label>', "points at nothing"),
        ('<a href="#perdu">a</a>', "points at nothing"),
        ("<h1>Deux</h1>", "2 <h1>"),
        ("<div><p>a</div>", "</div> closes ['p']"),
    ],
)
def test_a_fault_of_a_page_is_found(inside, says):
    assert any(says in fault for fault in faults(inside)), faults(inside)


def test_a_page_without_language_or_title_is_found():
    page = Page("<html><head><title> — </title></head><body><main><h1>a</h1></main></body></html>")
    assert page.faults == ["<html> does not say that the page is in French", "the page has no title"]


def test_a_form_is_read_as_a_browser_would_send_it():
    page = Page(
        GOOD.format(
            '<form action="/a/" method="POST"><input name="a" value="1"><textarea name="b">\ndeux</textarea>'
            '<input type="checkbox" name="c" value="3"><input type="radio" name="d" value="4" checked></form>'
        )
    )
    (form,) = page.forms
    assert form.fields == {"a": "1", "b": "deux", "d": "4"}


@pytest.mark.django_db
@pytest.mark.urls("tests.ui.faulty_urls")
def test_a_client_stops_at_a_faulty_page(client):
    with pytest.raises(AssertionError, match="<style> stands in the page"):
        client.get("/")


@pytest.mark.django_db
def test_a_client_lets_a_good_page_through(client):
    answer = client.get("/accessibilite/")
    assert is_page(answer)
    assert read(answer).title.startswith("Accessibilité")


# Templates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ perdu }}",
        "{{ ami.perdu }}",
        "{% if perdu %}a{% endif %}",
        "{% for un in perdus %}a{% endfor %}",
        "{{ perdu|default:'rien' }}",
    ],
)
def test_a_template_that_names_what_does_not_exist_fails(text):
    with pytest.raises(UndefinedVariable):
        Template(text).render(Context({"ami": {"nom": "Awa"}}))


@pytest.mark.parametrize(
    "text", ["{{ ami.prefecture.name|default:'inconnue' }}", "{% if ami.prefecture.name %}a{% endif %}"]
)
def test_a_template_may_go_through_nothing(text):
    assert Template(text).render(Context({"ami": {"prefecture": None}})) in ("inconnue", "")


def test_the_guard_looks_at_templates_in_files_too():
    with pytest.raises(UndefinedVariable):
        render_to_string("portal/link.html", {})
