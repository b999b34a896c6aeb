"""The mailbox of a demonstration, read in the browser. It exists only where SEJOUR_DEMO is set."""

import json
import re
from collections import deque
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from sejour.project.smtp import INDEX

SHOWN = 100
NAME = re.compile(r"[0-9T]+-[0-9]+\.eml", re.ASCII)


def _lines(wanted: str) -> list[dict[str, Any]]:
    try:
        with (Path(settings.MAILBOX) / INDEX).open(encoding="utf-8") as index:
            found = (json.loads(line) for line in index if wanted in line.lower())
            return list(reversed(deque(found, maxlen=SHOWN)))
    except FileNotFoundError:
        return []


def letters(request: HttpRequest) -> HttpResponse:
    """List what was received, newest first."""
    wanted = request.GET.get("q", "").strip().lower()
    context = {"letters": _lines(wanted), "wanted": wanted, "shown": SHOWN}
    return render(request, "project/mailbox.html", context)


def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one message."""
    if not NAME.fullmatch(name):
        raise Http404
    try:
        content = (Path(settings.MAILBOX) / name).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    message = message_from_bytes(content, policy=default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return render(request, "project/letter.html", {"message": message, "text": text})


urls = (
    [path("", letters, name="list"), path("<str:name>/", letter, name="letter")],
    "mailbox",
)
