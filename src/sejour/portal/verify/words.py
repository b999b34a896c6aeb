"""The texts of the pages of the check, in their languages."""

from pathlib import Path

from django.http import HttpRequest

from sejour.core.errors import Refusal
from sejour.verification.languages import NAMES, Language, language_of
from sejour.verification.words import Words

PAGES = Words(Path(__file__).parent / "words.toml")


def asked_in(request: HttpRequest) -> Language:
    """Return the language that the address asks for."""
    return language_of(request.GET.get("langue", ""))


def page_words(language: Language) -> dict[str, object]:
    """Return what every page of the check needs in its language."""
    return {"w": PAGES.all_in("page", language), "language": language, "languages": NAMES.items()}


def refusal_in(language: Language, refusal: Refusal) -> str:
    """Return a refusal in a language; its own French sentence is the one that counts."""
    if language is Language.FRENCH:
        return str(refusal)
    name = f"refused.{refusal.code}"
    return PAGES.say(name if name in PAGES else "refused.other", language, **refusal.details)
