"""Which text of the law is read: the published data files, save those that a change of law replaced.

A process reads one edition, the one in force (`put_in_force`); a part of it may read another for a
while (`reading`), to compare what each gives. A table of the law is read once in each edition, and
named once for all: `FEES = in_force("fees", read_fees)` stands for the table of the edition read.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib import resources
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")
Table = Mapping[str, Any]
_DATA = resources.files("sejour.law") / "data"
_SUFFIX = ".toml"
_READERS: dict[str, Callable[[Table], Any]] = {}


class InvalidTable(ValueError):
    """A data file of the law does not hold what it must; the message names file and place."""


def file_names() -> tuple[str, ...]:
    """Return the names of the data files of the law."""
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in _DATA.iterdir()))


def published_text(name: str) -> str:
    """Return the text of a data file as it came with the package."""
    return (_DATA / f"{name}{_SUFFIX}").read_text("utf-8")


class Edition:
    """A state of the law: its number, and the texts that replace published ones, by name of file."""

    def __init__(self, number: int = 0, replaced: Mapping[str, str] = MappingProxyType({})) -> None:
        """Take the texts; nothing is read before it is asked for."""
        self.number = number
        self.replaced = MappingProxyType(dict(replaced))
        self._found: dict[Any, Any] = {}

    def text_of(self, name: str) -> str:
        """Return the text of a data file."""
        return self.replaced.get(name) or published_text(name)

    def once(self, key: Any, find: Callable[[], T]) -> T:
        """Return what is found under a key, found the first time only."""
        try:
            return cast(T, self._found[key])
        except KeyError:
            return cast(T, self._found.setdefault(key, find()))

    def check(self) -> None:
        """Read every table that a change may replace. Raises InvalidTable."""
        with reading(self):
            for name in changeable_files():
                _table(name)


_in_force = Edition()
_read_here: ContextVar[Edition | None] = ContextVar("edition of the law", default=None)


def edition() -> Edition:
    """Return the edition that is read here and now."""
    return _read_here.get() or _in_force


def put_in_force(new: Edition) -> None:
    """Read another edition from now on, in the whole process."""
    global _in_force  # noqa: PLW0603 - the law is one for the process
    _in_force = new


@contextmanager
def reading(other: Edition) -> Iterator[None]:
    """Read another edition within the block."""
    before = _read_here.set(other)
    try:
        yield
    finally:
        _read_here.reset(before)


def load(name: str) -> dict[str, Any]:
    """Return what a data file of the law holds. Raises InvalidTable."""
    try:
        return tomllib.loads(edition().text_of(name))
    except tomllib.TOMLDecodeError as error:
        message = f"{name}{_SUFFIX}: {error}"
        raise InvalidTable(message) from error


def changeable_files() -> tuple[str, ...]:
    """Return the data files that a change of law may replace."""
    return tuple(sorted(_READERS))


def in_force(name: str, read: Callable[[Table], T]) -> T:
    """Return what stands for a table of the law, whichever edition is read; it is read now, to be checked."""
    _READERS[name] = read
    _table(name)
    return cast(T, _InForce(name))


def once_an_edition(find: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function without side effect returns, for as long as the same edition is read."""

    @wraps(find)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        return edition().once((find, args, tuple(kwargs.items())), lambda: find(*args, **kwargs))

    return found


def _table(name: str) -> Any:
    # Asked for at every answer: the table is looked up first, without a word more.
    found = (_read_here.get() or _in_force)._found.get(name)
    return edition().once(name, lambda: _READERS[name](load(name))) if found is None else found


class _InForce:
    """Stands for a table of the edition read: whatever it is asked, that table answers."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(_table(self._name), name)

    def __getitem__(self, key: Any) -> Any:
        return _table(self._name)[key]

    def __contains__(self, item: object) -> bool:
        return item in _table(self._name)

    def __iter__(self) -> Iterator[Any]:
        return iter(_table(self._name))

    def __len__(self) -> int:
        return len(_table(self._name))

    def __eq__(self, other: object) -> bool:
        return bool(_table(self._name) == resolved(other))

    def __hash__(self) -> int:
        return hash(_table(self._name))

    def __repr__(self) -> str:
        return repr(_table(self._name))


def resolved(value: Any) -> Any:
    """Return the table that is read here and now, where one stands for it; any other value as it is."""
    return _table(value._name) if type(value) is _InForce else value
