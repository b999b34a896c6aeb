"""Refusals about share codes and checks."""

from sejour.core.errors import Refusal


class CheckRefused(Refusal):
    """A check gives no answer; nothing is recorded of what was given."""


class CodeNotRecognized(CheckRefused):
    """Wrong code, wrong birth date, code ended, used up, locked or revoked: they are never told apart."""

    code = "code_not_recognized"
    sentence = (
        "Ce code et cette date de naissance ne donnent rien ensemble, ou le code n'est plus valable. "
        "Vérifiez-les avec la personne qui vous les a donnés ; elle peut créer un autre code."
    )


class EndsTooLate(Refusal):
    """A share code lasts no longer than the limit."""

    code = "ends_too_late"
    sentence = "Choisissez une date entre aujourd'hui et le {latest}."


class FileIsEmpty(CheckRefused):
    """Nothing is in the file."""

    code = "file_is_empty"
    sentence = "Ce fichier est vide. Choisissez-le de nouveau."


class FileIsTooLarge(CheckRefused):
    """The file is over the limit."""

    code = "file_is_too_large"
    sentence = (
        "Ce fichier est trop lourd : la limite est de {limit} Mo. "
        "Photographiez seulement le carré de points, ou enregistrez le document de nouveau."
    )


class FileNotRecognized(CheckRefused):
    """The content is of no type that is read here, whatever its name says."""

    code = "file_not_recognized"
    sentence = (
        "Ce fichier n'est ni un PDF, ni une photo JPEG ou PNG, quel que soit son nom. "
        "Prenez le document en photo, ou donnez le PDF tel que vous l'avez reçu."
    )


class ReceiptAlreadyMade(CheckRefused):
    """The receipt of a check says what it said when it was made."""

    code = "receipt_already_made"
    sentence = (
        "Le reçu de cette vérification a déjà été établi, avec d'autres réponses ; il ne change plus. "
        "Pour un autre reçu, faites une nouvelle vérification."
    )


class ReceiptTooLate(CheckRefused):
    """The page of the answer was left open too long, or its token is none of ours."""

    code = "receipt_too_late"
    sentence = (
        "Cette page est restée ouverte trop longtemps : le reçu ne peut plus être établi. "
        "Faites une nouvelle vérification."
    )


class HireIsTooFar(CheckRefused):
    """The day of the hire is years away: a typing error."""

    code = "hire_is_too_far"
    sentence = "Vérifiez la date de l'embauche : elle est trop loin d'aujourd'hui."
