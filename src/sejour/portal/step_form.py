"""The form of a step of a procedure: one field for each question, of the kind that the question says."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from sejour.applications.errors import AnswerRefused
from sejour.applications.procedures.answers import LONGEST, accepted
from sejour.applications.procedures.reading import NATURE, Kind, Question, Step
from sejour.territory import selectors as territory
from sejour.ui.forms import BirthDateField, DayField

_YES_NO = (("yes", "Oui"), ("no", "Non"))
_DIGITS = {"class": "short", "inputmode": "numeric", "autocomplete": "off"}


class StepForm(forms.Form):
    """The questions of a step that are asked now; what was answered before is shown."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, step: Step, answers: Mapping[str, Any], nature: str
    ) -> None:
        """Build the fields. `answers`: those of the whole procedure, as they are kept."""
        shown = {code: _shown(value) for code, value in answers.items()}
        super().__init__(data, initial=shown)
        told = {**answers, NATURE: nature}
        # What is being answered may open a question of the same page: one that was not seen yet comes next.
        telling = {**told, **({code: data[code] for code in data} if data else {})}
        self.questions = {
            question.code: question
            for question in step.question
            if question.is_asked(telling) and (question.is_asked(told) or question.code in telling)
        }
        for code, question in self.questions.items():
            self.fields[code] = _field(question)

    def clean(self) -> dict[str, Any]:
        """Put each answer in the form under which it is kept."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code, question in self.questions.items():
            if code in cleaned:
                try:
                    cleaned[code] = accepted(question, cleaned[code])
                except AnswerRefused as refusal:
                    self.add_error(code, str(refusal))
        return cleaned


def _shown(value: Any) -> Any:
    """Return a kept answer as its field shows it."""
    if isinstance(value, list):
        year, month, day = value
        return f"{day:02d}/{month:02d}/{year}"
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _field(question: Question) -> forms.Field:
    field = _FIELDS[question.kind](question)
    field.label, field.required = question.label, question.required
    field.help_text = f"{question.hint} {question.why}".strip()
    return field


def _choice(question: Question) -> forms.Field:
    choices = [(choice.code, choice.words) for choice in question.choices] or _YES_NO
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _country(question: Question) -> forms.Field:
    first = [] if question.required else [("", "")]
    return forms.ChoiceField(choices=[*first, *territory.countries()])


def _text(question: Question) -> forms.Field:
    return forms.CharField(max_length=LONGEST.get(question.kind, LONGEST[Kind.TEXT]))


def _long_text(question: Question) -> forms.Field:
    return forms.CharField(max_length=LONGEST[question.kind], widget=forms.Textarea({"rows": 5}))


def _number(_: Question) -> forms.Field:
    return forms.IntegerField(min_value=0, widget=forms.TextInput(_DIGITS))


def _code(_: Question) -> forms.Field:
    widget = forms.TextInput({"class": "short", "autocomplete": "off", "autocapitalize": "characters"})
    return forms.CharField(max_length=40, widget=widget)


def _day(_: Question) -> forms.Field:
    return DayField()


def _birth_date(_: Question) -> forms.Field:
    return BirthDateField()


_FIELDS: dict[Kind, Callable[[Question], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.NAME: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.YES_NO: _choice,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
    Kind.BIRTH_DATE: _birth_date,
    Kind.COUNTRY: _country,
    Kind.NUMBER: _number,
    Kind.PHOTO_CODE: _code,
    Kind.STAMP_NUMBER: _code,
}
