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


class UnknownProcedure(Refusal):
    """No such procedure, or no such step of it."""

    code = "unknown_procedure"
    sentence = "Cette démarche n'existe pas, ou plus. Vos demandes sont gardées ; choisissez dans la liste."


class AlreadyBegun(Refusal):
    """The person has another draft for the same permit."""

    code = "already_begun"
    sentence = (
        "Vous avez déjà un brouillon pour ce titre. Rien n'est perdu : reprenez-le depuis votre espace, "
        "ou répondez autrement à cette question."
    )


class AnswerRefused(Refusal):
    """An answer is not of the kind that its question expects."""

    code = "answer_refused"
    sentence = "{question} {expected} Vos autres réponses sont gardées."


class AnswersMissing(Refusal):
    """A filing needs the answers that its procedure requires."""

    code = "answers_missing"
    sentence = "Il manque {count} réponse(s) : {first}. Tout ce que vous avez écrit est gardé."


class SummonsInThePast(Refusal):
    """Nobody can come to an appointment that has passed."""

    code = "summons_in_the_past"
    sentence = "Le rendez-vous doit être dans l'avenir : vérifiez le jour et l'heure. Rien n'est envoyé."


class SummonsOver(Refusal):
    """An appointment that was cancelled, or has passed, is no longer cancelled."""

    code = "summons_over"
    sentence = "Ce rendez-vous est déjà annulé ou passé : rien n'a changé."


class AlreadyAsked(Refusal):
    """A person asks once for what an agent has yet to answer, or has answered."""

    code = "already_asked"
    sentence = (
        "Vous l'avez déjà demandé : rien n'a été envoyé deux fois. La réponse viendra ici et par e-mail."
    )


class TooLateToAsk(Refusal):
    """More time is asked for while some is left."""

    code = "too_late_to_ask"
    sentence = (
        "Le délai est passé : il ne peut plus être prolongé. Envoyez la pièce dès que vous l'avez, votre "
        "demande redevient complète le jour même et garde sa date de dépôt."
    )


class ReasonsNeeded(Refusal):
    """What is asked for, or refused, is asked for or refused with reasons."""

    code = "reasons_needed"
    sentence = "Écrivez pourquoi : il faut quelques mots. Rien n'a été envoyé."


class ReasonsTooLong(Refusal):
    """Reasons are read by a person: they have a length."""

    code = "reasons_too_long"
    sentence = "Votre texte est trop long : {limit} caractères au plus. Rien n'a été envoyé."


class NothingToCorrect(Refusal):
    """What is asked for is what is written already."""

    code = "nothing_to_correct"
    sentence = "C'est déjà ce qui est enregistré : il n'y a rien à corriger. Rien n'a été envoyé."


class ValueRefused(Refusal):
    """A value is none that this piece of identity can have."""

    code = "value_refused"
    sentence = "Cette valeur ne peut pas être enregistrée. Vérifiez-la ; rien n'a été envoyé."


class AlreadyAnswered(Refusal):
    """A colleague answered first."""

    code = "already_answered"
    sentence = "Il a déjà été répondu à cette demande : la première réponse est gardée."
