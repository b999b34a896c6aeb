"""A real browser that looks at every page it meets: faults that the eye, a reader or a phone would find."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Locator, Page

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1280, 900)
PHONE = (360, 740)
# A small telephone, and what RGAA 10.11 asks for.
NARROW = (360, 320)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# What changes from one page to another of the same kind.
NAMED = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}|[0-9a-f-]{36}|(?<=pieces/)[a-z_]+|(?<=lien/)[\w-]+|\?.*")
# Where to keep pictures of the pages, to be looked at; nowhere unless it is set.
PICTURES = os.environ.get("SEJOUR_PICTURES", "")

_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const unseen = e => e && (getComputedStyle(e).clipPath.startsWith('inset') || unseen(e.parentElement));
  const wide = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.right > width + 1 && !unseen(e);
  }).map(e => e.outerHTML.slice(0, 120));
  return document.documentElement.scrollWidth > width ? ['the page scrolls', ...wide] : wide;
}"""
_AXE = """axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(
  wrong => `${wrong.id} (${wrong.impact}): ${wrong.nodes.slice(0, 3).map(node => node.html)}`)))"""


class Visitor:
    """Somebody in front of a browser. Every page met is looked at; `faults` are raised at once."""

    def __init__(self, context: BrowserContext, site: str, *, name: str, axe: bool) -> None:
        self.context = context
        self.site = site
        self.name = name
        self.axe = axe
        self.console: list[str] = []
        self.seen: set[str] = set()
        self._shots = 0
        self.page = self._watched(context.new_page())

    def _watched(self, page: Page) -> Page:
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        return page

    def another_tab(self) -> "Visitor":
        """Open another tab of the same browser."""
        return Visitor(self.context, self.site, name=f"{self.name}-tab", axe=self.axe)

    # Going about ----------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Go to a page, and look at it."""
        self.page.goto(path if path.startswith("http") else self.site + path)
        self.look()

    def status_of(self, path: str) -> int:
        """Go to a page, and return the status with which it answers."""
        answer = self.page.goto(self.site + path)
        assert answer is not None
        self.look()
        return answer.status

    def follow(self, name: str, **more: Any) -> None:
        """Follow a link by its words."""
        self.page.get_by_role("link", name=name, **more).first.click()
        self.look()

    def press(self, name: str, **more: Any) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=name, **more).first.click()
        self.look()

    def fill(self, **fields: str) -> None:
        """Fill fields by their label, `_` standing for a space."""
        for label, value in fields.items():
            self.field(label.replace("_", " ")).fill(value)

    def field(self, label: str) -> Locator:
        """Return a field by the beginning of its label."""
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}"))

    def choose(self, label: str) -> None:
        """Tick a box or a choice."""
        self.page.get_by_label(label).check()

    def give(self, content: bytes, name: str, media_type: str = "application/octet-stream") -> None:
        """Choose a file in the only file field of the page."""
        chosen = {"name": name, "mimeType": media_type, "buffer": content}
        self.page.locator("input[type=file]").set_input_files(files=[chosen])

    @property
    def path(self) -> str:
        """The address of the page, without the site."""
        return self.page.url.removeprefix(self.site)

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.inner_text("body").split())

    def reads(self, words: str) -> None:
        """Check that the page says these words."""
        assert words in self.text, f"« {words} » is not on {self.path}: {self.text[:1500]}"

    # Looking --------------------------------------------------------------------------------

    def faults(self) -> list[str]:
        """Return what is wrong with the page in front: beyond its edge at any width, or found by axe."""
        found = violations(self.page) if self.axe else []
        whole = self.page.viewport_size
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": PHONE[1]})
            found += [f"wider than {width} pixels: {what}" for what in self.page.evaluate(_OVERFLOW)]
            self._keep_picture(f"-{width}")
        self.page.set_viewport_size(whole)
        return found

    def look(self) -> None:
        """Check the page in front: nothing beyond its edge, nothing that axe finds (once a kind of page)."""
        self.page.wait_for_load_state("load")
        wide = self.page.evaluate(_OVERFLOW)
        assert not wide, f"{self.path} is wider than its window: {wide[:4]}"
        kind = f"{NAMED.sub('…', self.path)} {self.page.locator('h2, [role=alert]').all_inner_texts()}"
        if kind in self.seen:
            return
        self.seen.add(kind)
        self._keep_picture()
        if self.axe:
            assert not (found := violations(self.page)), f"{self.path}: {found}"

    def _keep_picture(self, suffix: str = "") -> None:
        if PICTURES:
            folder = Path(PICTURES) / self.name
            folder.mkdir(parents=True, exist_ok=True)
            self._shots += 1
            slug = re.sub(r"[^a-z0-9]+", "-", self.page.title().lower().split(" — ")[0])[:40]
            self.page.screenshot(path=folder / f"{self._shots:02d}-{slug}{suffix}.png", full_page=True)

    def complaints(self) -> list[str]:
        """Return what the browser complained of: our policy refusing something of ours, or an error."""
        wrong = re.compile(r"Content.Security.Policy|Refused to|violates|error", re.IGNORECASE)
        answered = re.compile(r"status of (?:4\d\d|500|503)")
        return [line for line in self.console if wrong.search(line) and not answered.search(line)]


def violations(page: Page) -> list[str]:
    """Return what axe finds. It comes in through the debugging door: our policy lets no script in."""
    door = page.context.new_cdp_session(page)
    try:
        door.send("Runtime.evaluate", {"expression": AXE})
        ran = door.send("Runtime.evaluate", {"expression": _AXE, "awaitPromise": True, "returnByValue": True})
    finally:
        door.detach()
    assert "exceptionDetails" not in ran, ran["exceptionDetails"]
    return list(json.loads(ran["result"]["value"]))


@contextmanager
def visitor(
    browser: Browser,
    site: str,
    *,
    name: str = "visitor",
    size: tuple[int, int] = DESKTOP,
    axe: bool = False,
    **more: Any,
) -> Iterator[Visitor]:
    """Open a browser window for somebody, with a memory of its own."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR", **more)
    context.set_default_timeout(60_000)
    try:
        yield Visitor(context, site, name=name, axe=axe)
    finally:
        context.close()
