"""`employer-check`: must an employer have a permit checked before hiring, and by when?"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sejour.law import employers
from sejour.law.facts import Departement
from sejour.law.findings import Reasons

NAME = "employer-check"
TITLE = "Quand l'employeur doit-il faire vérifier le titre ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The hire, and who is hired."""

    hire_on: Annotated[date | None, "jour de l'embauche ; inutile si aucune vérification n'est due"] = None
    departement: Annotated[Departement | None, "département du siège de l'employeur"] = None
    france_travail_registered: Annotated[bool, "la personne est inscrite à France Travail"] = False
    request_received_on: Annotated[date | None, "jour où la préfecture a reçu la demande"] = None
    student: Annotated[bool, "la personne a un titre d'étudiant"] = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the check is required, the last day to ask, and when silence counts as done."""

    required: Annotated[bool, "une vérification, ou la déclaration d'un étudiant, est due"]
    ask_by: Annotated[date | None, "dernier jour où la demande peut arriver"]
    deemed_done_after: Annotated[date | None, "fin du temps de réponse : ensuite, réputé fait"]
    reasons: Reasons


def answer(facts: Facts, as_of: date) -> Answer:  # noqa: ARG001 - the hire names the day of the law
    """Answer the question with the law in force on the day of the hire."""
    found = employers.employer_check(
        hire_on=facts.hire_on,
        departement=facts.departement,
        france_travail_registered=facts.france_travail_registered,
        request_received_on=facts.request_received_on,
        student=facts.student,
    )
    return Answer(found.required, found.ask_by, found.deemed_done_after, found.reasons)
