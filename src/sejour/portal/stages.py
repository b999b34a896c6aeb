"""The pages of a filing in their order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sejour.applications.procedures.answers import missing, steps_asked
from sejour.applications.procedures.catalogue import procedures

if TYPE_CHECKING:
    from sejour.applications.models import Application


@dataclass(frozen=True, slots=True)
class Stage:
    """A page of a filing: its name, its address, and whether it is the one that is shown."""

    title: str
    url: str
    is_current: bool


def stages(application: "Application", current: str) -> list[Stage]:
    """Return the pages of a filing in their order; `current`: the code of a step, or the name of a page."""
    procedure = procedures().get(application.form)
    found: list[tuple[str, str, tuple[str, ...]]] = [("Ma situation", "filing_situation", ())]
    if procedure is not None:
        asked = steps_asked(procedure, application.procedure, application.answers)
        found += [(step.title, "filing_step", (step.code,)) for step in asked]
    found += [("Mes pièces", "filing_pieces", ()), ("Vérifier et déposer", "filing_recap", ())]
    return [
        Stage(
            title,
            reverse(f"portal:{page}", args=[application.reference, *args]),
            current in (page, *args),
        )
        for title, page, args in found
    ]


def beside(found: list[Stage]) -> tuple[str, str]:
    """Return the addresses of the pages before and after the one that is shown."""
    rank = next(rank for rank, stage in enumerate(found) if stage.is_current)
    return found[max(rank - 1, 0)].url, found[min(rank + 1, len(found) - 1)].url


def to_resume(draft: "Application") -> str:
    """Return where a draft is taken up again: at the first answer that is missing, else at the pieces."""
    procedure = procedures().get(draft.form)
    wanted = missing(procedure, draft.procedure, draft.answers) if procedure else []
    if procedure and wanted:
        step = next(step for step in procedure.step if wanted[0] in step.question)
        return reverse("portal:filing_step", args=[draft.reference, step.code])
    return reverse("portal:filing_pieces", args=[draft.reference])
