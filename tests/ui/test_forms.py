"""Dates, in all the ways in which people type them."""

from contextlib import suppress
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sejour.ui.forms import BirthDateField, DayField

INVALID = "Écrivez la date avec le jour, le mois et l'année, comme 07/08/2026."
AS_PRINTED = "Écrivez la date comme sur votre titre : 07/08/1982 ; 00 pour ce qui est inconnu."
IMPOSSIBLE = "Cette date n'existe pas dans le calendrier."
YEAR = "Vérifiez l'année : elle a quatre chiffres, comme 2026."

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
WAYS = (
    "{d:02d}/{m:02d}/{y}",
    "{d}/{m}/{y}",
    "{d:02d}-{m:02d}-{y}",
    "{d:02d}.{m:02d}.{y}",
    "{d:02d} {m:02d} {y}",
    "{d} / {m} / {y}",
    "{d:02d}{m:02d}{y}",
    "{y}-{m:02d}-{d:02d}",
    "  {d}/{m}/{y}  ",
    "{d}.{m}. {y}",
)


@given(days, st.sampled_from(WAYS))
def test_a_day_is_understood_in_every_usual_way(day, way):
    typed = way.format(d=day.day, m=day.month, y=day.year)
    if way == "{d}.{m}. {y}":
        typed = typed.replace(". ", ".")
    assert DayField().clean(typed) == day
    assert BirthDateField().clean(typed) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("demain", INVALID),
        ("7 août 2026", INVALID),
        ("07/08/26", INVALID),
        ("07082026x", INVALID),
        ("07/08/2026/1", INVALID),
        ("2026/08/07", INVALID),
        ("٠٧/٠٨/٢٠٢٦", INVALID),
        ("31/02/2026", IMPOSSIBLE),
        ("29/02/2027", IMPOSSIBLE),
        ("00/08/2026", IMPOSSIBLE),
        ("07/13/2026", IMPOSSIBLE),
        ("08/31/2026", IMPOSSIBLE),
        ("07/08/0026", YEAR),
        ("07/08/9999", YEAR),
        ("0000-01-01", YEAR),
    ],
)
def test_a_day_that_cannot_be_read_says_why(typed, says):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages == [says]


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("00/00/1982", (1982, 0, 0)),
        ("00/08/1982", (1982, 8, 0)),
        ("0/0/1982", (1982, 0, 0)),
        ("00001982", (1982, 0, 0)),
        ("1982-00-00", (1982, 0, 0)),
        ("29/02/1984", (1984, 2, 29)),
    ],
)
def test_a_date_of_birth_says_what_is_unknown_with_zeros(typed, born):
    assert BirthDateField().clean(typed) == born


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("mars 1982", AS_PRINTED),
        ("1982", AS_PRINTED),
        ("14/03/82", AS_PRINTED),
        ("14/03/1779", AS_PRINTED),
        ("30/02/1982", IMPOSSIBLE),
        ("31/04/1982", IMPOSSIBLE),
    ],
)
def test_a_date_of_birth_that_cannot_be_read_says_why(typed, says):
    with pytest.raises(ValidationError) as refused:
        BirthDateField().clean(typed)
    assert refused.value.messages == [says]


@given(st.text(max_size=20), st.sampled_from([DayField, BirthDateField]))
def test_whatever_is_typed_is_understood_or_refused_and_never_a_breakdown(typed, kind):
    with suppress(ValidationError):
        kind(required=False).clean(typed)


def test_nothing_typed_is_nothing_unless_it_is_required():
    assert DayField(required=False).clean("") is None
    assert BirthDateField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        DayField().clean("")


class Asked(forms.Form):
    day = DayField(label="Jour", help_text="Un indice.")
    agreed = forms.BooleanField(label="D'accord")
    kind = forms.ChoiceField(label="Genre", choices=[("a", "A")], widget=forms.RadioSelect, required=False)


def test_a_known_day_is_shown_as_people_write_it():
    assert 'value="07/08/2026"' in Asked(initial={"day": date(2026, 8, 7)}).as_p()


def test_what_was_typed_wrongly_stays_in_its_field_tied_to_its_error():
    shown = str(Asked({"day": "bientôt"}))
    assert 'value="bientôt"' in shown
    assert 'aria-invalid="true"' in shown
    assert INVALID.replace("'", "&#x27;") in shown
    assert '<a href="#id_day">Jour</a>' in shown


def test_each_field_says_whether_it_may_be_left_out():
    shown = str(Asked())
    assert "Jour</label>" in shown
    assert "<legend>Genre</legend>" in shown
    assert "Un indice." in shown
