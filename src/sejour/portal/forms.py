"""What usagers type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sejour.applications.purposes import LONGEST_REASONS
from sejour.ui.forms import BirthDateField, DayField
from sejour.verification.ways import PURPOSES

_NOT_DIGITS = re.compile(r"[\s.\-]")
# What eyes and cameras mistake for one another (in a number there are only digits).
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "B": "8", "S": "5"})


class EmailForm(forms.Form):
    """The address to which a link is sent."""

    email = forms.EmailField(
        label="Votre adresse e-mail",
        help_text="Nous vous envoyons un lien pour entrer. Il sert aussi à créer votre espace.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class PasswordSignInForm(forms.Form):
    """An address and its password."""

    email = forms.EmailField(
        label="Votre adresse e-mail", widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep its fields apart from those of the form for a link, which stands on the same page."""
        kwargs.setdefault("auto_id", "id_with_password_%s")
        super().__init__(*args, **kwargs)


class NewPasswordForm(forms.Form):
    """A password to keep."""

    password = forms.CharField(
        label="Nouveau mot de passe",
        strip=False,
        help_text="Douze caractères au moins. Une phrase que vous retenez convient très bien.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class AttachForm(forms.Form):
    """What is printed on a permit, and an outsider does not know together."""

    foreigner_number = forms.CharField(
        label="Numéro étranger",
        help_text="Dix chiffres, imprimés sur votre titre.",
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
    )
    born_on = BirthDateField(
        label="Date de naissance",
        help_text="Jour, mois, année, comme sur votre titre. 00 si le jour ou le mois est inconnu.",
    )
    permit_number = forms.CharField(
        label="Numéro du titre",
        help_text="Imprimé en haut du titre, par exemple CST010000001.",
        max_length=30,
        widget=forms.TextInput({"class": "short", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    last_day = DayField(label="Titre valable jusqu'au", help_text="La date de fin imprimée sur le titre.")

    def clean_foreigner_number(self) -> str:
        """Accept spaces and look-alikes."""
        typed = _NOT_DIGITS.sub("", self.cleaned_data["foreigner_number"]).upper()
        number = typed.translate(_LOOK_ALIKES)
        if not re.fullmatch(r"\d{10}", number, re.ASCII):
            raise ValidationError("Le numéro étranger a dix chiffres.")
        return number

    def clean_permit_number(self) -> str:
        """Accept spaces and lower case."""
        return _NOT_DIGITS.sub("", self.cleaned_data["permit_number"]).upper()


CONTACT_FIELDS = ("address", "address_complement", "postal_code", "city", "phone")


class ContactForm(forms.Form):
    """How to reach a person; what is known is shown, and may be corrected."""

    address = forms.CharField(
        label="Adresse", max_length=200, widget=forms.TextInput({"autocomplete": "street-address"})
    )
    address_complement = forms.CharField(
        label="Complément", help_text="Chez qui, bâtiment, étage.", max_length=200, required=False
    )
    postal_code = forms.CharField(
        label="Code postal",
        max_length=5,
        widget=forms.TextInput({"class": "short", "inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    city = forms.CharField(label="Commune", max_length=120)
    phone = forms.CharField(
        label="Téléphone", max_length=30, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember what the page shows: another tab may have corrected something else since."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def corrected(self) -> dict[str, str]:
        """What the person changed on this page, and nothing of what they left as it was."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def clean_postal_code(self) -> str:
        """Expect five digits."""
        typed: str = self.cleaned_data["postal_code"].strip()
        if not re.fullmatch(r"\d{5}", typed, re.ASCII):
            raise ValidationError("Le code postal a cinq chiffres.")
        return typed


class MoreTimeForm(forms.Form):
    """Why more time is needed to send pieces."""

    reasons = forms.CharField(
        label="Pourquoi vous faut-il plus de temps ?",
        help_text="Par exemple : le consulat donne le passeport le 12 mars.",
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 4}),
    )


class ObjectionForm(forms.Form):
    """Why a closing is wrong, with a file if there is one."""

    reasons = forms.CharField(
        label="Pourquoi cette clôture est-elle une erreur ?",
        help_text="Par exemple : la pièce a été envoyée le 3 mars, voici la preuve.",
        max_length=LONGEST_REASONS,
        widget=forms.Textarea({"rows": 6}),
    )
    file = forms.FileField(
        label="Un fichier, si vous en avez un",
        help_text="La pièce qui manquait, ou la preuve de son envoi, en PDF ou en photo.",
        required=False,
        allow_empty_file=True,
    )


class SubmitForm(forms.Form):
    """The last step: what is declared, and what is confirmed when something is missing."""

    sworn = forms.BooleanField(label="Je déclare que ces informations sont exactes.")
    without_pieces = forms.BooleanField(
        label="Je dépose maintenant, et j'enverrai les pièces manquantes quand un agent me les demandera.",
        required=False,
    )
    ticket = forms.CharField(
        label="Numéro de panne",
        help_text="Si le site est tombé en panne et vous a donné un numéro : il protège votre date.",
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, missing: bool, **kwargs: Any) -> None:
        """Ask for the confirmation only where pieces are missing."""
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["without_pieces"].required = True
        else:
            del self.fields["without_pieces"]


MOST_CHECKS = (("", "Autant qu'il en faut"), ("1", "Une seule"), ("5", "Cinq au plus"))


class ShareForm(forms.Form):
    """For whom a code is made, until when, and for how many checks."""

    purpose = forms.ChoiceField(label="Pour qui ?", choices=PURPOSES, widget=forms.RadioSelect)
    last_day = DayField(
        label="Valable jusqu'au", help_text="Trois mois au plus. Vous pourrez l'arrêter avant."
    )
    most_checks = forms.TypedChoiceField(
        label="Combien de vérifications ?",
        choices=MOST_CHECKS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class SearchForm(forms.Form):
    """Words to look for among the procedures."""

    q = forms.CharField(
        label="Chercher une démarche",
        max_length=100,
        required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
