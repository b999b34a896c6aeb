"""One specimen of each kind of paper, made by the platform's own acts, in any language."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from time_machine import travel

from sejour.applications import papers as of_applications
from sejour.applications import services
from sejour.applications.models import Application, Outcome
from sejour.applications.purposes import SummonsPurpose
from sejour.continuity import evidence, papers, stay
from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.services import run_watch
from sejour.documents.orders import PaperOrder
from sejour.identity.models import Person
from sejour.law.kinds import PermitKind
from tests.factories import people
from tests.factories.applications import AGENT, asked, decided, filed, give
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.jobs import run_jobs
from tests.factories.permits import permit

NIGER = "99337"
SAID = {"actor": AGENT, "at": NOON}


def holder(language: str = "fr", **fields: Any) -> Person:
    """Register somebody whose card may be renewed today, and of whom a 2D-Doc can say all."""
    person = people.person(**{"birth_country": NIGER, "nationality": NIGER, "language": language} | fields)
    permit(person)
    return person


def renewal(language: str) -> Application:
    return filed(holder(language))


def document_of(application: Application, kind: str) -> ProvisionalDocument:
    return papers_rows().get(application=application, kind=kind)


def papers_rows():
    return ProvisionalDocument.objects.select_related("application__person", "application__held_permit")


def receipt(language: str) -> PaperOrder:
    return of_applications.receipt_order(renewal(language))


def deposit(language: str) -> PaperOrder:
    return papers.order_of(document_of(renewal(language), "attestation_depot"))


def prolongation(language: str) -> PaperOrder:
    application = renewal(language)
    run_watch(day=in_days(61), at=at(in_days(61)))
    return papers.order_of(document_of(application, "attestation_prolongation"))


def favorable(language: str) -> PaperOrder:
    application = renewal(language)
    decided(application)
    return papers.order_of(document_of(application, "attestation_decision_favorable"))


def counter_document(language: str) -> ProvisionalDocument:
    """Give a récépissé at the counter, for a card whose renewal is not on line."""
    person = people.person(birth_country=NIGER, nationality=NIGER, language=language)
    permit(person, article="L.435-1", last_day=in_days(40))
    application = services.register_filing(
        person=person, procedure="renewal", article="L.435-1", online=False, **SAID
    )
    return document_of(application, "recepisse")


def recepisse(language: str) -> PaperOrder:
    return papers.order_of(counter_document(language))


def provisional_authorisation(language: str) -> PaperOrder:
    document = counter_document(language)
    document.kind = PermitKind.AUTORISATION_PROVISOIRE
    return papers.order_of(document)


def complement_request(language: str) -> PaperOrder:
    application = asked(renewal(language), "photo", "address_proof", message="La photo est floue.")
    return of_applications.complement_request_order(application.complement_requests.get())


def closure(language: str) -> PaperOrder:
    application = renewal(language)
    reasons = "La pièce « Justificatif de domicile », demandée le 2 novembre, n'est pas venue."
    return of_applications.closure_order(
        services.close_application(reference=application.reference, reasons=reasons, **SAID)
    )


def refusal(language: str) -> PaperOrder:
    application = renewal(language)
    decided(application, Outcome.REFUSED)
    services.record_notification(reference=application.reference, **SAID)
    return of_applications.refusal_order(application.decisions.get())


def summons(language: str) -> PaperOrder:
    application = renewal(language)
    made = services.summon(
        reference=application.reference,
        purpose=SummonsPurpose.FINGERPRINTS,
        place="Préfecture de police, 36 rue des Morillons, 75015 Paris, bureau 12",
        held_at=NOON + timedelta(days=10),
        bring="Trois photos d'identité",
        **SAID,
    )
    return of_applications.convocation_order(made)


def evidence_file(language: str) -> PaperOrder:
    application = asked(renewal(language), "photo")
    give(application, "photo")
    with travel(NOON, tick=False):
        run_jobs("notices")
    services.record_failed_attempt(person=application.person, what="dépôt", at=NOON)
    return evidence.order_of(application, on=TODAY, at=NOON)


def uninterrupted_stay(language: str) -> PaperOrder:
    application = renewal(language)
    run_watch(day=in_days(61), at=at(in_days(61)))
    return stay.order_of(application.person, in_days(100))


KINDS: dict[str, Callable[[str], PaperOrder]] = {
    "receipt": receipt,
    "attestation_depot": deposit,
    "attestation_prolongation": prolongation,
    "attestation_decision_favorable": favorable,
    "recepisse": recepisse,
    "autorisation_provisoire": provisional_authorisation,
    "complement_request": complement_request,
    "closure": closure,
    "refusal": refusal,
    "summons": summons,
    "evidence": evidence_file,
    "uninterrupted_stay": uninterrupted_stay,
}

# What changes from one run to the next, and what it is in pictures.
_STEADY = (
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b"), "K7M2P-4QX9D"),
    (re.compile(r"K7M2P-4QX9D-([PDC]?)\d+"), r"K7M2P-4QX9D-\g<1>42"),
    (re.compile(r"\b75\d{8}\b"), "7500000042"),
    (re.compile(r"\bCST\d{9}\b"), "CST000000042"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "0123456789abcdef" * 4),
    (re.compile(r"\b[0-9a-f]{16}\b"), "0123456789abcdef"),
    (re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b"), "AAAA-BBBB-CCCC"),
)


def steady(value: Any) -> Any:
    """Return the words of a paper with the same numbers in every run, for its picture."""
    if isinstance(value, str):
        for pattern, shown in _STEADY:
            value = pattern.sub(shown, value)
        return value
    if isinstance(value, dict):
        return {key: steady(item) for key, item in value.items()}
    return [steady(item) for item in value] if isinstance(value, list) else value
