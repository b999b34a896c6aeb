"""Why a line of the register is refused, and what may be wrong with a line that is taken.

Codes are stored and counted; sentences are read by the agents who have the lines corrected.
"""

from django.db.models import TextChoices


class Reason(TextChoices):
    """Why a line is refused: it does not name a person and a permit, or it contradicts another."""

    INVALID_ENCODING = "invalid_encoding", "Des octets ne sont pas de l'UTF-8."
    CONTROL_CHARACTER = "control_character", "La ligne contient un caractère de contrôle."
    LINE_TOO_LONG = "line_too_long", "La ligne est beaucoup trop longue pour un titre."
    BROKEN_QUOTES = "broken_quotes", "Un guillemet est ouvert et jamais fermé, ou mal placé."
    WRONG_COLUMN_COUNT = "wrong_column_count", "La ligne n'a pas le nombre de colonnes de l'en-tête."
    INVALID_FOREIGNER_NUMBER = "invalid_foreigner_number", "Le numéro étranger n'a pas dix chiffres."
    MISSING_NAME = "missing_name", "Le nom de famille manque."
    VALUE_TOO_LONG = "value_too_long", "Un nom ou un fondement est trop long pour être gardé entier."
    MISSING_PERMIT_NUMBER = "missing_permit_number", "Le numéro du titre manque."
    INVALID_PERMIT_NUMBER = "invalid_permit_number", "Le numéro du titre a plus de vingt caractères."
    UNKNOWN_PERMIT_TYPE = "unknown_permit_type", "Le type de titre n'est pas un de ceux du registre."
    UNKNOWN_WORK = "unknown_work", "Le droit au travail n'est ni « oui », ni « non », ni « 964h »."
    INVALID_DATE = "invalid_date", "Une date manque ou n'existe pas."
    END_BEFORE_START = "end_before_start", "Le titre finirait avant de commencer."
    IMPOSSIBLE_BIRTH_DATE = (
        "impossible_birth_date",
        "La naissance serait dans le futur, ou après la fin du titre.",
    )
    CONFLICTING_IDENTITY = (
        "conflicting_identity",
        "Ce numéro étranger est déjà celui d'une personne d'une autre identité.",
    )
    PERMIT_OF_ANOTHER_PERSON = (
        "permit_of_another_person",
        "Ce numéro de titre est déjà celui du titre d'une autre personne.",
    )
    CONFLICTING_PERMIT = (
        "conflicting_permit",
        "Ce titre est déjà connu avec un autre type, un autre fondement, d'autres dates ou un autre droit "
        "au travail.",
    )


class AnomalyCode(TextChoices):
    """What to correct on a line that is taken all the same: an anomaly blocks nobody."""

    UNKNOWN_COUNTRY = "unknown_country", "Le code d'un pays est inconnu."
    NO_COMPETENT_PREFECTURE = "no_competent_prefecture", "Aucune préfecture pour ce département."
    UNUSABLE_EMAIL = "unusable_email", "L'adresse électronique ne peut pas fonctionner."
    UNKNOWN_SEX = "unknown_sex", "Le sexe n'est ni « F » ni « M »."
    VALUE_CUT = "value_cut", "Une coordonnée trop longue a été coupée."
    HANDOVER_NOT_RECORDED = (
        "handover_not_recorded",
        "Le titre a commencé depuis plus de 90 jours et sa remise n'est pas notée.",
    )
    HANDOVER_IN_THE_FUTURE = "handover_in_the_future", "La remise serait après le jour de l'extrait."
    UNKNOWN_ARTICLE = "unknown_article", "Le fondement n'a pas la forme d'un article."
    UNKNOWN_STATUS = "unknown_status", "Le statut n'est ni « valide » ni « expire »."


# These belong to one permit; the others to its holder, whatever the number of permits.
OF_THE_PERMIT = (
    AnomalyCode.HANDOVER_NOT_RECORDED,
    AnomalyCode.HANDOVER_IN_THE_FUTURE,
    AnomalyCode.UNKNOWN_ARTICLE,
    AnomalyCode.UNKNOWN_STATUS,
)
