"""What every page must be, read from its HTML: safe under our policy, well formed, tied for readers."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponseBase
from django.test import Client

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "list")
UNRENDERED = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
TOKEN = "csrfmiddlewaretoken"
Attributes = dict[str, str]


@dataclass
class Form:
    """A form as a page shows it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def is_post(self) -> bool:
        return self.method == "post"


class Page(HTMLParser):
    """A page, read once; `faults` says all that is wrong with it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.title = ""
        self._open: list[str] = []
        self._references: list[tuple[str, str]] = []
        self._count: dict[str, int] = {}
        self._lang = ""
        self._textarea = ""
        self._read(html)

    def _read(self, html: str) -> None:
        found = UNRENDERED.search(html)
        if found:
            self._fault(
                f"a piece of template is shown: …{html[max(found.start() - 30, 0) : found.end() + 30]}…"
            )
        self.feed(html)
        self.close()
        if self._open:
            self._fault(f"not closed: {self._open}")
        self._end()

    def _end(self) -> None:
        if not self._lang.startswith("fr"):
            self._fault("<html> does not say that the page is in French")
        if not self.title.strip(" —"):
            self._fault("the page has no title")
        for tag in ("main", "h1", "title"):
            if self._count.get(tag, 0) != 1:
                self._fault(f"{self._count.get(tag, 0)} <{tag}> instead of one")
        for name in {name for name in self.ids if self.ids.count(name) > 1}:
            self._fault(f'id="{name}" stands more than once')
        for attribute, name in self._references:
            if name not in self.ids:
                self._fault(f'{attribute}="{name}" points at nothing')
        for form in self.forms:
            if form.is_post and TOKEN not in form.fields:
                self._fault(f"the form to {form.action or 'this page'} has no CSRF token")
            if form.action and not form.action.startswith(("/", "?", "#")):
                self._fault(f"a form leads elsewhere: {form.action}")

    def _fault(self, what: str) -> None:
        self.faults.append(what)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._count[tag] = self._count.get(tag, 0) + 1
        if tag not in VOID:
            self._open.append(tag)
        self._policy(tag, given)
        self._ties(given)
        if tag == "html":
            self._lang = given.get("lang", "")
        elif tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag in ("input", "select", "textarea", "button"):
            self._field(tag, given)

    def _policy(self, tag: str, given: Attributes) -> None:
        if tag in ("style", "base", "iframe", "object", "embed"):
            self._fault(f"<{tag}> stands in the page")
        if tag == "script" and not given.get("src", "").startswith("/"):
            self._fault("an inline script, or one from elsewhere")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self._fault(f'{name}="{value}" on <{tag}>')
            if name in ("href", "src", "action") and value.strip().lower().startswith(
                ("javascript:", "data:")
            ):
                self._fault(f'{name}="{value}" on <{tag}>')

    def _ties(self, given: Attributes) -> None:
        if "id" in given:
            self.ids.append(given["id"])
        for attribute in REFERENCES:
            self._references += [(attribute, name) for name in given.get(attribute, "").split()]
        if given.get("href", "").startswith("#"):
            self._references.append(("href", given["href"][1:]))

    def _field(self, tag: str, given: Attributes) -> None:
        inside = "form" in self._open
        name = given.get("name", "")
        if not (inside and name):
            return
        unticked = given.get("type") in ("checkbox", "radio") and "checked" not in given
        if not unticked:
            self.forms[-1].fields[name] = given.get("value", "")
        if tag == "textarea":
            self._textarea = name

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self._fault(f"</{tag}> closes {self._open[-1:] or 'nothing'}")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self._open[-1:] == ["textarea"] and self._textarea:
            self.forms[-1].fields[self._textarea] = data.strip("\n")
        if not {"script", "style", "title"} & set(self._open):
            self.text += data

    def says(self, words: str) -> bool:
        """Tell whether a reader of the page reads these words, whatever the line breaks."""
        return " ".join(words.split()) in " ".join(self.text.split())

    def form_to(self, action: str) -> Form:
        """Return the form that posts to an address."""
        (found,) = [form for form in self.forms if form.action == action]
        return found


def is_page(response: HttpResponseBase) -> bool:
    """Tell whether a response is a page to be read by people."""
    return response.get("Content-Type", "").startswith("text/html") and bool(
        getattr(response, "content", b"")
    )


def read(response: HttpResponseBase) -> Page:
    """Return the page of a response."""
    return Page(response.content.decode())  # type: ignore[attr-defined]


class GuardedClient(Client):
    """Django's client, which lets no faulty page through."""

    def request(self, **request):
        """Perform a request, and look at the page that comes back."""
        response = super().request(**request)
        if is_page(response):
            faults = read(response).faults
            assert not faults, f"{request.get('PATH_INFO')}: {faults}"
        return response
