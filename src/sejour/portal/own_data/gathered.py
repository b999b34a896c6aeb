"""All that is held about a person, as plain data: days in ISO 8601, instants in UTC, empty for the unknown.

The shape is documented in `docs/own-data.md`; a new entry may come, none leaves or changes its meaning
without another number in `FORMAT`.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sejour.applications import petitions
from sejour.applications.consultations import consultations_of
from sejour.applications.identity_values import value_of
from sejour.applications.purposes import CorrectedField
from sejour.applications.selectors import applications_of, failed_attempts_of
from sejour.bodies.selectors import subscriptions_to
from sejour.documents.selectors import files_given_by
from sejour.identity.access import Applicant
from sejour.notifications.selectors import messages_of
from sejour.permits.selectors import permits_of
from sejour.portal.own_data.of_applications import told
from sejour.portal.own_data.written import Data, day, instant
from sejour.territory.selectors import country_name, nationality_name
from sejour.verification.selectors import checks_of, share_codes_of
from sejour.wallet.selectors import received

if TYPE_CHECKING:
    from sejour.identity.models import Person

FORMAT = "sejour.own_data/1"


def own_data(applicant: Applicant, *, at: datetime, on: date) -> Data:
    """Return all that is held about somebody; of others, only the names under which they came here."""
    person = applicant.person
    assert person is not None
    return {
        "format": FORMAT,
        "made_at": instant(at),
        "identity": identity(person),
        "contact": contact(person),
        "account": account(applicant),
        "permits": permits(person),
        "applications": [told(one, at) for one in applications_of(person)],
        "failed_attempts": failed_attempts(person),
        "files": files(person),
        "corrections": corrections(person),
        "messages": messages(person),
        "share_codes": share_codes(person),
        "checks": checks(person),
        "bodies": bodies(person, on),
        "wallet": wallet(person, at),
        "consultations": consultations(person),
    }


def identity(person: "Person") -> Data:
    """Return who a person is."""
    return {
        **{field.value: value_of(person, field) for field in CorrectedField},
        "birth_country_name": country_name(person.birth_country) if person.birth_country else "",
        "nationality_name": nationality_name(person.nationality) if person.nationality else "",
        "birth_commune": person.birth_commune,
        "foreigner_number": person.foreigner_number or "",
    }


def contact(person: "Person") -> Data:
    """Return how a person is reached, and which prefecture follows them."""
    fields = (
        *("address", "address_complement", "postal_code", "city"),
        *("departement", "email", "phone", "language"),
    )
    return {
        **{field: getattr(person, field) for field in fields},
        "known_on": day(person.contact_as_of),
        "prefecture": person.prefecture.name if person.prefecture else "",
    }


def account(applicant: Applicant) -> Data:
    """Return what is kept of an account; of its password, only whether there is one."""
    found = applicant.account
    return {
        "email": found.email,
        "opened_at": instant(found.created_at),
        "confirmed_at": instant(found.confirmed_at),
        "last_sign_in_at": instant(found.last_login),
        "has_password": found.has_usable_password(),
    }


def permits(person: "Person") -> list[Data]:
    """Return the permits held."""
    return [
        {
            "number": permit.number or "",
            "kind": permit.get_kind_display(),
            "article": permit.article,
            "first_day": day(permit.first_day),
            "last_day": day(permit.last_day),
            "work": permit.get_work_display(),
            "known_on": day(permit.known_on),
            "handed_over_on": day(permit.handed_over_on),
        }
        for permit in permits_of(person)
    ]


def failed_attempts(person: "Person") -> list[Data]:
    """Return when the platform failed a person who tried to file: those days protect their dates."""
    return [
        {"at": instant(one.at), "ticket": one.ticket, "what": one.what} for one in failed_attempts_of(person)
    ]


def files(person: "Person") -> list[Data]:
    """Return the files that a person gave; the bytes are in the archive of files."""
    return [
        {
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "given_at": instant(file.stored_at),
            "scan": file.get_scan_display(),
        }
        for file in files_given_by(person)
    ]


def corrections(person: "Person") -> list[Data]:
    """Return what a person asked to have put right, with the values of before."""
    return [
        {
            "what": one.label,
            "before": one.before,
            "asked": one.asked,
            "reasons": one.reasons,
            "asked_at": instant(one.asked_at),
            "state": one.state_said,
            "answered_at": instant(one.answered_at),
            "answer": one.answer,
        }
        for one in petitions.corrections_asked(person)
    ]


def messages(person: "Person") -> list[Data]:
    """Return the messages sent, those with a link to sign in left out."""
    return [
        {
            "to": message.email,
            "subject": message.subject,
            "text": message.text,
            "written_at": instant(message.created_at),
            "sent_at": instant(message.sent_at),
            "state": message.get_state_display(),
        }
        for message in messages_of(person, most=None)
    ]


def share_codes(person: "Person") -> list[Data]:
    """Return the codes that a person made. The codes themselves are not kept."""
    return [
        {
            "purpose": code.get_purpose_display(),
            "created_at": instant(code.created_at),
            "last_day": day(code.last_day),
            "stopped_at": instant(code.revoked_at),
            "locked_at": instant(code.locked_at),
            "most_checks": code.most_checks,
            "checks_made": code.checks_made,
        }
        for code in share_codes_of(person, most=None)
    ]


def checks(person: "Person") -> list[Data]:
    """Return who checked the rights of a person, as they named themselves, and what they read."""
    return [
        {
            "reference": check.reference,
            "at": instant(check.at),
            "way": check.get_way_display(),
            "by": check.asked_by,
            "purpose": check.purpose,
            "verdict": check.get_verdict_display(),
            "answer": check.answer,
        }
        for check in checks_of(person)
    ]


def bodies(person: "Person", on: date) -> list[Data]:
    """Return the bodies that follow a person, and what each was told."""
    return [
        {
            "body": one.channel.body.name,
            "legal_basis": one.channel.body.legal_basis,
            "purpose": one.get_purpose_display(),
            "since": instant(one.created_at),
            "last_day": day(one.last_day),
            "stopped_at": instant(one.ended_at),
            "told": [
                {
                    "at": instant(event.written_at),
                    "what": event.get_kind_display(),
                    "last_day": day(event.last_day),
                }
                for event in vars(one)["told"]
            ],
        }
        for one in subscriptions_to(person, on=on, most=None)
    ]


def wallet(person: "Person", at: datetime) -> list[Data]:
    """Return what a person's digital wallets received."""
    return [
        {
            "document": one.document.get_kind_display(),
            "credentials": one.count,
            "received_at": instant(one.received_at),
            "expires_at": instant(one.expires_at),
            "removed_at": instant(one.removed_at),
            "holds": one.holds,
        }
        for one in received(person, at, most=None)
    ]


def consultations(person: "Person") -> list[Data]:
    """Return which agents opened a file, under the names that they show."""
    return [
        {"at": instant(one.at), "application": one.reference, "by": one.by}
        for one in consultations_of(person)
    ]
