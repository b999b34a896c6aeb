"""What is typed on the pages of the law."""

from typing import Any

from django import forms

from sejour.law.periods import day_before
from sejour.ui.forms import DayField


class FactsForm(forms.Form):
    """Facts, as JSON."""

    facts = forms.CharField(
        label="Les faits, en JSON",
        help_text="Changez l'exemple. Rien de ce que vous écrivez n'est gardé.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "autocomplete": "off", "class": "program"}),
    )


class PeriodForm(forms.Form):
    """Two days to compare; the names of its fields stand in the address, in French as all addresses do."""

    du = DayField(label="Du", help_text="Vide : la veille, pour voir ce qui change un jour.", required=False)
    au = DayField(label="Au", help_text="Comme 01/05/2026.")

    def clean(self) -> dict[str, Any]:
        """Refuse days that are not in order; without the first, take the eve of the second."""
        given = super().clean() or {}
        before, after = given.get("du"), given.get("au")
        if after and not before:
            given["du"] = day_before(after)
        elif after and before >= after:
            self.add_error("au", "Ce jour doit venir après le premier.")
        return given
