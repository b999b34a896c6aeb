"""Refusals about applications."""

from sejour.core.errors import Refusal


class NoRequestToAnswer(Refusal):
    """Pieces came without having been asked for."""

    code = "no_request_to_answer"
    sentence = "Aucune pièce ne vous est demandée pour ce dossier."


class TimeLimitTooShort(Refusal):
    """A request must leave time to answer."""

    code = "time_limit_too_short"
    sentence = "La date limite doit venir après le jour de la demande."


class NotifiedTooEarly(Refusal):
    """A decision is not notified before it is taken."""

    code = "notified_too_early"
    sentence = "Une décision ne peut pas être notifiée avant d'être prise."


class ReasonsMissing(Refusal):
    """A refusal states its reasons of law and of fact (CRPA L.211-5)."""

    code = "reasons_missing"
    sentence = "Un refus doit donner ses motifs de droit et de fait."


class SamePerson(Refusal):
    """Two different persons propose and confirm a decision."""

    code = "same_person"
    sentence = "Une décision est confirmée par une autre personne que celle qui l'a proposée."


class AlreadyReferred(Refusal):
    """The commission is already consulted."""

    code = "already_referred"
    sentence = "La commission du titre de séjour est déjà saisie de ce dossier."


class NotAnApplicationCategory(Refusal):
    """The commission is a stage of a file, not a way to file."""

    code = "not_an_application_category"
    sentence = "La commission du titre de séjour n'est pas une situation de dépôt."


class TicketNotOurs(Refusal):
    """A ticket of failure is not one that the platform gave, or is too old."""

    code = "ticket_not_ours"
    sentence = (
        "Ce numéro de panne n'est pas reconnu. Vérifiez-le, ou laissez la case vide : "
        "vous pourrez le donner plus tard à un agent."
    )


class NothingToRenew(Refusal):
    """No permit is known that could be renewed."""

    code = "nothing_to_renew"
    sentence = "Aucun titre à renouveler n'est connu à votre nom."
