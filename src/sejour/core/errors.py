"""Refusals: what the platform expects to refuse, with a code and a sentence for people."""

from typing import Any, ClassVar


class Refusal(Exception):
    """An expected refusal. `sentence` says in French what happened, what is kept, what to do."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "Cette action n'est pas possible. Rien n'a été changé."

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.sentence.format(**details))


class NotFound(Refusal):
    """Unknown, or not for this actor: the two are never told apart."""

    code = "not_found"
    sentence = "Cette page n'existe pas, ou elle ne vous est pas ouverte."


class WrongState(Refusal):
    """The verb does not apply to the object in its present state."""

    code = "wrong_state"
    sentence = "Cette action n'est plus possible : le dossier a changé entre-temps. Rien n'a été changé."


class TooManyAttempts(Refusal):
    """Guesses are limited."""

    code = "too_many_attempts"
    sentence = "Trop d'essais. Attendez {minutes} minutes, puis recommencez. Rien n'est perdu."
