"""What a checker types or gives: a small form a way, in the language of the page."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from sejour.portal.verify.words import PAGES
from sejour.territory.selectors import departements
from sejour.ui.forms import BirthDateField, DayField, DayInput
from sejour.verification.languages import Language

# Codes and dates are written from left to right in every language.
_LTR = {"dir": "ltr"}
_CODE = {
    "class": "short",
    "autocomplete": "off",
    "spellcheck": "false",
    "autocapitalize": "characters",
    **_LTR,
}
LONGEST_NUMBER = 60
_LONGEST_TEXT = 14_000
_LONGEST_NAME = 120


class _Form(forms.Form):
    """A form whose labels, hints and errors are in the language of the page."""

    template_name = "portal/verify/_form.html"
    way: ClassVar[str] = ""
    named: ClassVar[dict[str, str]] = {}
    """Fields whose texts stand under another name."""

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:
        """Put the form in a language, and keep its fields apart from those of its neighbours."""
        kwargs["auto_id"] = f"{self.way}_%s"
        super().__init__(*args, **kwargs)
        self.words = PAGES.all_in("page", language)
        texts, wrong = PAGES.all_in("field", language), PAGES.all_in("wrong", language)
        for name, field in self.fields.items():
            text = self.named.get(name, name)
            field.label, field.help_text = texts[text], texts.get(f"{text}_help", "")
            field.error_messages |= _errors(field, wrong)

    def get_context(self) -> dict[str, Any]:
        """Give the words of the page to the template of the form."""
        return {**super().get_context(), "w": self.words, "way": self.way}


def _errors(field: forms.Field, wrong: dict[str, str]) -> dict[str, str]:
    date = wrong["born_on"] if isinstance(field, BirthDateField) else wrong["date"]
    return {
        "required": wrong["required"],
        "max_length": wrong["max_length"],
        "invalid": date,
        "year": date,
        "impossible": wrong["impossible"],
        "invalid_choice": wrong["choice"],
    }


def _asked_by() -> forms.CharField:
    organization = forms.TextInput({"autocomplete": "organization"})
    return forms.CharField(max_length=_LONGEST_NAME, required=False, widget=organization)


class CodeForm(_Form):
    """A share code and a date of birth."""

    way = "code"
    code = forms.CharField(max_length=40, widget=forms.TextInput(_CODE))
    born_on = BirthDateField(widget=DayInput(_LTR))
    asked_by = _asked_by()


class NumberForm(_Form):
    """The number of a document and a date of birth."""

    way = "number"
    number = forms.CharField(max_length=LONGEST_NUMBER, widget=forms.TextInput(_CODE))
    born_on = BirthDateField(widget=DayInput(_LTR))
    asked_by = _asked_by()


class SealForm(_Form):
    """The photograph of a 2D-Doc, or its text."""

    way = "seal"
    named: ClassVar = {"file": "picture"}
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf", "capture": "environment"}),
    )
    text = forms.CharField(
        required=False,
        max_length=_LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
    asked_by = _asked_by()

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:
        """Remember how to say that nothing was given."""
        super().__init__(*args, language=language, **kwargs)
        self._nothing = PAGES.say("wrong.nothing", language)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", ValidationError(self._nothing))
        return given


class PdfForm(_Form):
    """The PDF of a document."""

    way = "pdf"
    named: ClassVar = {"file": "pdf"}
    file = forms.FileField(allow_empty_file=True, widget=forms.FileInput({"accept": "application/pdf"}))
    asked_by = _asked_by()


class ReceiptForm(_Form):
    """What a receipt says of who checked. `token` names the check, for a while."""

    way = "receipt"
    made_for = forms.CharField(
        max_length=_LONGEST_NAME, widget=forms.TextInput({"autocomplete": "organization"})
    )
    hire_on = DayField(required=False, widget=DayInput(_LTR))
    departement = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, language: Language, **kwargs: Any) -> None:
        """Offer the départements."""
        super().__init__(*args, language=language, **kwargs)
        choices = [("", "—"), *((code, f"{code} {name}") for code, name in departements())]
        self.fields["departement"].choices = choices  # type: ignore[attr-defined]


FORMS: dict[str, type[_Form]] = {form.way: form for form in (CodeForm, NumberForm, SealForm, PdfForm)}
