"""What happens to applications, told to the packages above."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFact(Fact):
    """Something happened to an application."""

    application_id: int
    reference: str
    person_id: int


class ApplicationFiled(ApplicationFact):
    """An application left the hands of its applicant; its date is safe."""


class FilingReassessed(ApplicationFact):
    """A document held, learnt after the filing, changed how the filing stands."""


class ComplementRequested(ApplicationFact):
    """An agent asked for named pieces."""


class ComplementAnswered(ApplicationFact):
    """What was asked for has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantSummoned(ApplicationFact):
    """The person is expected at the prefecture."""

    summons_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsCancelled(ApplicationFact):
    """An appointment is cancelled."""

    summons_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(ApplicationFact):
    """An agent gave more time to send pieces: the file is awaited until a later day."""

    extension_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(ApplicationFact):
    """An agent gave no more time: the day stays what it was."""

    extension_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReceived(ApplicationFact):
    """A person objects to the closing of their file."""

    objection_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRefused(ApplicationFact):
    """A signatory answered an objection with reasons: the file stays closed."""

    objection_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered(Fact):
    """What a person asked to have corrected was accepted, or refused with reasons."""

    correction_id: int
    person_id: int


class ApplicationReferred(ApplicationFact):
    """A planned refusal goes to the commission du titre de séjour."""


class DecisionProposed(ApplicationFact):
    """A first person proposes a decision."""


class ApplicationGranted(ApplicationFact):
    """A favourable decision is taken."""


class ApplicationRefused(ApplicationFact):
    """A refusal is taken; it has no effect before its notification."""


class RefusalNotified(ApplicationFact):
    """A refusal reached the person."""


class ApplicationWithdrawn(ApplicationFact):
    """The person withdrew the application."""


class ApplicationClosed(ApplicationFact):
    """The application was closed, lawfully."""


class ApplicationReopened(ApplicationFact):
    """A closed application is open again."""


class DecisionAnnulled(ApplicationFact):
    """A refusal or a closing counts for nothing any more."""


class ApplicationCompleted(ApplicationFact):
    """The card is in hand: the application has nothing more to give."""
