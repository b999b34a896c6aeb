"""From rows to the law's answer: what an undecided application gives, kept as its `Coverage`."""

from dataclasses import dataclass, replace
from datetime import date

from sejour.applications.facts import complete_since, found_standing, incomplete_from, was_held
from sejour.applications.models import Application, ComplementRequest, Procedure
from sejour.continuity.models import Origin, ProvisionalDocument
from sejour.law.continuity import (
    Entitlement,
    Undecided,
    entitlement,
    entitlement_before_commission,
)
from sejour.law.grace import grace
from sejour.law.kinds import Category, PermitKind, Work
from sejour.law.periods import ONE_DAY, Period, day_after
from sejour.law.tables import parameter
from sejour.permits.models import Permit


@dataclass(frozen=True, slots=True)
class File:
    """All rows that decide what an application gives."""

    application: Application
    requests: tuple[ComplementRequest, ...]
    documents: tuple[ProvisionalDocument, ...]
    permits: tuple[Permit, ...]

    @property
    def chain(self) -> tuple[ProvisionalDocument, ...]:
        """The documents that follow each other, in order."""
        return tuple(d for d in self.documents if d.origin == Origin.CHAIN)


def file_of(application: Application) -> File:
    """Read all rows that decide what an application gives."""
    return File(
        application=application,
        requests=tuple(ComplementRequest.objects.filter(application=application).order_by("id")),
        documents=tuple(ProvisionalDocument.objects.filter(application=application).order_by("link", "id")),
        permits=tuple(Permit.objects.filter(person_id=application.person_id)),
    )


def entitlement_in_itself(file: File) -> Entitlement:
    """Return what the application gives while it is undecided, the commission left out."""
    application = file.application
    assert application.counts_from is not None
    category = Category(application.category)
    if category is Category.RENEWAL and application.held_permit is None:
        # Nothing is known to extend: as for a first application, an agent may grant a document.
        category = Category.FIRST
    case = Undecided(
        category=category,
        filed_on=application.counts_from,
        complete_on=complete_since(application, file.requests),
        online=application.online,
        article=application.article,
        held_until=application.held_until,
        held_allowed_work=application.held_work,
        standing=found_standing(application),
        change_of_ground=application.asks_as_first,
        holds_long_stay_visa=application.holds_long_stay_visa,
        work_permit=application.work_permit,
    )
    return entitlement(case)


def entitlement_of(file: File) -> Entitlement:
    """Return what the application gives while it is undecided, whatever was issued so far."""
    application = file.application
    found = entitlement_in_itself(file)
    if application.referred_on is None:
        return found
    before_commission = commission_entitlement(application)
    if not found.of_right:
        found = replace(before_commission, reasons=(*before_commission.reasons, *found.reasons))
    # The commission's document keeps the work of the former permit, also for a new ground (R.432-9).
    return replace(found, work=widest(found.work, before_commission.work))


def commission_entitlement(application: Application) -> Entitlement:
    """Return what the referral of an application to the commission gives."""
    assert application.referred_on is not None
    return entitlement_before_commission(
        online=application.online,
        referred_on=application.referred_on,
        article=application.article,
        held_allowed_work=application.held_work,
    )


def widest(*rights: Work | None) -> Work:
    """Return the widest of several rights to work; what is not told is none."""
    return max((right or Work.NONE for right in rights), key=lambda right: right.rank)


def coverage_of(file: File) -> dict[str, object]:
    """Return the `Coverage` of an undecided application, as field values."""
    application = file.application
    found = entitlement_of(file)
    last = file.chain[-1] if file.chain else None
    covered_to = _covered_to(file, found)
    values: dict[str, object] = {
        "person_id": application.person_id,
        "prefecture_id": application.prefecture_id,
        "covered_to": covered_to,
        "grace_until": grace_until(application),
        "link": last.link if last else None,
        "link_last_day": last.last_day if last else None,
        "kind": "",
        "work": "",
        "mention": "",
        "first_months": None,
        "next_months": None,
        "not_before": None,
        "ahead_days": None,
        "held_back_from": None,
        "opens_with": "",
    }
    if found.of_right:
        assert application.counts_from is not None
        referred = application.referred_on is not None
        values |= {
            "kind": found.kind.value,
            "work": widest(found.work).value,
            "mention": found.mention or "",
            "first_months": found.lengths.first,
            "next_months": found.lengths.next,
            "not_before": found.not_before,
            "ahead_days": parameter("issue_ahead_days", application.counts_from),
            # R.432-9 gives its document until the decision, complete file or not.
            "held_back_from": None if referred else incomplete_from(file.requests),
            "opens_with": _opens_with(file, found, covered_to),
        }
    return values


def _opens_with(file: File, found: Entitlement, covered_to: date) -> str:
    assert found.not_before is not None
    if found.not_before > covered_to + ONE_DAY:
        return "complete_again"
    if found.beside_permit:
        return "from_filing"
    held_until = file.application.held_until
    return "after_permit" if covered_to == held_until else "after_other_document"


def _covered_to(file: File, found: Entitlement) -> date:
    """Return the last covered day, the grace not counted (P-2).

    The end of the permit held at the filing, or the day before the filing where a document is owed
    from it; then the end of the chain and of the commission's document. An agent's grant and a permit
    that came later count where they follow without a hole: the chain must not jump over uncovered days.
    """
    application = file.application
    assert application.counts_from is not None
    from_filing = found.beside_permit or application.held_until is None
    reached = application.counts_from - ONE_DAY if from_filing else application.held_until
    assert reached is not None
    beside: list[Period] = []
    for document in file.documents:
        until = document.proves_until
        if document.origin == Origin.DEPOSIT or until is None or until < document.first_day:
            continue
        if document.origin in (Origin.CHAIN, Origin.REFERRAL):
            reached = max(reached, until)
        else:
            beside.append(Period(document.first_day, until))
    assert application.filed_on is not None
    beside += [Period(p.first_day, p.last_day) for p in file.permits if not was_held(p, application.filed_on)]
    for period in sorted(beside):
        if period.first_day <= day_after(reached):
            reached = max(reached, period.last_day)
    return reached


def grace_until(application: Application) -> date | None:
    """Return until when the expired card itself proves rights (L.433-3), while undecided."""
    held = application.held_permit
    if held is None or application.procedure != Procedure.RENEWAL:
        return None
    assert application.filed_on is not None
    found = grace(
        held_kind=PermitKind(held.kind),
        held_years=held.years,
        held_until=held.last_day,
        filed_on=application.filed_on,
        departement=application.prefecture_id,
    )
    return found.period.last_day if found.period else None
