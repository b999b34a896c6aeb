"""The questions, one form each. Names of fields are short: they stand in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from sejour.law.kinds import DocumentKind, Work
from sejour.law.periods import months_from
from sejour.law.reading import ARTICLE
from sejour.law.situation import CHOICES, Outcome, Wish
from sejour.portal.situation.said import bound
from sejour.ui.forms import DayField, DayInput

_MONTH = re.compile(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})\s*", re.ASCII)
_ISO_MONTH = re.compile(r"\s*(\d{4})-(\d{1,2})\s*", re.ASCII)
_SPACES = re.compile(r"\s+")
LONGEST_ANSWER = 40
Departements = tuple[tuple[str, str], ...]
UNKNOWN = "x"
WISHES: Mapping[str, Wish] = {
    "r": Wish.RENEWAL,
    "c": Wish.NEW_GROUND,
    "p": Wish.FIRST,
    "d": Wish.DUPLICATE,
}
WORK: Mapping[str, Work] = {"f": Work.FULL, "l": Work.LIMITED, "n": Work.NONE}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    first_day: date

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return months_from(self.first_day, 1).last_day

    def __str__(self) -> str:
        return f"{self.first_day:%m/%Y}"


class MonthField(forms.Field):
    """A month and its year: a birth is never asked for to the day."""

    widget = DayInput
    default_error_messages: ClassVar = {
        "invalid": "Écrivez le mois et l'année, comme 04/2008.",
        "impossible": "Ce mois n'existe pas : vérifiez le mois et l'année.",
    }

    def to_python(self, value: Any) -> Month | None:
        """Return the month, None where nothing was typed."""
        if value in self.empty_values:
            return None
        iso = _ISO_MONTH.fullmatch(str(value))
        found = iso or _MONTH.fullmatch(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        first, second = map(int, found.groups())
        year, month = (first, second) if iso else (second, first)
        try:
            return Month(date(year, month, 1))
        except ValueError:
            raise ValidationError(self.error_messages["impossible"], "impossible") from None


class Question(forms.Form):
    """One question. `told`: the answers given before it, on which its words may hang.

    `strict`: the form was sent, and what it needs must be there; a link may hold less.
    """

    title: ClassVar = ""
    intro: ClassVar = ""
    # What must be answered before going on.
    needed: ClassVar[tuple[str, ...]] = ()
    # Whether it is asked, while nothing is answered, even if those after it are.
    asked_again: ClassVar = True

    def __init__(
        self,
        *args: Any,
        told: Mapping[str, Any],
        departements: Departements = (),
        strict: bool = False,
        **kwargs: Any,
    ) -> None:
        """Fit the question to the answers before it."""
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.told = told
        self.departements = departements
        self.strict = strict
        for name, field in self.fields.items():
            field.required = strict and name in self.needed
            field.widget.is_required = False

    @property
    def heading(self) -> str:
        """The question, in words."""
        return bound(self.title)

    def need(self, name: str, message: str) -> None:
        """Tell that an answer is needed, where the form was sent without it."""
        if self.strict and name not in self.errors and self.cleaned_data.get(name) in (None, ""):
            self.add_error(name, message)


def _radio(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class WishForm(Question):
    """What is asked for."""

    title = "Que demandez-vous, ou qu'avez-vous demandé ?"
    needed = ("d",)
    d = _radio(
        "Votre demande",
        [
            ("r", "Renouveler mon titre"),
            ("c", "Changer de motif, par exemple d'étudiant à salarié"),
            ("p", "Un premier titre"),
            ("d", "Refaire une carte perdue, volée ou abîmée"),
        ],
    )


class HeldForm(Question):
    """The document held."""

    title = "Quel titre avez-vous ?"
    intro = "Même s'il est expiré. Tout est imprimé dessus."
    needed = ("t",)
    t = _radio("Votre titre", [(held.code, held.words) for held in CHOICES.held.values()])
    f = DayField(
        label="Valable jusqu'au", help_text="Par exemple 31/01/2027. Laissez vide si vous ne savez pas."
    )
    b = DayField(label="Valable depuis le", help_text="Sert seulement à repérer une erreur de date.")
    w = _radio(
        "Vous permet-il de travailler ?",
        [
            ("f", "Oui"),
            ("l", "Oui, avec des limites : étudiant (964 heures par an), un seul métier…"),
            ("n", "Non"),
            (UNKNOWN, "Je ne sais pas"),
        ],
    )


class StartForm(Question):
    """How a first application begins."""

    title = "Quelle est votre situation ?"
    needed = ("g",)
    g = _radio("Votre situation", [(start.code, start.words) for start in CHOICES.starts.values()])


class DayForm(Question):
    """The day from which a first application counts."""

    j = DayField(label="Jour", help_text="Par exemple 15/09/2026. Laissez vide si vous ne savez pas.")
    n = MonthField(
        label="Mois de naissance",
        help_text="Par exemple 04/2008. Le jour n'est pas demandé : vous aurez la date la plus prudente.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep the day or the month, as the situation needs."""
        super().__init__(*args, **kwargs)
        start = CHOICES.starts.get(self.told.get("g", ""))
        by_month = start is not None and start.by_month
        del self.fields["j" if by_month else "n"]
        if start is not None:
            self.fields["n" if by_month else "j"].label = start.day

    @property
    def heading(self) -> str:
        """The question, in words."""
        by_month = "n" in self.fields
        return bound("Quand êtes-vous né ?" if by_month else "Depuis quel jour ?")


class GroundForm(Question):
    """The ground of the permit asked for."""

    m = forms.ChoiceField(label="Motif")
    a = forms.CharField(
        label="Ou l'article, si vous le connaissez",
        help_text="Écrit comme L.423-7, il est sur les courriers de la préfecture, parfois sur la carte.",
        max_length=LONGEST_ANSWER,
        widget=forms.TextInput({"class": "short", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grounds that go with the document held."""
        super().__init__(*args, **kwargs)
        fitting = [family for family in CHOICES.families if self._fits(family.held)]
        families = [(f.name, [(ground.code, ground.words) for ground in f.grounds]) for f in fitting]
        unknown = ("", "Je ne sais pas, ou il n'est pas dans cette liste")
        self.fields["m"].choices = [unknown, *families]  # type: ignore[attr-defined]

    def _fits(self, held: tuple[str, ...]) -> bool:
        wish, code = self.told.get("d"), self.told.get("t", "")
        if wish == "p":
            return "ct" in held
        if wish == "c":
            return "a1" in held if code in ("a1", "a10") else not {"a1", "ap"} & set(held)
        return not code or code in held

    @property
    def heading(self) -> str:
        """The question, in words."""
        if self.told.get("d") in ("c", "p"):
            return bound("Pour quel motif demandez-vous ce titre ?")
        return bound("Quel est le motif de votre titre ?")

    def clean_a(self) -> str:
        """Accept an article as people write it."""
        typed = _SPACES.sub("", self.cleaned_data["a"]).upper().removeprefix("ART.").removeprefix("ARTICLE")
        if not typed:
            return ""
        article = typed if typed[1:2] == "." or typed.startswith("ACCORD") else f"{typed[:1]}.{typed[1:]}"
        if not ARTICLE.fullmatch(article):
            raise ValidationError("Écrivez l'article comme L.423-7, ou choisissez un motif dans la liste.")
        return article


class PlaceForm(Question):
    """The département."""

    title = "Dans quel département habitez-vous ?"
    intro = "Il dit quelle préfecture est compétente, quel tribunal, et quels jours y sont fériés."
    asked_again = False
    l = forms.ChoiceField(label="Département")  # noqa: E741 - short names stand in the address

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the départements that have a prefecture."""
        super().__init__(*args, **kwargs)
        names = [(code, f"{code} — {name}") for code, name in self.departements]
        self.fields["l"].choices = [("", "Je préfère ne pas le dire"), *names]  # type: ignore[attr-defined]


class FilingForm(Question):
    """Whether the application is filed, when and how."""

    title = "Avez-vous déposé votre demande ?"
    needed = ("s",)
    s = _radio(
        "Votre dépôt",
        [
            ("n", "Non, pas encore"),
            ("e", "Oui, en ligne"),
            ("g", "Oui, au guichet"),
            ("p", "Oui, par courrier"),
        ],
    )
    sd = DayField(label="Quel jour ?", help_text="Le jour écrit sur l'accusé ou l'attestation de dépôt.")
    sp = DayField(
        label="Premier jour où le site vous a bloqué",
        help_text="Seulement si une panne vous a empêché de déposer plus tôt : elle protège votre date.",
    )

    def clean(self) -> None:
        """Ask for the day of a filing."""
        filed = self.cleaned_data.get("s") in ("e", "g", "p")
        if filed and "sd" not in self.errors and self.cleaned_data.get("sd") is None:
            self.add_error("sd", "Dites quel jour vous avez déposé.")


class CompleteForm(Question):
    """Whether the application is complete."""

    title = "Votre demande est-elle complète ?"
    intro = "Une demande est complète tant que la préfecture ne vous demande aucune pièce indispensable."
    needed = ("k",)
    k = _radio(
        "Votre dossier",
        [
            ("o", "Oui, dès le dépôt : rien ne m'a été demandé, ou j'ai tout envoyé à temps"),
            ("j", "Oui, mais depuis un autre jour : j'ai envoyé une pièce après le délai donné"),
            ("n", "Non : une pièce demandée n'est pas encore envoyée"),
            (UNKNOWN, "Je ne sais pas"),
        ],
    )
    kd = DayField(
        label="Complète depuis quel jour ?", help_text="Seulement si c'est un autre jour que le dépôt."
    )

    def clean(self) -> None:
        """Ask for the day where it is another one."""
        if self.cleaned_data.get("k") == "j":
            self.need("kd", "Dites depuis quel jour votre demande est complète.")


PAPERS: Mapping[str, DocumentKind | None] = {
    "ap": DocumentKind.ATTESTATION_PROLONGATION,
    "re": DocumentKind.RECEPISSE,
    "df": DocumentKind.ATTESTATION_DECISION_FAVORABLE,
    "ad": DocumentKind.ATTESTATION_DEPOT,
    "n": None,
}


class PaperForm(Question):
    """The last paper received for this application."""

    title = "Quel est le dernier document reçu pour cette demande ?"
    needed = ("r",)
    r = _radio(
        "Votre document",
        [
            ("ap", "Une attestation de prolongation d'instruction"),
            ("re", "Un récépissé"),
            ("df", "Une attestation de décision favorable"),
            ("ad", "Seulement une attestation de dépôt"),
            ("n", "Aucun"),
        ],
    )
    rf = DayField(
        label="Valable jusqu'au",
        help_text="La date de fin écrite dessus, même passée. Vide s'il n'y en a pas.",
    )
    rw = _radio(
        "Dit-il que vous pouvez travailler ?", [("o", "Oui"), ("n", "Non"), (UNKNOWN, "Je ne sais pas")]
    )


OUTCOMES: Mapping[str, Outcome | None] = {
    "n": None,
    "a": Outcome.GRANTED,
    "r": Outcome.REFUSED,
    "o": Outcome.REFUSED_WITH_REMOVAL,
}


class DecisionForm(Question):
    """The decision, if there is one."""

    title = "Avez-vous reçu une décision écrite ?"
    needed = ("x",)
    x = _radio(
        "La décision",
        [
            ("n", "Non, aucune réponse"),
            ("a", "Oui : ma demande est acceptée"),
            ("r", "Oui : ma demande est refusée"),
            ("o", "Oui : elle est refusée, avec une obligation de quitter la France"),
        ],
    )
    xd = DayField(label="Quel jour ?", help_text="Le jour où vous avez reçu la décision.")
    xw = _radio(
        "Si elle est acceptée, le nouveau titre permet-il de travailler ?",
        [("o", "Oui"), ("n", "Non"), (UNKNOWN, "Je ne sais pas")],
    )

    def clean(self) -> None:
        """Ask for the day of a decision."""
        if self.cleaned_data.get("x") in ("a", "r", "o"):
            self.need("xd", "Dites quel jour vous avez reçu cette décision.")
