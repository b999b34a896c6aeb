"""Names, birth and address as people have them: one name or many, any script, an unknown day."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sejour.identity.names import cleaned, has_letters, is_latin
from sejour.territory import selectors as territory
from sejour.ui.forms import BirthDateField

_POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
_NOT_SAID = "-"
_AS_PRINTED = "Comme sur votre passeport."
_LATIN = (
    "Écrivez ici ce nom en lettres latines, comme en bas de la page de votre passeport ; "
    "son écriture d'origine se donne plus bas."
)


class NewcomerForm(forms.Form):
    """Who a person is, as they state it."""

    family_name = forms.CharField(
        label="Nom de naissance",
        help_text=f"{_AS_PRINTED} Si vous n'avez qu'un seul nom, écrivez-le ici.",
        max_length=120,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    given_names = forms.CharField(
        label="Prénoms",
        help_text="Tous, dans l'ordre. Laissez vide si vous n'en avez pas.",
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    usage_name = forms.CharField(
        label="Nom d'usage", help_text="Celui d'un époux, par exemple.", max_length=120, required=False
    )
    native_name = forms.CharField(
        label="Nom complet dans votre écriture",
        help_text="Arabe, cyrillique, chinoise… Il aide à vous reconnaître.",
        max_length=240,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    sex = forms.ChoiceField(
        label="Sexe",
        help_text="Comme sur votre passeport.",
        choices=(("F", "Féminin"), ("M", "Masculin"), (_NOT_SAID, "Le passeport ne le dit pas")),
        widget=forms.RadioSelect,
    )
    born = BirthDateField(
        label="Date de naissance",
        help_text="Jour, mois, année. 00 si le jour ou le mois est inconnu : 00/00/1985.",
    )
    birth_country = forms.ChoiceField(
        label="Pays de naissance", help_text="Celui d'alors, même s'il n'existe plus."
    )
    nationality = forms.ChoiceField(label="Nationalité")
    address = forms.CharField(
        label="Adresse", max_length=200, widget=forms.TextInput({"autocomplete": "street-address"})
    )
    address_complement = forms.CharField(
        label="Complément", help_text="Chez qui, bâtiment, étage.", max_length=200, required=False
    )
    postal_code = forms.CharField(
        label="Code postal",
        help_text="Il dit quelle préfecture suivra votre dossier.",
        max_length=5,
        widget=forms.TextInput({"class": "short", "inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    city = forms.CharField(label="Commune", max_length=120)
    phone = forms.CharField(
        label="Téléphone", max_length=30, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the countries, those that are no more among them for a birth."""
        super().__init__(*args, **kwargs)
        countries = [("", "Choisissez"), *territory.countries()]
        for name in ("birth_country", "nationality"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = countries

    def clean_family_name(self) -> str:
        """Expect a name in Latin letters."""
        return _latin(self.cleaned_data["family_name"], required=True)

    def clean_given_names(self) -> str:
        """Expect names in Latin letters, or none."""
        return _latin(self.cleaned_data["given_names"])

    def clean_usage_name(self) -> str:
        """Expect a name in Latin letters, or none."""
        return _latin(self.cleaned_data["usage_name"])

    def clean_sex(self) -> str:
        """Keep nothing where the passport says nothing."""
        chosen: str = self.cleaned_data["sex"]
        return "" if chosen == _NOT_SAID else chosen

    def clean_native_name(self) -> str:
        """Take any script."""
        return cleaned(self.cleaned_data["native_name"])

    def clean_postal_code(self) -> str:
        """Expect five digits."""
        typed: str = self.cleaned_data["postal_code"].strip()
        if not _POSTAL_CODE.fullmatch(typed):
            raise ValidationError("Le code postal a cinq chiffres.")
        return typed

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, as fields of a person; None for a day or a month that nobody knows."""
        told = dict(self.cleaned_data)
        year, month, day = told.pop("born")
        return {
            **told,
            "address": cleaned(told["address"]),
            "city": cleaned(told["city"]),
            "born_year": year,
            "born_month": month or None,
            "born_day": day or None,
        }


def _latin(typed: str, *, required: bool = False) -> str:
    name = cleaned(typed)
    if (required or name) and not has_letters(name):
        raise ValidationError("Écrivez un nom, avec des lettres.")
    if not is_latin(name):
        raise ValidationError(_LATIN)
    return name
