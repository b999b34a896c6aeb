"""Which papers a body must accept (C. trav. R.5221-48, CSS R.111-3, D.512-1, L.821-1)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import Body, PaperKind
from sejour.law.sources import Certainty, Rule
from sejour.law.tables import ACCEPTANCES, Acceptance, Need, rule

_DAY_OF_REQUEST = Reason(
    rule("R-SOC-01"), "C'est le jour de la demande qui compte, même si elle est traitée plus tard."
)
_SUFFICES = {
    Certainty.HIGH: "Ce document suffit : il est de ceux que la loi admet.",
    Certainty.MEDIUM: "Le texte ne nomme pas tout à fait ce document, mais il a les mêmes effets.",
    Certainty.LOW: "Ce document prouve le séjour ; la liste admise n'a pas été lue : faites-le confirmer.",
}
_LACKS = {
    Need.WORK_MENTION: "Ce document ne dit pas que vous pouvez travailler : il ne suffit pas.",
    Need.RENEWAL: "Ce document suffit pour un renouvellement, pas pour une première demande.",
}


@cache
def _suffices(cited: Rule, certainty: Certainty) -> Reason:
    return Reason(cited, _SUFFICES[certainty], certainty)


@cache
def _lacks(cited: Rule, need: Need) -> Reason:
    return Reason(cited, _LACKS[need])


@cache
def _unlisted(cited: Rule) -> Reason:
    return Reason(cited, "Ce document n'est pas de ceux que la loi admet.")


@cache
def _ended(cited: Rule) -> Reason:
    return Reason(cited, "Ce document n'était plus valable le jour de la demande.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Whether a body must accept a paper, and why."""

    accepted: bool
    reasons: Reasons


def accepted(
    *,
    body: Body,
    document: PaperKind,
    on: date,
    work_mention: bool = False,
    renewal: bool = False,
    valid_until: date | None = None,
    requested_on: date | None = None,
) -> Accepted:
    """Answer whether a body must accept a paper; one whose last day is not told has no end.

    `on` is the day on which the lists are read where the day of the request is not told.
    Raises FactError where that day decides and is not given.
    """
    rows = ACCEPTANCES[body].on(requested_on or on)
    listed = [row for row in rows if document in row.kinds]
    if not listed:
        return Accepted(False, (_unlisted(rows[0].rule),))
    told = {Need.WORK_MENTION: work_mention, Need.RENEWAL: renewal}
    for row in listed:
        if all(told[need] for need in row.needs):
            return _on_the_day(row, body, valid_until, requested_on)
    first = listed[0]
    return Accepted(False, tuple(_lacks(first.rule, need) for need in first.needs))


def _on_the_day(row: Acceptance, body: Body, valid_until: date | None, requested_on: date | None) -> Accepted:
    day: Reasons = (_DAY_OF_REQUEST,) if body is Body.HEALTH_INSURANCE else ()
    if not row.lasting and valid_until is not None and needed("requested_on", requested_on) > valid_until:
        return Accepted(False, (_ended(row.rule), *day))
    return Accepted(True, (_suffices(row.rule, row.certainty), *day))
