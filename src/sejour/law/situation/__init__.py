"""Where a person stands: facts in plain words, and one answer composed of the questions of the contract.

Nothing is decided here: each part of a `Standing` is the answer of a question, with the facts that it was
asked, so that the public page cannot disagree with `sejour law ask`. This package chooses which questions a
situation calls for, puts their days in order, and names the fact that lacks where one does.
"""

from sejour.law.situation.action import Act, Action
from sejour.law.situation.choices import CHOICES
from sejour.law.situation.days import Cause, Cover, Stretch
from sejour.law.situation.events import DatedEvent, Event
from sejour.law.situation.facts import Contradiction, Facts, Outcome, Wish, contradictions
from sejour.law.situation.parts import Answers, Part
from sejour.law.situation.standing import Standing, standing
from sejour.law.situation.today import LOST, Hold, Right, Shown, Today

__all__ = [
    "CHOICES",
    "LOST",
    "Act",
    "Action",
    "Answers",
    "Cause",
    "Contradiction",
    "Cover",
    "DatedEvent",
    "Event",
    "Facts",
    "Hold",
    "Outcome",
    "Part",
    "Right",
    "Shown",
    "Standing",
    "Stretch",
    "Today",
    "Wish",
    "contradictions",
    "standing",
]
