"""The kinds that facts are made of, and the reader that names what is wrong with them."""

from typing import Any

from sejour.law.reading import Article, FactError, in_order, missing, names_of, needed, read
from sejour.law.tables import ZONES

__all__ = ["Article", "Departement", "FactError", "in_order", "missing", "names_of", "needed", "read"]


class Departement(str):
    """The code of a département."""

    __slots__ = ()

    @classmethod
    def read_fact(cls, where: str, value: Any) -> "Departement":
        """Read the code of a département, or raise FactError naming `where`."""
        if not isinstance(value, str) or value not in ZONES:
            raise FactError(where, "the code of a département, such as 75, is expected")
        return cls(value)
