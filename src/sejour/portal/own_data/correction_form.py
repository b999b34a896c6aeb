"""What is wrong in an identity, and what is right: the question asked of newcomers, alone."""

from typing import Any

from django import forms

from sejour.applications.identity_values import born_text
from sejour.applications.purposes import LONGEST_REASONS, CorrectedField
from sejour.portal.newcomer_form import NewcomerForm


class CorrectionForm(NewcomerForm):
    """The right value of one piece of identity, with a word and a proof where there are some."""

    reasons = forms.CharField(
        label="Ce qui s'est passé",
        help_text="Par exemple : une lettre a été oubliée au guichet.",
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 3}),
    )
    evidence = forms.FileField(
        label="Un justificatif, si vous en avez un",
        help_text="Acte de naissance, passeport, décision, en PDF ou en photo.",
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, wrong: CorrectedField, **kwargs: Any) -> None:
        """Ask about one piece of identity only."""
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        kept = {wrong.value, "reasons", "evidence"}
        for name in set(self.fields) - kept:
            del self.fields[name]

    @property
    def value(self) -> str:
        """What was typed, as one text."""
        typed = self.cleaned_data[self.wrong.value]
        return born_text(*typed) if self.wrong is CorrectedField.BORN else str(typed)
