"""All procedures, read from their files once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from sejour.applications.procedures.reading import Nature, ProcedureFile, ProcedureFileError, read_procedure
from sejour.identity.names import folded

_SUFFIX = ".toml"


def text_of(code: str) -> str:
    """Return the text of the file of a procedure."""
    return (_files() / f"{code}{_SUFFIX}").read_text("utf-8")


def _files() -> Traversable:
    return resources.files("sejour.applications.procedures") / "data"


@cache
def procedures() -> Mapping[str, ProcedureFile]:
    """Return every procedure by its code, in the order of titles. Raises ProcedureFileError."""
    found = [
        load(file.name.removesuffix(_SUFFIX), file.read_text("utf-8"))
        for file in _files().iterdir()
        if file.name.endswith(_SUFFIX)
    ]
    _once_an_address(found)
    _once_a_permit(found)
    ordered = sorted(found, key=lambda p: (not p.is_for_a_permit, folded(p.title)))
    return MappingProxyType({procedure.code: procedure for procedure in ordered})


def load(name: str, text: str) -> ProcedureFile:
    """Return the procedure of a file's text. Raises ProcedureFileError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{name}: {error}"
        raise ProcedureFileError(message) from error
    return read_procedure(name, table)


def procedure_at(address: str) -> ProcedureFile | None:
    """Return the procedure of an address."""
    return next((p for p in procedures().values() if p.address == address), None)


def searched(words: str) -> list[ProcedureFile]:
    """Return the procedures that speak of every word, in the order of titles; all where no word is given."""
    wanted = folded(words).split()
    return [p for p in procedures().values() if all(word in _spoken_of(p) for word in wanted)]


@cache
def _spoken_of(procedure: ProcedureFile) -> str:
    return folded(" ".join((procedure.title, procedure.summary, *procedure.search, *procedure.asks_for)))


def procedure_for(nature: Nature, asked: str) -> ProcedureFile | None:
    """Return the procedure by which something is asked for; None where no file describes it."""
    return next((p for p in procedures().values() if nature in p.natures and asked in p.asks_for), None)


def _once_an_address(found: list[ProcedureFile]) -> None:
    addresses: dict[str, str] = {}
    for procedure in found:
        if procedure.address in addresses:
            message = f"{procedure.code}: its address is that of {addresses[procedure.address]}"
            raise ProcedureFileError(message)
        addresses[procedure.address] = procedure.code


def _once_a_permit(found: list[ProcedureFile]) -> None:
    """Refuse two files by which the same thing is asked for: nobody could tell which to take."""
    seen: dict[tuple[Nature, str], str] = {}
    for procedure in found:
        for key in ((nature, asked) for nature in procedure.natures for asked in procedure.asks_for):
            if key in seen:
                message = f"{procedure.code}: {key[1]} ({key[0]}) is asked for by {seen[key]} already"
                raise ProcedureFileError(message)
            seen[key] = procedure.code
