"""What a holder of a permit should do now, and until when: the law's answers, put together for a page."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sejour.law import filing
from sejour.law.grace import grace
from sejour.law.kinds import DepositStatus, PermitKind
from sejour.law.periods import Period, add_months
from sejour.law.tables import parameter
from sejour.permits.models import Permit


class Moment(StrEnum):
    """Where a person stands in regard to the end of their permit."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    EXPIRED = "expired"
    ENTRY_CONDITIONS = "entry_conditions"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about one permit on one day.

    `act_by` is the last day on which acting keeps every right; `late_fee` what lateness costs, in
    euros; `grace` the days during which the expired card would still prove its rights.
    """

    moment: Moment
    online: bool
    window: Period | None
    act_by: date
    late_fee: int
    days_left: int
    grace: Period | None
    extension_of_right: bool


def advise(permit: Permit, on: date) -> Advice:
    """Return what the holder of a permit should do on that day."""
    kind = PermitKind(permit.kind)
    channel = filing.channel(stated=None, article=permit.article, renewal=True, on=on)
    windowed = filing.has_window(kind)
    window, _ = filing.deposit_window(
        held_until=permit.last_day, online=channel.online, on=on, article=permit.article
    )
    standing = filing.standing(
        held_until=permit.last_day,
        online=channel.online,
        filed_on=on,
        held_kind=kind,
        article=permit.article,
    )
    moment = _moment(permit.last_day, standing.status, windowed, on)
    kept = grace(held_kind=kind, held_years=permit.years, held_until=permit.last_day, filed_on=on)
    return Advice(
        moment=moment,
        online=channel.online,
        window=window if windowed else None,
        act_by=window.last_day if windowed else permit.last_day,
        late_fee=standing.late_fee if windowed else 0,
        days_left=(permit.last_day - on).days,
        grace=kept.period,
        extension_of_right=standing.is_in_time and channel.online,
    )


def _moment(held_until: date, status: DepositStatus, windowed: bool, on: date) -> Moment:
    if not windowed and on <= held_until:
        return Moment.OPEN
    match status:
        case DepositStatus.TOO_EARLY:
            return Moment.EARLY
        case DepositStatus.IN_TIME:
            return Moment.OPEN
        case DepositStatus.LATE_ENTRY_CONDITIONS:
            return Moment.ENTRY_CONDITIONS
        case DepositStatus.LATE:
            return Moment.LATE if on <= held_until else Moment.EXPIRED


def entry_conditions_from(held_until: date) -> date:
    """Return the last day on which a late renewal is examined without a new visa (R.431-8)."""
    return add_months(held_until, parameter("late_entry_conditions_months", held_until))
