"""The check that an employer makes before hiring (C. trav. L.5221-8, L.5221-9, R.5221-41 to R.5221-45)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.tables import parameter, rule, zone_of

_CHECK = Reason(rule("R-EMP-01"), "Avant d'embaucher, l'employeur vérifie le titre auprès de la préfecture.")
_FRANCE_TRAVAIL = Reason(
    rule("R-EMP-04"), "La personne est inscrite à France Travail, qui a déjà vérifié son titre."
)
_STUDENT = Reason(
    rule("R-EMP-06"),
    "Pour un étudiant, l'employeur déclare l'embauche à la préfecture : la déclaration vaut vérification.",
)
_WORKABLE_DAYS = Reason(
    rule("R-TIM-06"), "Les samedis comptent, mais pas les dimanches ni les jours fériés du lieu."
)
_LATE = Reason(
    rule("R-EMP-03"), "La demande est arrivée trop tard : l'embauche doit attendre la réponse ou le délai."
)


@cache
def _ahead(days: int) -> Reason:
    because = f"La demande doit arriver au moins {days} jours ouvrables avant l'embauche."
    return Reason(rule("R-EMP-03"), because)


@cache
def _silence(days: int) -> Reason:
    because = f"Sans réponse après {days} jours ouvrables, la vérification compte comme faite."
    return Reason(rule("R-EMP-03"), because)


@dataclass(frozen=True, slots=True)
class EmployerCheck:
    """Whether the check is required, the last day to ask for it, and when silence counts as done."""

    required: bool
    ask_by: date | None
    deemed_done_after: date | None
    reasons: Reasons


def employer_check(
    *,
    hire_on: date | None,
    departement: str | None = None,
    france_travail_registered: bool = False,
    request_received_on: date | None = None,
    student: bool = False,
) -> EmployerCheck:
    """Answer whether and when an employer must have a permit checked before hiring.

    The declaration of a student is owed whether or not the person is registered with France Travail.
    Raises FactError where the day of the hire decides and is not given.
    """
    if france_travail_registered and not student:
        return EmployerCheck(False, None, None, (_FRANCE_TRAVAIL,))
    hire_on = needed("hire_on", hire_on)
    zone = zone_of(departement)
    ahead = parameter("employer_check_workable_days", hire_on)
    ask_by = zone.add_workable_days(hire_on, -ahead)
    reasons: Reasons = (_STUDENT if student else _CHECK, _ahead(ahead), _WORKABLE_DAYS)
    if request_received_on is None:
        return EmployerCheck(True, ask_by, None, reasons)
    answer = parameter("employer_answer_workable_days", hire_on)
    deemed_done_after = zone.add_workable_days(request_received_on, answer)
    reasons += (_silence(answer),)
    if request_received_on > ask_by:
        reasons += (_LATE,)
    return EmployerCheck(True, ask_by, deemed_done_after, reasons)
