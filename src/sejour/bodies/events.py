"""Facts about what bodies are told."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyEventsWritten(Fact):
    """Events wait on these channels."""

    channels: tuple[int, ...]
