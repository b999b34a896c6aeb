"""Follow each act: in its transaction, what it gives is issued and what it ends is withdrawn.

Before an act changes what is owed, the nights before it are caught up (`catch_up`): what the watch
would have issued if it had run is issued first, so that a watch that was down costs nobody a day.
"""

from datetime import date, datetime

from django.db import transaction

from sejour.applications.events import ApplicationFact, ExtensionGranted, FilingReassessed
from sejour.applications.models import Application
from sejour.continuity.models import Origin, ProvisionalDocument, Withdrawal
from sejour.continuity.services.issue import bring_up_to_date, catch_up, tell, write
from sejour.continuity.services.mend import mend
from sejour.continuity.terms import commission_entitlement, entitlement_of, file_of, widest
from sejour.core import journal
from sejour.core.actors import PLATFORM
from sejour.identity.events import PersonMoved
from sejour.law.acts import articles_of
from sejour.law.kinds import DocumentKind, Work
from sejour.law.periods import day_after, months_from
from sejour.permits.events import PermitHandedOver


@transaction.atomic
def follow_filing(fact: ApplicationFact) -> None:
    """Issue the attestation de dépôt, and what is due already."""
    application = _application(fact)
    deposit = ProvisionalDocument.objects.create(
        application=application,
        person_id=application.person_id,
        kind=DocumentKind.ATTESTATION_DEPOT,
        origin=Origin.DEPOSIT,
        first_day=fact.on,
        work=Work.NONE,
        issued_on=fact.on,
    )
    tell([deposit.pk], fact.at, fact.on)
    bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def review(fact: ApplicationFact) -> None:
    """Look again at what an undecided application gives, and issue what is due."""
    application = _application(fact)
    catch_up(application, fact.at, fact.on)
    bring_up_to_date(application, fact.at, fact.on)
    # A day that counted as incomplete may count as complete: a permit learnt late, more time given late.
    if isinstance(fact, FilingReassessed | ExtensionGranted):
        mend(application, fact.at, fact.on)


@transaction.atomic
def look_again(*, reference: str, at: datetime, on: date) -> None:
    """Look again at a file whose law changed: the nights before are caught up under the terms that held."""
    lasting = Application.objects.lasting().select_for_update(of=("self",)).select_related("held_permit")
    application = lasting.filter(reference=reference).first()
    if application is None:
        # Decided meanwhile: its decision looked at it.
        return
    catch_up(application, at, on)
    bring_up_to_date(application, at, on)


@transaction.atomic
def follow_referral(fact: ApplicationFact) -> None:
    """Issue the commission's document on the day of referral, even beside a running one (R.432-9)."""
    application = _application(fact)
    catch_up(application, fact.at, fact.on)
    given = commission_entitlement(application)
    period = months_from(fact.on, given.lengths.first)
    document = ProvisionalDocument.objects.create(
        application=application,
        person_id=application.person_id,
        kind=given.kind,
        origin=Origin.REFERRAL,
        first_day=period.first_day,
        last_day=period.last_day,
        work=widest(given.work, entitlement_of(file_of(application)).work),
        issued_on=fact.on,
    )
    write(document, rests_on="document_of_commission", at=fact.at)
    bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def follow_grant(fact: ApplicationFact) -> None:
    """Replace what runs by the attestation de décision favorable, on the day of the decision."""
    application = _application(fact)
    catch_up(application, fact.at, fact.on)
    _withdraw(application, from_day=fact.on, because="granted", rests_on="withdrawn_by_grant", fact=fact)
    decision = application.decisions.get(annulled_on=None)
    document = ProvisionalDocument.objects.create(
        application=application,
        person_id=application.person_id,
        kind=DocumentKind.ATTESTATION_DECISION_FAVORABLE,
        origin=Origin.DECISION,
        first_day=fact.on,
        work=decision.work,
        issued_on=fact.on,
    )
    write(document, at=fact.at)
    bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def follow_notified_refusal(fact: ApplicationFact) -> None:
    """End what the application gave on the day after the notification, never before (P-7)."""
    _end(fact, because="refused", rests_on="withdrawn_by_refusal")


@transaction.atomic
def follow_end(fact: ApplicationFact) -> None:
    """End what the application gave at the end of the day: withdrawn by the person, or closed."""
    _end(fact, because=type(fact).__name__, rests_on="withdrawn_by_end")


def _end(fact: ApplicationFact, *, because: str, rests_on: str) -> None:
    application = _application(fact)
    catch_up(application, fact.at, fact.on)
    _withdraw(application, from_day=day_after(fact.on), because=because, rests_on=rests_on, fact=fact)
    bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def follow_reinstatement(fact: ApplicationFact) -> None:
    """Give back the documents that an annulled act had cut, and go on with the chain (P-7)."""
    application = _application(fact)
    cut = Withdrawal.objects.filter(document__application=application, lifted_on=None)
    given_back = list(cut.values_list("document_id", flat=True))
    cut.update(lifted_on=fact.on)
    if given_back:
        journal.append(
            stream=journal.stream_of("application", application.reference),
            verb="documents_given_back",
            actor=PLATFORM,
            at=fact.at,
            articles=articles_of("documents_given_back", fact.on),
            documents=sorted(given_back),
        )
    bring_up_to_date(application, fact.at, fact.on)
    mend(application, fact.at, fact.on)


@transaction.atomic
def follow_completion(fact: ApplicationFact) -> None:
    """End the attestation de décision favorable with the hand-over, that day included."""
    application = _application(fact)
    application.documents.filter(origin=Origin.DECISION, last_day=None, withdrawn_from=None).update(
        last_day=fact.on
    )
    bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def follow_hand_over(fact: PermitHandedOver) -> None:
    """Look again at a person's other applications: the end of the permits held has moved."""
    for application in _lasting_of(fact.person_id):
        catch_up(application, fact.at, fact.on)
        bring_up_to_date(application, fact.at, fact.on)


@transaction.atomic
def follow_move(fact: PersonMoved) -> None:
    """Let a person's files rise in the list of their new prefecture."""
    for application in _lasting_of(fact.person_id):
        bring_up_to_date(application, fact.at, fact.on)


def _lasting_of(person_id: int) -> list[Application]:
    """Return the files of a person that may still give rights, locked: an act is under way on them."""
    lasting = Application.objects.lasting().select_for_update(of=("self",)).select_related("held_permit")
    return list(lasting.filter(person_id=person_id).order_by("id"))


def _application(fact: ApplicationFact) -> Application:
    return Application.objects.select_related("held_permit").get(pk=fact.application_id)


def _withdraw(
    application: Application, *, from_day: date, because: str, rests_on: str, fact: ApplicationFact
) -> None:
    articles = articles_of(rests_on, fact.on)
    running = (
        application.documents.exclude(origin=Origin.DEPOSIT)
        .filter(withdrawn_from=None)
        .exclude(last_day__lt=from_day)
    )
    cut = [
        Withdrawal(document=document, from_day=from_day, because=because, article=", ".join(articles))
        for document in running
    ]
    Withdrawal.objects.bulk_create(cut)
    if cut:
        journal.append(
            stream=journal.stream_of("application", application.reference),
            verb="documents_withdrawn",
            actor=PLATFORM,
            at=fact.at,
            articles=articles,
            from_day=from_day,
            documents=sorted(withdrawal.document_id for withdrawal in cut),
        )
