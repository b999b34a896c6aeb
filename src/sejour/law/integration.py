"""What a first long card demands of French and of the civic exam (L.413-7, L.433-4, R.413-15)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import FactError, needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import Demand, FrenchLevel, LongCard
from sejour.law.sources import Certainty, Rule
from sejour.law.tables import INTEGRATION, Demands, Waiver, WaiverReason, rule

_NOT_FIRST = Reason(
    rule("R-LANG"), "Ces conditions ne valent que pour une première carte : vous en avez déjà une."
)
_NOT_YET = Reason(
    rule("R-LANG"),
    "Le jour du dépôt, ni niveau de français ni examen civique n'était demandé pour cette carte.",
)
_WAIVED = {
    WaiverReason.AGE: "Après l'âge que fixe la loi, le niveau de français n'est pas demandé.",
    WaiverReason.EXEMPT: "Vous êtes dispensé du contrat d'intégration : le niveau n'est pas demandé.",
}
_PERHAPS = {
    WaiverReason.AGE: "L'examen n'est peut-être pas demandé à votre âge : faites-le confirmer par un agent.",
    WaiverReason.EXEMPT: "L'examen n'est peut-être pas demandé aux personnes dispensées du contrat : "
    "faites-le confirmer par un agent.",
}


@cache
def _level(demands: Demands, level: FrenchLevel, *, met: bool) -> Reason:
    has = "votre niveau suffit" if met else "il vous manque un diplôme ou un test qui le prouve"
    return Reason(
        demands.rule, f"Cette carte demande le niveau {level} en français : {has}.", demands.certainty
    )


@cache
def _exam(demands: Demands, score: int, questions: int, *, met: bool) -> Reason:
    has = "il est réussi" if met else "il vous manque"
    because = f"L'examen civique demande {score} bonnes réponses sur {questions}, avant le dépôt : {has}."
    return Reason(demands.rule, because, demands.certainty)


@cache
def _waived(cited: Rule, reason: WaiverReason) -> Reason:
    return Reason(cited, _WAIVED[reason])


@cache
def _perhaps(cited: Rule, reason: WaiverReason) -> Reason:
    return Reason(cited, _PERHAPS[reason], Certainty.MEDIUM)


@dataclass(frozen=True, slots=True)
class Integration:
    """What is missing of what a first card demands, and why."""

    missing: tuple[Demand, ...]
    reasons: Reasons


def integration(
    *,
    asked: LongCard,
    first_of_its_kind: bool,
    filed_on: date | None,
    civic_exam_score: int | None = None,
    french_level: FrenchLevel | None = None,
    age_over_65: bool = False,
    exempt_from_integration_contract: bool = False,
) -> Integration:
    """Answer what is missing to a first long card; a level or an exam that is not told is not proved.

    Raises FactError for a score beyond the questions of the exam, and where the day of filing decides
    and is not given.
    """
    if civic_exam_score is not None and civic_exam_score > INTEGRATION.questions:
        raise FactError("civic_exam_score", f"a score between 0 and {INTEGRATION.questions} is expected")
    if not first_of_its_kind:
        return Integration((), (_NOT_FIRST,))
    day = needed("filed_on", filed_on)
    demands = INTEGRATION.demands[asked].on(day)
    told = {WaiverReason.AGE: age_over_65, WaiverReason.EXEMPT: exempt_from_integration_contract}
    waivers = [w for w in INTEGRATION.waivers if w.asked is asked and told[w.reason] and w.first_day <= day]
    level = _french(demands, french_level, waivers)
    exam = _civic_exam(demands, civic_exam_score, waivers)
    missing = (*level.missing, *exam.missing)
    return Integration(missing, (*level.reasons, *exam.reasons) or (_NOT_YET,))


_NOTHING = Integration((), ())


def _french(demands: Demands, level: FrenchLevel | None, waivers: list[Waiver]) -> Integration:
    demanded = demands.french_level
    if demanded is None:
        return _NOTHING
    for waiver in waivers:
        if Demand.FRENCH_LEVEL in waiver.lifts:
            return Integration((), (_waived(waiver.rule, waiver.reason),))
    met = level is not None and level.rank >= demanded.rank
    return Integration(() if met else (Demand.FRENCH_LEVEL,), (_level(demands, demanded, met=met),))


def _civic_exam(demands: Demands, score: int | None, waivers: list[Waiver]) -> Integration:
    demanded = demands.civic_exam_score
    if demanded is None:
        return _NOTHING
    met = score is not None and score >= demanded
    exam = _exam(demands, demanded, INTEGRATION.questions, met=met)
    if met:
        return Integration((), (exam,))
    doubts = (_perhaps(w.rule, w.reason) for w in waivers if Demand.CIVIC_EXAM in w.perhaps)
    return Integration((Demand.CIVIC_EXAM,), (exam, *doubts))
