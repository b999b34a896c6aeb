"""What bodies are, what they may ask, and what they are told: choices for rows, forms and machines alike."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models


class BodyKind(models.TextChoices):
    """What sort of body it is: this decides what it may ever be authorised to ask."""

    EMPLOYERS = "employers", "déclarations d'embauche"
    EMPLOYMENT = "employment", "service public de l'emploi"
    SOCIAL = "social", "organisme social"
    BANK = "bank", "banque"
    OTHER = "other", "autre organisme"


class Purpose(models.TextChoices):
    """Why a body asks. One purpose, one scope, one set of answers (`answers.py`)."""

    STAY = "stay", "séjour"
    WORK = "work", "travail"
    SOCIAL = "social", "droits sociaux"

    @property
    def scope(self) -> str:
        """The OAuth scope that lets a body ask for this purpose."""
        return f"{self.value}:read"


MAY_ASK: Mapping[BodyKind, frozenset[Purpose]] = MappingProxyType(
    {
        BodyKind.EMPLOYERS: frozenset({Purpose.WORK}),
        BodyKind.EMPLOYMENT: frozenset({Purpose.WORK, Purpose.SOCIAL}),
        BodyKind.SOCIAL: frozenset({Purpose.STAY, Purpose.SOCIAL}),
        BodyKind.BANK: frozenset({Purpose.STAY}),
        BodyKind.OTHER: frozenset({Purpose.STAY}),
    }
)
SCOPES: Mapping[str, Purpose] = MappingProxyType({purpose.scope: purpose for purpose in Purpose})
# These ask about many people at once: they pay every month.
IN_BATCHES = frozenset({BodyKind.SOCIAL, BodyKind.EMPLOYMENT})


class EventKind(models.TextChoices):
    """What happens to a right that a body follows."""

    BEGINS = "right_begins", "le droit commence"
    EXTENDED = "right_extended", "le droit va plus loin"
    CHANGED = "right_changed", "le droit de travailler change"
    WITHDRAWN = "right_withdrawn", "le droit est retiré"
    ENDS = "right_ends", "le droit a pris fin"


class Level(models.TextChoices):
    """How much of a right a person has, for a purpose; only work has limits."""

    NONE = "none", "aucun droit"
    LIMITED = "limited", "dans certaines limites"
    FULL = "full", "entier"
