"""The life of a file: which verb leads from which state to which."""

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    """States of a file. The words are those that people read."""

    DRAFT = "draft", "brouillon"
    FILED = "filed", "déposée"
    UNDER_INSTRUCTION = "under_instruction", "en cours d'instruction"
    COMPLEMENT_REQUESTED = "complement_requested", "pièces demandées"
    DECISION_PROPOSED = "decision_proposed", "décision en préparation"
    GRANTED = "granted", "acceptée, carte en préparation"
    REFUSED = "refused", "refusée"
    CLOSED = "closed", "clôturée"
    WITHDRAWN = "withdrawn", "retirée"
    COMPLETED = "completed", "carte remise"


@dataclass(frozen=True, slots=True)
class Move:
    """A verb, the states from which it applies, and the state to which it leads."""

    verb: str
    sources: frozenset[State]
    target: State


def _move(verb: str, *sources: State, to: State) -> Move:
    return Move(verb, frozenset(sources), to)


_S = State
_IN_HAND = (_S.FILED, _S.UNDER_INSTRUCTION, _S.COMPLEMENT_REQUESTED)
OPEN = (*_IN_HAND, _S.DECISION_PROPOSED)

FILE = _move("file", _S.DRAFT, to=_S.FILED)
TAKE_UP = _move("take_up", _S.FILED, to=_S.UNDER_INSTRUCTION)
REQUEST_COMPLEMENT = _move("request_complement", *_IN_HAND, to=_S.COMPLEMENT_REQUESTED)
COMPLETE = _move("complete", *_IN_HAND, to=_S.UNDER_INSTRUCTION)
PROPOSE = _move("propose", *_IN_HAND, to=_S.DECISION_PROPOSED)
SEND_BACK = _move("send_back", _S.DECISION_PROPOSED, to=_S.UNDER_INSTRUCTION)
GRANT = _move("grant", *OPEN, to=_S.GRANTED)
REFUSE = _move("refuse", *OPEN, to=_S.REFUSED)
CLOSE = _move("close", *OPEN, to=_S.CLOSED)
REOPEN = _move("reopen", _S.CLOSED, to=_S.UNDER_INSTRUCTION)
ANNUL = _move("annul", _S.REFUSED, _S.CLOSED, to=_S.UNDER_INSTRUCTION)
WITHDRAW = _move("withdraw", *OPEN, to=_S.WITHDRAWN)
HAND_OVER = _move("hand_over", _S.GRANTED, to=_S.COMPLETED)

MOVES = (
    FILE,
    TAKE_UP,
    REQUEST_COMPLEMENT,
    COMPLETE,
    PROPOSE,
    SEND_BACK,
    GRANT,
    REFUSE,
    CLOSE,
    REOPEN,
    ANNUL,
    WITHDRAW,
    HAND_OVER,
)
