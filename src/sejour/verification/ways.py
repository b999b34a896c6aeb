"""How a check is made, for what, and what it found: choices for rows, forms and machines alike."""

from django.db import models


class Way(models.TextChoices):
    """By what somebody checks."""

    CODE = "code", "avec un code de partage"
    NUMBER = "number", "avec le numéro d'un document"
    SEAL = "seal", "avec le 2D-Doc d'un document"
    PDF = "pdf", "avec le fichier PDF d'un document"
    BODY = "body", "par un organisme habilité"
    WALLET = "wallet", "avec un portefeuille numérique"


class Purpose(models.TextChoices):
    """Why a holder lets somebody check."""

    EMPLOYER = "employer", "Un employeur"
    SOCIAL = "social", "Un organisme social (CAF, assurance maladie, France Travail)"
    BANK = "bank", "Une banque"
    HOUSING = "housing", "Un logement"
    OTHER = "other", "Autre"


PURPOSES = Purpose.choices
# Purposes for which the right to work is nobody's business.
WITHOUT_WORK = frozenset({Purpose.BANK, Purpose.HOUSING})


class Verdict(models.TextChoices):
    """What a check found. Only `VALID` is a yes, on the day of the check."""

    VALID = "valid", "en cours de validité"
    NO_PROOF = "no_proof", "aucun document en cours"
    NOT_YET_VALID = "not_yet_valid", "pas encore valable"
    EXPIRED = "expired", "terminé"
    REPLACED = "replaced", "remplacé"
    WITHDRAWN = "withdrawn", "retiré"
    NOT_FOUND = "not_found", "non trouvé"
    ALTERED = "altered", "modifié ou faux"
    NOT_OURS = "not_ours", "d'un autre émetteur"
