"""In tests, a template that names what does not exist fails, even in a condition or a loop.

Django shows nothing instead, and the mistake lives on. Going through `None` is no mistake: a person
without a prefecture has no `person.prefecture.name`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.template import Context
from django.template.base import Variable, VariableDoesNotExist

from sejour.project import settings

OURS = str(Path(settings.__file__).parents[1])


class UndefinedVariable(Exception):
    """A template of ours names what does not exist."""


def _is_ours(context: Context) -> bool:
    template = context.render_context.template
    return template is None or str(template.origin.name).startswith((OURS, "<unknown"))


def _through_nothing(error: VariableDoesNotExist) -> bool:
    return len(error.params) == 2 and error.params[1] is None


@contextmanager
def undefined_variables_fail() -> Iterator[None]:
    """Raise UndefinedVariable in place of showing nothing."""
    resolve = Variable._resolve_lookup

    def strictly(self: Variable, context: Any) -> Any:
        try:
            return resolve(self, context)
        except VariableDoesNotExist as error:
            if isinstance(context, Context) and _is_ours(context) and not _through_nothing(error):
                raise UndefinedVariable(
                    f"{self.var} in {context.render_context.template.origin.name}"
                ) from error
            raise

    Variable._resolve_lookup = strictly  # type: ignore[method-assign]
    try:
        yield
    finally:
        Variable._resolve_lookup = resolve  # type: ignore[method-assign]
