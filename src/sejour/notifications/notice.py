"""A notice: a kind of message that a context can cause, declared once, with its templates."""

from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine

_declared: dict[str, "Notice"] = {}


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message. `template` holds the subject on its first line, then the text.

    `priority`: the higher, the sooner; somebody waits in front of a screen for a sign-in link.
    """

    name: str
    template: str
    priority: int = 0
    is_secret: bool = False

    def write(self, context: dict[str, Any]) -> tuple[str, str]:
        """Return subject and text, in plain words."""
        # A message is plain text: nothing in it is markup, nothing is escaped.
        template = Engine.get_default().get_template(self.template)
        written = template.render(Context(context, autoescape=False)).strip()
        subject, _, text = written.partition("\n")
        return subject.strip(), text.strip() + "\n"


def declare(name: str, template: str, **more: Any) -> Notice:
    """Declare a notice; the same name twice is a mistake."""
    if name in _declared:
        message = f"notice {name} is declared twice"
        raise ValueError(message)
    _declared[name] = Notice(name, template, **more)
    return _declared[name]


def declared() -> tuple[Notice, ...]:
    """Return every notice of the platform."""
    return tuple(_declared.values())
