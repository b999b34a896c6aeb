"""What keeps a stay lawful while the State makes up its mind.

Which provisional document is owed, from when, for how long, and what it lets its holder do
(R.431-12 to R.431-15-4, R.432-9; policies P-1, P-3, P-5 and P-10).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain as join
from itertools import repeat, takewhile

from sejour.law import filing
from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import Category, DocumentKind, Work
from sejour.law.periods import Period, chain, day_after, day_before
from sejour.law.tables import parameter, rule
from sejour.law.work import work_of_first_application, work_of_protected, work_of_renewal

MENTIONS = {
    Category.REFUGEE: "reconnu réfugié",
    Category.SUBSIDIARY_PROTECTION: "a obtenu le bénéfice de la protection subsidiaire",
}

_EXTENDED = Reason(
    rule("R-API-01"),
    "Votre demande, complète et déposée à temps, est encore examinée après la fin de votre titre.",
)
_AGAIN = Reason(
    rule("R-API-03"),
    "Elle est renouvelée sans que vous ayez rien à faire, tant qu'aucune décision ne vous est notifiée.",
)
_NO_DAY_MISSING = Reason(
    rule("R-TIM-13"), "Elle commence le lendemain du document précédent : aucun jour ne manque."
)
_YOUNG_ADULT = Reason(rule("R-API-05"), "Un jeune majeur y a droit dès que sa demande est complète.")
_NOT_OF_RIGHT = Reason(
    rule("R-API-07"),
    "Pour une première demande, aucun texte n'oblige à donner ce document : un agent peut l'accorder.",
)
_RECEPISSE = Reason(
    rule("R-REC-01"), "Une demande complète faite à la préfecture, et non en ligne, donne un récépissé."
)
_COMMISSION = Reason(
    rule("R-COM-01"),
    "Un refus est envisagé et la commission doit donner son avis : un document vous est remis aussitôt.",
)
_INCOMPLETE = Reason(rule("P-1"), "Votre demande n'est pas complète : aucun document n'est dû.")
_LATE = Reason(rule("R-DEP-16"), "Votre demande a été déposée hors délai : le document n'est pas un droit.")
_COVERED_IN_DOUBT = Reason(
    rule("P-10"),
    "Aucun délai ne vous est fixé : dans le doute votre séjour est couvert et un agent est prévenu.",
)


@cache
def _lasts(months: int) -> Reason:
    return Reason(rule("R-API-02"), f"L'attestation dure {months} mois.")


@cache
def _protected_lasts(months: int) -> Reason:
    because = f"La protection reconnue donne {months} mois de séjour dès la demande, renouvelables."
    return Reason(rule("R-API-06"), because)


@cache
def _commission_lasts(months: int) -> Reason:
    return Reason(rule("R-COM-01"), f"Il dure {months} mois et il est renouvelé jusqu'à la décision.")


@cache
def _recepisse_lasts(first: int, following: int) -> Reason:
    because = f"Le récépissé dure {first} mois, puis {following} mois à chaque fois."
    return Reason(rule("P-5"), because)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many months the first document of a chain lasts, and each of those that follow."""

    first: int
    next: int

    def __iter__(self) -> Iterator[int]:
        return join((self.first,), repeat(self.next))


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What an application gives while it is undecided.

    `covered_to` is the last day before the chain (the end of the document held, or the day before
    the filing); no document begins before `not_before`, the day from which it is owed.
    `beside_permit`: it is owed from the filing, whatever document is held. Where the document is not
    of right, both days are None and nothing is owed: an agent may grant it.
    """

    kind: DocumentKind
    of_right: bool
    lengths: Lengths
    work: Work | None
    mention: str | None
    reasons: Reasons
    covered_to: date | None = None
    not_before: date | None = None
    beside_permit: bool = False

    def periods(self, *, until: date) -> Iterator[Period]:
        """Yield the documents owed that begin on or before `until`, without a gap between them."""
        if self.covered_to is None or self.not_before is None:
            return
        first_day = max(day_after(self.covered_to), self.not_before)
        yield from takewhile(lambda p: p.first_day <= until, chain(first_day, iter(self.lengths)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """What must be known of an undecided application to say what it gives."""

    category: Category
    filed_on: date
    complete_on: date | None
    online: bool
    article: str | None = None
    held_until: date | None = None
    held_allowed_work: Work | None = None
    standing: filing.Standing | None = None
    change_of_ground: bool = False
    holds_long_stay_visa: bool = False
    work_permit: bool = False


def entitlement(case: Undecided) -> Entitlement:
    """Answer what an undecided application gives to its applicant."""
    if case.category in MENTIONS:
        return _protected(case)
    if not case.online:
        return _recepisse(case)
    if case.category is Category.RENEWAL:
        return _renewal(case)
    return _first_application(case)


def entitlement_before_commission(
    *, online: bool, referred_on: date, article: str | None, held_allowed_work: Work | None
) -> Entitlement:
    """Answer what is given on the day when a planned refusal goes to the commission (R.432-9)."""
    kind = _kind(online)
    months = parameter("commission_document_months", referred_on)
    work, why = work_of_renewal(kind=kind, article=article, held=held_allowed_work)
    return Entitlement(
        kind=kind,
        of_right=True,
        lengths=Lengths(months, months),
        work=work,
        mention=None,
        reasons=(_COMMISSION, _commission_lasts(months), why),
        covered_to=day_before(referred_on),
        not_before=referred_on,
    )


def _protected(case: Undecided) -> Entitlement:
    work, why = work_of_protected()
    if case.online:
        months = parameter("protected_attestation_months", case.filed_on)
        lengths, reasons = Lengths(months, months), (_protected_lasts(months), _AGAIN, why)
    else:
        lengths = _recepisse_lengths(case.filed_on)
        reasons = (_RECEPISSE, _recepisse_lasts(lengths.first, lengths.next), why)
    given = Entitlement(
        kind=_kind(case.online),
        of_right=True,
        lengths=lengths,
        work=work,
        mention=MENTIONS[case.category],
        reasons=reasons,
    )
    return _from_completeness(case, given)


def _recepisse(case: Undecided) -> Entitlement:
    work, why = _work(case, DocumentKind.RECEPISSE)
    lengths = _recepisse_lengths(case.filed_on)
    given = Entitlement(
        kind=DocumentKind.RECEPISSE,
        of_right=True,
        lengths=lengths,
        work=work,
        mention=None,
        reasons=(_RECEPISSE, _recepisse_lasts(lengths.first, lengths.next), why),
    )
    return _from_completeness(case, given)


def _renewal(case: Undecided) -> Entitlement:
    held_until = needed("held_until", case.held_until)
    standing = needed("filed_on", case.standing)
    kind = DocumentKind.ATTESTATION_PROLONGATION
    months = parameter("attestation_prolongation_months", case.filed_on)
    work, why = _work(case, kind)
    given = Entitlement(
        kind=kind,
        of_right=False,
        lengths=Lengths(months, months),
        work=work,
        mention=None,
        reasons=(*(standing.reasons or (_LATE,)), why),
    )
    if not standing.is_in_time:
        return given
    window: Reasons = standing.reasons if standing.has_window else (_COVERED_IN_DOUBT,)
    if case.complete_on is None:
        return replace(given, reasons=(_INCOMPLETE, *window, why))
    return replace(
        given,
        of_right=True,
        reasons=(_EXTENDED, _lasts(months), _AGAIN, _NO_DAY_MISSING, *window, why),
        covered_to=held_until,
        not_before=case.complete_on,
    )


def _first_application(case: Undecided) -> Entitlement:
    kind = DocumentKind.ATTESTATION_PROLONGATION
    months = parameter("attestation_prolongation_months", case.filed_on)
    work, why = _work(case, kind)
    given = Entitlement(
        kind=kind,
        of_right=False,
        lengths=Lengths(months, months),
        work=work,
        mention=None,
        reasons=(_NOT_OF_RIGHT, why),
    )
    if case.category is not Category.YOUNG_ADULT:
        return given
    reasons = (_YOUNG_ADULT, _lasts(months), _AGAIN, why)
    return _from_completeness(case, replace(given, of_right=True, reasons=reasons))


def _from_completeness(case: Undecided, given: Entitlement) -> Entitlement:
    """Start a chain on the day when the application is complete, whatever document is held."""
    if case.complete_on is None:
        return replace(given, of_right=False, reasons=(_INCOMPLETE, *given.reasons))
    first_day = max(case.complete_on, case.filed_on)
    return replace(given, covered_to=day_before(first_day), not_before=first_day, beside_permit=True)


def _work(case: Undecided, kind: DocumentKind) -> tuple[Work | None, Reason]:
    if case.category is Category.RENEWAL and not case.change_of_ground:
        return work_of_renewal(kind=kind, article=case.article, held=case.held_allowed_work)
    return work_of_first_application(
        kind=kind,
        article=needed("article", case.article),
        on=case.filed_on,
        work_permit=case.work_permit,
        holds_long_stay_visa=case.holds_long_stay_visa,
    )


def _recepisse_lengths(on: date) -> Lengths:
    return Lengths(parameter("recepisse_first_months", on), parameter("recepisse_next_months", on))


def _kind(online: bool) -> DocumentKind:
    return DocumentKind.ATTESTATION_PROLONGATION if online else DocumentKind.RECEPISSE
