"""Refusals about accounts and identity."""

from sejour.core.errors import Refusal


class LinkExpired(Refusal):
    """The one-time link is unknown, used or too old; the three are not told apart."""

    code = "link_expired"
    sentence = (
        "Ce lien ne fonctionne plus : il a déjà servi ou il est trop ancien. "
        "Demandez-en un nouveau ; rien de ce que vous avez enregistré n'est perdu."
    )


class WrongCredentials(Refusal):
    """Address or password is wrong; which one is not told."""

    code = "wrong_credentials"
    sentence = (
        "L'adresse ou le mot de passe ne correspond pas. "
        "Vous pouvez aussi recevoir un lien de connexion par e-mail."
    )


class ProofDoesNotMatch(Refusal):
    """The proof of a foreigner number does not match; nothing is revealed of what does."""

    code = "proof_does_not_match"
    sentence = (
        "Ces informations ne correspondent pas ensemble. Vérifiez-les sur votre titre : "
        "le numéro étranger a dix chiffres, le numéro du titre est imprimé à côté. Rien n'a été enregistré."
    )


class AlreadyAttached(Refusal):
    """The account is attached to a person already."""

    code = "already_attached"
    sentence = "Votre compte est déjà relié à un numéro étranger."


class UnknownPostalCode(Refusal):
    """No prefecture is competent for this postal code."""

    code = "unknown_postal_code"
    sentence = "Ce code postal n'est pas connu. Vérifiez-le ; vos autres réponses sont gardées."
