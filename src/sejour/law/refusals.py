"""Grounds on which a permit may be refused (L.432-1 and following)."""

from dataclasses import dataclass

from sejour.law.tables import load


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """A coded ground of refusal, with its article."""

    code: str
    label: str
    article: str

    def __str__(self) -> str:
        return f"{self.label} (article {self.article})"


GROUNDS = tuple(RefusalGround(**row) for row in load("refusal_grounds")["ground"])
_BY_CODE = {ground.code: ground for ground in GROUNDS}


def in_law(codes: tuple[str, ...]) -> str:
    """Return the reasons of law of a refusal on these grounds; an unknown code is a KeyError."""
    return "\n".join(str(_BY_CODE[code]) for code in codes)
