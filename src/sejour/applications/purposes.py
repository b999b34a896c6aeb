"""What a person is expected for at the prefecture, and what they may have corrected."""

from django.db import models


class SummonsPurpose(models.TextChoices):
    """The words follow « pour »."""

    FINGERPRINTS = "fingerprints", "donner vos empreintes et votre photo"
    HAND_OVER = "hand_over", "retirer votre carte"
    INTERVIEW = "interview", "être reçu par un agent"
    FILE_ON_PAPER = "file_on_paper", "déposer votre dossier papier"


class CorrectedField(models.TextChoices):
    """A piece of identity that a person may say is wrong."""

    FAMILY_NAME = "family_name", "nom de naissance"
    GIVEN_NAMES = "given_names", "prénoms"
    USAGE_NAME = "usage_name", "nom d'usage"
    NATIVE_NAME = "native_name", "nom dans votre écriture"
    SEX = "sex", "sexe"
    BORN = "born", "date de naissance"
    BIRTH_COUNTRY = "birth_country", "pays de naissance"
    NATIONALITY = "nationality", "nationalité"


# What a person types for an agent to read, or an agent for a person, in characters.
LONGEST_REASONS = 2000
