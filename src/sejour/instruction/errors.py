"""Refusals about the work of agents."""

from sejour.core.errors import Refusal


class NothingToTake(Refusal):
    """No file waits."""

    code = "nothing_to_take"
    sentence = "Aucun dossier n'attend : tous sont en main, ou attendent une réponse."


class TakenByAnother(Refusal):
    """A colleague has this file in hand."""

    code = "taken_by_another"
    sentence = "Un collègue a ce dossier en main. Vous pouvez le lire ; rien n'a été changé."


class NotASignatory(Refusal):
    """Only an authorized signatory confirms."""

    code = "not_a_signatory"
    sentence = "Seul un signataire habilité confirme une décision."


class TooLong(Refusal):
    """A granted attestation lasts no longer than the law allows."""

    code = "too_long"
    sentence = "Une attestation ne peut pas durer plus de {months} mois."


class NumberAlreadyUsed(Refusal):
    """Each card has a number of its own."""

    code = "number_already_used"
    sentence = (
        "Une autre carte porte déjà le numéro {number}. Lisez-le sur la nouvelle carte ; rien n'a été changé."
    )


class CardBeginsTooLate(Refusal):
    """A card handed over today must not begin after the other documents end."""

    code = "card_begins_too_late"
    sentence = (
        "La carte commence après la fin des autres documents : la personne aurait des jours sans preuve de "
        "ses droits. Vérifiez la date de début, ou remettez la carte le jour où elle commence."
    )
