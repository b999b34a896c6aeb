"""What a credential says of a document: a little in the open, the rest as its holder chooses."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sejour.continuity import papers, proven
from sejour.continuity.models import ProvisionalDocument
from sejour.core.clock import day_of
from sejour.identity.models import Person
from sejour.law.acts import article_of
from sejour.law.kinds import Work
from sejour.law.periods import add_days, day_after
from sejour.law.wording import limits_of_work
from sejour.territory.selectors import nationality_name, zone_of
from sejour.wallet import addresses, spans
from sejour.wallet.types import DEPOT, type_of

_MAY_WORK = {Work.NONE: "no", Work.LIMITED: "limited", Work.FULL: "yes"}


def is_worth_receiving(document: ProvisionalDocument, at: datetime) -> bool:
    """Tell whether a document may enter a wallet: not withdrawn, not over."""
    today = day_of(at, zone_of(document.person.prefecture))
    until = document.proves_until
    return until is None or until >= max(today, document.first_day)


def end_of(document: ProvisionalDocument, at: datetime) -> datetime:
    """Return when the credential of a document expires: as its last day ends, soon where it has none."""
    today = day_of(at, zone_of(document.person.prefecture))
    until = document.proves_until or add_days(today, spans.OPEN_ENDED_DAYS)
    return _midnight(day_after(until), document)


def open_claims(
    document: ProvisionalDocument, at: datetime, *, status_list: int, place: int
) -> dict[str, Any]:
    """Return the claims that every verifier sees. Instants are midnights: hours would link credentials."""
    today = day_of(at, zone_of(document.person.prefecture))
    uri = addresses.status_list(status_list)
    return {
        "iss": addresses.issuer(),
        "vct": type_of(document).vct,
        "iat": _seconds(_midnight(today, document)),
        "nbf": _seconds(_midnight(max(today, document.first_day), document)),
        "exp": _seconds(end_of(document, at)),
        "status": {"status_list": {"uri": uri, "idx": place}},
    }


def hidden_claims(document: ProvisionalDocument) -> dict[str, Any]:
    """Return the claims that the holder shows one by one, or keeps. What is not known is not said."""
    said = {**_holder(document.person), **_document(document)}
    said |= _filing(document) if type_of(document) is DEPOT else _rights(document)
    return said


def _holder(person: Person) -> dict[str, Any]:
    nationality = nationality_name(person.nationality) if person.nationality else ""
    return _known(
        {
            "family_name": person.family_name,
            "usage_name": person.usage_name,
            "given_names": person.given_names,
            "birth_date": birth_date(person),
            "nationality": nationality,
            "foreigner_number": person.foreigner_number or "",
        }
    )


def birth_date(person: Person) -> str:
    """Return a date of birth as far as it is known, largest part first: 1985, 1985-03 or 1985-03-14."""
    parts = [person.born_year, person.born_month, person.born_day]
    known = parts[: parts.index(None)] if None in parts else parts
    return "-".join(f"{part:02d}" for part in known if part is not None)


def _document(document: ProvisionalDocument) -> dict[str, Any]:
    prefecture = document.application.prefecture
    return {
        "document_kind": document.kind,
        "document_number": papers.number_of(document),
        "issued_on": document.issued_on.isoformat(),
        "legal_basis": article_of(document.kind, document.issued_on),
        "authority": prefecture.name if prefecture else "Préfecture du domicile",
    }


def _filing(document: ProvisionalDocument) -> dict[str, Any]:
    return {"filed_on": _day(document.application.filed_on)}


def _rights(document: ProvisionalDocument) -> dict[str, Any]:
    work = Work(document.work)
    until = _day(document.proves_until)
    said: dict[str, Any] = {
        "stay_from": document.first_day.isoformat(),
        # null: until the card is handed over, on a day that nobody knows yet.
        "stay_until": until,
        "may_work": _MAY_WORK[work],
        "social_rights": proven.social_rights(document),
        "reentry": proven.border(document),
        "shown_with": proven.beside(document),
    }
    if work is not Work.NONE:
        said["may_work_until"] = until
    if work is Work.LIMITED:
        said["work_limits"] = limits_of_work(document.first_day)
    return said


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _midnight(day: date, document: ProvisionalDocument) -> datetime:
    """Return the instant at which a day begins where the holder lives (P-9)."""
    return datetime.combine(day, time(), zone_of(document.person.prefecture))


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
