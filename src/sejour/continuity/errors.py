"""Refusals about documents."""

from sejour.core.errors import Refusal


class NothingProven(Refusal):
    """No document proves a day of stay: there is nothing to certify."""

    code = "nothing_proven"
    sentence = (
        "Aucun document connu ici ne prouve encore de jour de séjour : l'attestation ne peut pas être faite. "
        "Rien n'est perdu ; si un titre manque dans votre espace, dites-le à la préfecture."
    )
