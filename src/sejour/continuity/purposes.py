"""Why a holder lets somebody check: the choices, for forms and models alike."""

from django.db import models


class Purpose(models.TextChoices):
    """Why a holder lets somebody check."""

    EMPLOYER = "employer", "Un employeur"
    SOCIAL = "social", "Un organisme social (CAF, assurance maladie, France Travail)"
    BANK = "bank", "Une banque"
    HOUSING = "housing", "Un logement"
    OTHER = "other", "Autre"


PURPOSES = Purpose.choices
