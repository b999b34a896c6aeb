"""Tags of the theme, known to every template."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sejour.core.words import in_words

register = template.Library()

PARIS = ZoneInfo("Europe/Paris")


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """Show a day in words, readable by programs too; nothing for nothing."""
    if value is None:
        return ""
    shown = value.astimezone(PARIS).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', shown.isoformat(), in_words(shown))


@register.filter
def instant(value: datetime | None) -> SafeString | str:
    """Show an instant: the day in words and the time in mainland France."""
    if value is None:
        return ""
    local = value.astimezone(PARIS)
    return format_html(
        '<time datetime="{}">{} à {} h {}</time>',
        local.isoformat(timespec="seconds"),
        in_words(local.date()),
        local.hour,
        f"{local.minute:02d}",
    )


@register.simple_tag
def static_url(path: str) -> str:
    """Return the address of a static file."""
    return static(path)


@register.filter
def file_size(size: int) -> str:
    """Show the size of a file as people read it."""
    if size < 1024 * 1024:
        return f"{max(size // 1024, 1)} Ko"
    return f"{size / 1024 / 1024:.1f} Mo".replace(".", ",")
