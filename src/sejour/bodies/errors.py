"""Refusals to bodies. They are read by programs: the code is the contract, the sentence explains."""

from sejour.core.errors import Refusal


class BodyRefused(Refusal):
    """A body does not get what it asks for."""


class NobodyFound(BodyRefused):
    """Unknown number or another date of birth: the two are never told apart."""

    code = "not_found"
    sentence = "Ce numéro et cette date de naissance ne désignent personne ensemble."


class PurposeNotAllowed(BodyRefused):
    """The token does not carry the scope of this purpose."""

    code = "purpose_not_allowed"
    sentence = "Votre jeton ne porte pas la portée {scope} : demandez-la en demandant le jeton."


class DayOutOfReach(BodyRefused):
    """Rights are told for today, or for the near past on which a request was made."""

    code = "day_out_of_reach"
    sentence = "Choisissez un jour entre le {first} et le {last}."


class QuotaExceeded(BodyRefused):
    """More questions than agreed; `seconds` until the next one may be asked."""

    code = "quota_exceeded"
    sentence = "Vous avez posé toutes les questions convenues. Recommencez dans {seconds} secondes."


class TooManyWrongNames(BodyRefused):
    """A body tries dates of birth with a number."""

    code = "too_many_attempts"
    sentence = "Trop d'essais avec ce numéro. Recommencez dans {seconds} secondes."


class SubscriptionNotFound(BodyRefused):
    """Unknown, ended, or another body's."""

    code = "subscription_not_found"
    sentence = "Cet abonnement n'existe pas, ou il a pris fin."


class SubscriptionTooLong(BodyRefused):
    """A body says until when it has a reason to follow somebody, a year at most."""

    code = "subscription_too_long"
    sentence = "Choisissez une fin entre le {first} et le {last} ; l'abonnement se renouvelle."


class NoBatches(BodyRefused):
    """Only bodies that pay every month ask about many people at once."""

    code = "no_batches"
    sentence = "Votre organisme pose ses questions une par une."


class SandboxOnly(BodyRefused):
    """Events are made up in the sandbox only."""

    code = "sandbox_only"
    sentence = "Cette adresse n'existe que pour les accès du bac à sable."


class NameTaken(Refusal):
    """A body is registered once."""

    code = "name_taken"
    sentence = "Un organisme porte déjà ce nom. Rien n'a été changé."


class PurposeNotOfKind(Refusal):
    """This sort of body is never authorised to ask for that."""

    code = "purpose_not_of_kind"
    sentence = "Un organisme de cette sorte ne peut pas demander : {purposes}. Rien n'a été enregistré."


class AddressRefused(Refusal):
    """Messages go to a public https address only."""

    code = "address_refused"
    sentence = "Cette adresse ne convient pas : {why}. Rien n'a été changé."


class KeyRefused(Refusal):
    """A public key that cannot verify signatures here."""

    code = "key_refused"
    sentence = "Cette clé ne convient pas : donnez une clé publique JWK de type EC, courbe P-256."
