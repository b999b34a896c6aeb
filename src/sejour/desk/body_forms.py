"""What steering types about authorised bodies."""

import json
from typing import Any

from django import forms

from sejour.bodies.choices import BodyKind, Purpose

A_MINUTE, A_DAY, MOST = 60, 10_000, 1_000_000
_REALM = [("real", "Vraies personnes"), ("sandbox", "Bac à sable (personnes inventées)")]


class BodyForm(forms.Form):
    """A body to register."""

    name = forms.CharField(label="Nom de l'organisme", help_text="Les personnes le liront.", max_length=120)
    kind = forms.ChoiceField(label="Sorte", choices=BodyKind.choices)
    legal_basis = forms.CharField(
        label="Texte qui l'autorise", help_text="Loi, décret ou arrêté, avec l'article.", max_length=200
    )
    purposes = forms.MultipleChoiceField(
        label="Peut demander",
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Seulement ce dont sa mission a besoin.",
    )
    a_minute = forms.IntegerField(label="Questions par minute", min_value=1, max_value=MOST, initial=A_MINUTE)
    a_day = forms.IntegerField(label="Questions par jour", min_value=1, max_value=MOST, initial=A_DAY)

    def clean(self) -> dict[str, Any]:
        """Expect a day to allow as much as a minute."""
        minute, day = self.cleaned_data.get("a_minute"), self.cleaned_data.get("a_day")
        if minute and day and day < minute:
            self.add_error("a_day", "Un jour ne peut pas permettre moins qu'une minute.")
        return self.cleaned_data


class AccessForm(forms.Form):
    """A client to give to a body."""

    realm = forms.ChoiceField(label="Pour", choices=_REALM)
    public_key = forms.CharField(
        label="Clé publique (JWK)",
        help_text="Si l'organisme signe avec sa propre clé. Sans clé, un secret est créé.",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "class": "program", "spellcheck": "false"}),
    )

    def clean_public_key(self) -> dict[str, Any] | None:
        """Read the key."""
        typed = self.cleaned_data["public_key"]
        if not typed:
            return None
        try:
            found = json.loads(typed)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise forms.ValidationError("Collez la clé publique au format JWK, qui commence par {.")
        return found


class AddressForm(forms.Form):
    """Where a body is told of events."""

    realm = forms.ChoiceField(label="Pour", choices=_REALM)
    url = forms.CharField(
        label="Adresse des messages",
        help_text="https://… ; vide si l'organisme vient chercher les événements lui-même.",
        required=False,
        max_length=300,
    )
