"""Every message that people may get, in every situation in which it is sent: plain, whole, with a way on."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.urls import resolve

from sejour.applications import services
from sejour.applications.models import Application, Outcome, Summons
from sejour.applications.purposes import SummonsPurpose
from sejour.applications.reminders import write_complement_reminders, write_reminders
from sejour.continuity.events import UncoveredDayFound
from sejour.continuity.services import run_watch
from sejour.core.events import publish
from sejour.documents.events import FileFoundInfected
from sejour.identity.services import ask_for_link
from sejour.law.kinds import PermitKind
from sejour.notifications.models import Message
from sejour.notifications.notice import declare, declared
from sejour.permits import services as permits
from sejour.project.tasks import tell_failure
from tests.factories import people
from tests.factories.applications import AGENT, asked, decided, filed, give
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.jobs import run_jobs
from tests.factories.permits import permit
from tests.factories.petitions import closed, correction_asked, objected, time_asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tests_day(frozen):
    """Freeze time."""


def written_to(**fields) -> Application:
    """File the renewal of somebody with an address."""
    last_day = fields.pop("last_day", in_days(90))
    found = people.person(email="awa@exemple.fr", **fields)
    permit(found, last_day=last_day)
    return filed(found)


def act(verb: Callable, **more) -> Callable[[], object]:
    return lambda: verb(reference=written_to().reference, actor=AGENT, at=NOON, **more)


def homeless() -> Application:
    """File for somebody whose prefecture is not known."""
    application = written_to()
    Application.objects.update(prefecture=None)
    return application


def answered() -> None:
    application = asked(written_to())
    give(application, "address_proof")
    services.answer_complement(reference=application.reference, actor=AGENT, at=NOON)


def summoned(application: Application) -> Summons:
    return services.summon(
        reference=application.reference,
        purpose=SummonsPurpose.FINGERPRINTS,
        place="Préfecture, bureau 12",
        held_at=at(in_days(3)),
        actor=AGENT,
        at=NOON,
    )


def summoned_for_nothing() -> None:
    application = written_to()
    services.cancel_summons(
        reference=application.reference,
        summons_id=summoned(application).pk,
        because="Le bureau est fermé ce jour-là.",
        actor=AGENT,
        at=NOON,
    )


def infected() -> None:
    application = asked(written_to(), "address_proof")
    give(application, "address_proof")
    file = application.pieces.get().file
    publish(FileFoundInfected(at=NOON, on=TODAY, file_id=file.pk))


def asked_twice() -> None:
    asked(asked(written_to(), "photo"), "address_proof", message="La facture a plus de six mois.")


def reopened() -> None:
    application = written_to()
    said = {"reference": application.reference, "actor": AGENT, "at": NOON}
    services.close_application(**said, reasons="La pièce n'est pas venue.")
    services.reopen_application(**said)


def annulled() -> None:
    application = written_to()
    decided(application, Outcome.REFUSED)
    services.annul(reference=application.reference, actor=AGENT, at=NOON)


def card(*, handed_over: bool) -> None:
    application = written_to()
    decided(application)
    said = {"reference": application.reference, "actor": AGENT, "at": NOON}
    permits.record_card_made(**said)
    if handed_over:
        permits.hand_over_card(**said, first_day=TODAY, last_day=in_days(364), number="CST500000001")


def reminded(days: int, **fields) -> Callable[[], object]:
    """Remind the holder of a permit that ends in so many days."""

    def remind() -> None:
        permit(people.person(email="awa@exemple.fr"), last_day=in_days(days), **fields)
        write_reminders(on=TODAY, at=NOON)

    return remind


def waited_for_pieces(days: int) -> Callable[[], object]:
    """Run the daily reminders of pieces, so many days after the deadline."""

    def remind() -> None:
        asked(written_to(), "photo", "address_proof", due_on=in_days(30))
        write_complement_reminders(on=in_days(30 + days), at=at(in_days(30 + days)))

    return remind


def watched(day: date, **fields) -> Callable[[], object]:
    def watch() -> None:
        written_to(**fields)
        run_watch(day=day, at=at(day))

    return watch


def alarmed(persons: int) -> Callable[[], object]:
    return lambda: publish(UncoveredDayFound(at=NOON, on=TODAY, run_id=1, persons=persons))


def time_given(answer: str) -> None:
    application = written_to()
    services.grant_time(
        reference=application.reference,
        extension_id=time_asked(application).pk,
        until=in_days(60),
        answer=answer,
        actor=AGENT,
        at=NOON,
    )


def time_not_given() -> None:
    application = written_to()
    services.refuse_time(
        reference=application.reference,
        extension_id=time_asked(application).pk,
        answer="La pièce est déjà à votre disposition.",
        actor=AGENT,
        at=NOON,
    )


def closed_by_nobody() -> None:
    """Object where the prefecture is not known any more."""
    application = closed(homeless())
    objected(application)


def objection_refused() -> None:
    objection = objected(closed(written_to()))
    services.refuse_objection(
        reference=objection.application.reference,
        objection_id=objection.pk,
        answer="La photo n'est pas venue.",
        actor=AGENT,
        at=NOON,
    )


def corrected(*, accepted: bool) -> None:
    number = correction_asked(written_to().person).pk
    if accepted:
        services.accept_correction(correction_id=number, actor=AGENT, at=NOON)
    else:
        services.refuse_correction(correction_id=number, answer="L'acte dit Diallo.", actor=AGENT, at=NOON)


CASES: dict[str, list[Callable[[], object]]] = {
    "sign_in_link": [lambda: ask_for_link(email="awa@exemple.fr", place="", at=NOON)],
    "application_filed": [
        written_to,
        lambda: written_to(last_day=in_days(20)),
        lambda: written_to(last_day=in_days(200)),
        homeless,
    ],
    "complement_requested": [lambda: asked(written_to()), asked_twice],
    "complement_answered": [answered],
    "piece_infected": [infected],
    "complement_reminder": [waited_for_pieces(-7)],
    "file_incomplete": [waited_for_pieces(1)],
    "applicant_summoned": [lambda: summoned(written_to())],
    "summons_cancelled": [summoned_for_nothing],
    "extension_granted": [lambda: time_given("D'accord."), lambda: time_given("")],
    "extension_refused": [time_not_given],
    "objection_received": [lambda: objected(closed(written_to())), closed_by_nobody],
    "objection_refused": [objection_refused],
    "correction_accepted": [lambda: corrected(accepted=True)],
    "correction_refused": [lambda: corrected(accepted=False)],
    "application_referred": [act(services.refer_to_commission)],
    "application_granted": [lambda: decided(written_to())],
    "decision_waits": [lambda: decided(written_to(), Outcome.REFUSED)],
    "application_withdrawn": [act(services.withdraw_application)],
    "application_closed": [act(services.close_application, reasons="La pièce demandée n'est pas venue.")],
    "application_reopened": [reopened, annulled],
    "card_made": [lambda: card(handed_over=False)],
    "application_completed": [lambda: card(handed_over=True)],
    "document_issued": [
        watched(in_days(61)),
        lambda: decided(written_to()),
        act(services.refer_to_commission),
    ],
    "permit_reminder": [
        reminded(120),
        reminded(70),
        reminded(30),
        reminded(7),
        reminded(30, kind=PermitKind.CARTE_PLURIANNUELLE, years=4),
        reminded(60, article="L.435-1"),
        reminded(7, article="L.435-1"),
        reminded(30, kind=PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE, article="L.426-17", years=10),
    ],
    "uncovered_day": [alarmed(1), alarmed(3)],
    "watch_failed": [lambda: tell_failure(TODAY)],
}
# Written to the duty officer, who needs no greeting.
ALARMS = {"uncovered_day", "watch_failed"}
# Letters after which there is nothing to look at.
NOTHING_TO_DO = {"application_completed", "application_withdrawn"}
FLAT = [(name, rank) for name, cases in CASES.items() for rank in range(len(cases))]
# What shows that something was not written out, or was written for machines.
UNWRITTEN = re.compile(r"\{\{|\{%|\}\}|None|&#|&lt;|<\w|\bTrue\b|\bFalse\b|\b_\w")


def letters(name: str, rank: int) -> list[Message]:
    CASES[name][rank]()
    run_jobs()
    return list(Message.objects.filter(notice=name))


def test_every_notice_has_its_situations():
    assert set(CASES) == {notice.name for notice in declared()}


@pytest.mark.parametrize(("name", "rank"), FLAT)
def test_a_letter_is_written_whole_and_in_plain_words(name, rank):
    found = letters(name, rank)
    assert found, "nothing was written"
    for letter in found:
        assert 10 < len(letter.subject) <= 110, letter.subject
        for text in (letter.subject, letter.text):
            # A token in an address may hold anything.
            assert not UNWRITTEN.search(re.sub(r"https?://\S+", "", text)), text
        assert "\n\n\n\n" not in letter.text
        assert letter.text.endswith("\n")
        assert not letter.text.startswith("\n")


@pytest.mark.parametrize(("name", "rank"), [case for case in FLAT if case[0] not in ALARMS])
def test_a_letter_greets_and_is_signed(name, rank):
    for letter in letters(name, rank):
        lines = letter.text.strip().splitlines()
        assert lines[0] == "Bonjour,"
        assert lines[-1].startswith(("Préfecture", "Séjour"))
        assert lines[-2] == ""


@pytest.mark.parametrize(("name", "rank"), FLAT)
def test_the_addresses_of_a_letter_are_pages_of_the_site(name, rank):
    for letter in letters(name, rank):
        links = [word for word in letter.text.split() if "://" in word]
        assert links or name in NOTHING_TO_DO
        for link in links:
            assert link.startswith(settings.SITE_URL + "/")
            assert resolve(link.removeprefix(settings.SITE_URL))


@pytest.mark.parametrize(("name", "rank"), FLAT)
def test_telling_again_writes_no_second_letter(name, rank):
    before = len(letters(name, rank))
    run_jobs()
    assert Message.objects.filter(notice=name).count() == before


def test_two_requests_of_one_day_are_both_told():
    asked_twice()
    run_jobs()
    first, second = Message.objects.filter(notice="complement_requested").order_by("pk")
    assert "Photo d'identité" in first.text
    assert "Justificatif de domicile" in second.text
    assert "La facture a plus de six mois." in second.text


def test_a_request_answered_before_the_letter_leaves_is_not_told_any_more():
    application = asked(written_to())
    give(application, "address_proof")
    services.answer_complement(reference=application.reference, actor=AGENT, at=NOON)
    run_jobs()
    assert not Message.objects.filter(notice="complement_requested").exists()


def test_a_refusal_is_not_told_by_letter():
    (letter,) = letters("decision_waits", 0)
    assert "refus" not in (letter.subject + letter.text).lower()


def test_names_with_apostrophes_and_signs_are_written_as_they_are():
    services.close_application(
        reference=written_to().reference, reasons="L'acte n'est pas <lisible> & daté.", actor=AGENT, at=NOON
    )
    run_jobs()
    letter = Message.objects.get(notice="application_closed")
    assert "L'acte n'est pas <lisible> & daté." in letter.text


def test_whoever_proved_an_address_is_written_there():
    applicant = people.applicant(email="prouvee@exemple.fr")
    type(applicant.person).objects.update(email="registre@exemple.fr")
    permit(applicant.person)
    filed(applicant.person)
    run_jobs()
    assert {letter.email for letter in Message.objects.all()} == {"prouvee@exemple.fr"}


def test_whoever_has_no_address_gets_no_letter():
    filed()
    run_jobs()
    assert not Message.objects.exists()


def test_a_notice_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        declare("card_made", "notices/card_made.txt")
