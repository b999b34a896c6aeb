"""Facts about files."""

from dataclasses import dataclass

from sejour.core.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStored(Fact):
    """A person gave a file, or several that make one piece: the first is named."""

    file_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFoundInfected(Fact):
    """A virus was found in what a person gave."""

    file_id: int
