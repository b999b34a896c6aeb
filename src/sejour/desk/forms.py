"""What agents type."""

from typing import Any

from django import forms

from sejour.applications.purposes import LONGEST_REASONS, SummonsPurpose
from sejour.law.pieces import Piece
from sejour.law.refusals import GROUNDS
from sejour.ui.forms import DayField


class AskForm(forms.Form):
    """Pieces to ask for, until when."""

    pieces = forms.MultipleChoiceField(
        label="Pièces à demander",
        help_text="Seules les pièces qu'un texte demande pour ce motif peuvent l'être.",
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = DayField(label="À recevoir avant la fin du", help_text="Laissez un délai raisonnable.")
    message = forms.CharField(
        label="Message à la personne",
        help_text="En mots simples : ce qui manque ou ne se lit pas.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, pieces: tuple[Piece, ...], **kwargs: Any) -> None:
        """Offer the pieces of the ground."""
        super().__init__(*args, **kwargs)
        choices = [
            (p.code, f"{p.label} — {p.article}" + ("" if p.indispensable else " (non indispensable)"))
            for p in pieces
        ]
        field = self.fields["pieces"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class GrantForm(forms.Form):
    """A favourable proposal."""

    kind = forms.ChoiceField(label="Titre accordé")
    work = forms.ChoiceField(label="Travail")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], work: list[tuple[str, str]], **kwargs: Any):
        """Offer the kinds of permit and what they say of work."""
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", kinds), ("work", work)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class RefuseForm(forms.Form):
    """An unfavourable proposal: reasons in law and in fact."""

    grounds = forms.MultipleChoiceField(
        label="Motifs de droit",
        choices=[(ground.code, str(ground)) for ground in GROUNDS],
        widget=forms.CheckboxSelectMultiple,
    )
    reasons_in_fact = forms.CharField(
        label="Motifs de fait",
        help_text="Ce qui, dans ce dossier, fonde chaque motif. La personne les lira.",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
    )


class SendBackForm(forms.Form):
    """Why a proposal goes back to its author."""

    why = forms.CharField(label="Motif du renvoi", max_length=1000, widget=forms.Textarea({"rows": 3}))


class PeriodForm(forms.Form):
    """Something that has a first and a last day."""

    first_day = DayField(label="Du")
    last_day = DayField(label="Au")

    def clean(self) -> dict[str, Any]:
        """Expect the days in their order."""
        first_day, last_day = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", "La fin vient avant le début : vérifiez les deux dates.")
        return self.cleaned_data


class AttestationForm(PeriodForm):
    """An attestation that is not of right."""

    last_day = DayField(label="Au", help_text="Trois mois au plus.")


class SummonForm(forms.Form):
    """An appointment to give; the hour is that of the prefecture."""

    purpose = forms.ChoiceField(label="Pour", choices=list(SummonsPurpose.choices))
    day = DayField(label="Jour")
    hour = forms.TimeField(
        label="Heure",
        help_text="Heure du lieu, comme 9:30.",
        input_formats=["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h"],
        error_messages={"invalid": "Écrivez l'heure et les minutes, comme 9:30."},
        widget=forms.TextInput({"class": "short", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label="Lieu",
        help_text="Adresse complète et bureau : la personne ne connaît pas les lieux.",
        max_length=300,
    )
    bring = forms.CharField(
        label="À apporter",
        help_text="Une chose par ligne, en plus du passeport et du titre de séjour.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )


class CancelSummonsForm(forms.Form):
    """Why an appointment is taken back; the person reads it."""

    because = forms.CharField(label="Raison, que la personne lira", max_length=300)


class PetitionForm(forms.Form):
    """The answer to what a person asks for: yes, or no with reasons."""

    accepted = forms.TypedChoiceField(
        label="Votre réponse",
        choices=(("yes", "Accepter"), ("no", "Refuser")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Raisons, si vous refusez",
        help_text="En mots simples : la personne les lira.",
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Expect reasons for a refusal."""
        refused = self.cleaned_data.get("accepted") is False
        if refused and not self.cleaned_data.get("answer", "").strip():
            self.add_error("answer", "Écrivez pourquoi : la personne le lira.")
        return self.cleaned_data


class ExtensionForm(PetitionForm):
    """The answer to a request for more time: until when."""

    until = DayField(label="Nouvelle date", help_text="Si vous acceptez.", required=False)
    answer = forms.CharField(
        label="Ce que la personne lira",
        help_text="Obligatoire pour un refus : pourquoi, en mots simples.",
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 4}),
    )
    field_order = ("accepted", "until", "answer")

    def clean(self) -> dict[str, Any]:
        """Expect a day where time is given."""
        super().clean()
        missing = self.cleaned_data.get("until") is None and "until" not in self.errors
        if self.cleaned_data.get("accepted") and missing:
            self.add_error("until", "Écrivez la nouvelle date.")
        return self.cleaned_data


class HandOverForm(PeriodForm):
    """The card that is handed over."""

    field_order = ("number", "first_day", "last_day")

    number = forms.CharField(
        label="Numéro de la carte", max_length=20, widget=forms.TextInput({"class": "short"})
    )
    first_day = DayField(label="Valable du")
    last_day = DayField(label="Valable jusqu'au")

    def clean_number(self) -> str:
        """Write the number as it is compared later: in capitals, without spaces."""
        return "".join(str(self.cleaned_data["number"]).upper().split())


class PaperForm(forms.Form):
    """An application received at the counter."""

    foreigner_number = forms.RegexField(
        r"^\d{10}$", label="Numéro étranger", widget=forms.TextInput({"class": "short"})
    )
    procedure = forms.ChoiceField(label="Démarche")
    article = forms.RegexField(
        r"^(L\.\d{3}-\d+(-\d+)*|ACCORD-[0-9A-Z-]+)$",
        label="Fondement demandé",
        help_text="Article, comme L.421-1.",
        widget=forms.TextInput({"class": "short"}),
    )

    def __init__(self, *args: Any, procedures: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the procedures."""
        super().__init__(*args, **kwargs)
        field = self.fields["procedure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = procedures


class LawChangeForm(forms.Form):
    """A new text of a data file of the law, and where it comes from."""

    source = forms.CharField(
        label="Texte officiel",
        help_text="Loi, décret ou arrêté, avec sa date de publication.",
        max_length=200,
    )
    why = forms.CharField(
        label="Pourquoi", max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    text = forms.CharField(
        label="Nouveau texte du fichier",
        help_text="Ajoutez une valeur avec son premier jour (from) : l'ancienne reste, pour le passé.",
        max_length=400_000,
        strip=False,
        widget=forms.Textarea({"rows": 30, "class": "program", "spellcheck": "false"}),
    )

    def clean_text(self) -> str:
        """Keep the ends of lines of the published files, whatever the browser sends."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class UndoLawChangeForm(forms.Form):
    """Why a change of law should be undone."""

    why = forms.CharField(label="Pourquoi l'annuler", max_length=2000, widget=forms.Textarea({"rows": 2}))


class ProcedureForm(forms.Form):
    """The file of a procedure, to try."""

    code = forms.CharField(
        label="Nom du fichier", help_text="Sans .toml ; le même que « code » dans le texte.", max_length=40
    )
    text = forms.CharField(
        label="Texte du fichier",
        max_length=100_000,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false", "autocomplete": "off", "class": "program"}),
    )
