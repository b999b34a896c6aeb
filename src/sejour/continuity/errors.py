"""Refusals about documents and share codes."""

from sejour.core.errors import Refusal


class CodeNotRecognized(Refusal):
    """Wrong code, wrong birth date, code ended or revoked: the four are never told apart."""

    code = "code_not_recognized"
    sentence = (
        "Ce code et cette date de naissance ne donnent rien ensemble, ou le code n'est plus valable. "
        "Vérifiez-les avec la personne qui vous les a donnés ; elle peut créer un autre code."
    )


class EndsTooLate(Refusal):
    """A share code lasts no longer than the limit."""

    code = "ends_too_late"
    sentence = "Choisissez une date entre aujourd'hui et le {latest}."
