"""Who acts: a person, an agent, or the platform itself, as the journal names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The author of an act. `name` is a reference, never a person's name."""

    name: str

    def __str__(self) -> str:
        return self.name


PLATFORM = Actor("platform")
WATCH = Actor("watch")
