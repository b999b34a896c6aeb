"""Which rules an answer can cite: the code of a question is followed down to the reasons that it names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import unwrap
from types import CodeType, FunctionType, ModuleType
from typing import Any

from sejour.law.editions import resolved
from sejour.law.sources import Rule

_HOUSE = "sejour.law."
# These find what a name or a day asks for: they cite nothing themselves.
_LOOKUPS = "sejour.law.tables"


def rules_cited_by(answer: Callable[..., Any], known: Mapping[str, Rule]) -> frozenset[str]:
    """Return the identifiers of the rules that an answer may cite: never too few, sometimes one too many."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [answer]
    while waiting:
        value = resolved(waiting.pop())
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Rule):
            found.add(value.id)
        elif isinstance(value, str):
            found |= {value} & known.keys()
        else:
            waiting.extend(_inside(value))
    return frozenset(found)


def _inside(value: Any) -> Iterable[Any]:
    """Return what a value names or holds: the names of a function, the parts of data."""
    function = unwrap(value) if callable(value) else None
    if isinstance(function, FunctionType):
        return _named(function) if _is_followed(function.__module__) else ()
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, field.name) for field in fields(value))
    return ()


def _is_followed(module: str) -> bool:
    return module.startswith(_HOUSE) and not module.startswith(_LOOKUPS)


def _named(function: FunctionType) -> Iterator[Any]:
    """Yield the constants of a function, and what its names stand for in its module and those it names."""
    for code in _codes(function.__code__):
        yield from (constant for constant in code.co_consts if not isinstance(constant, CodeType))
        named = [function.__globals__[name] for name in code.co_names if name in function.__globals__]
        yield from named
        modules = [value for value in named if isinstance(value, ModuleType) and _is_followed(value.__name__)]
        yield from (getattr(m, name) for m in modules for name in code.co_names if hasattr(m, name))


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a piece of code and those inside it, such as a comprehension or a lambda."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
