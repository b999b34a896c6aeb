"""Filing a renewal: nothing is lost, nothing is filed twice, a failure of ours protects the date."""

import pytest
from django.urls import reverse

from sejour.applications import selectors
from sejour.applications.models import Application, FailedAttempt
from sejour.core import journal, tickets
from sejour.law.pieces import pieces_for
from sejour.permits.models import Permit
from tests.factories import people
from tests.factories.applications import complete_draft, draft, filed, give, holder
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
SWORN = {"sworn": "on"}
CONTACT = {
    "address": "12 rue des Lilas",
    "address_complement": "",
    "postal_code": "75000",
    "city": "Paris",
    "phone": "",
}


def page_of(name: str, application: Application) -> str:
    return reverse(f"portal:{name}", args=[application.reference])


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


def filed_lines(application: Application) -> int:
    lines = journal.lines_of(journal.stream_of("application", application.reference))
    return sum(line.verb == "filed" for line in lines)


# Starting ------------------------------------------------------------------------------------


def test_a_renewal_is_started_once_however_often_the_button_is_pressed(inside, applicant):
    for _ in range(2):
        answer = inside.post(reverse("portal:renew"))
    (started,) = Application.objects.of(applicant.person)
    assert answer.url == page_of("filing_situation", started)


def test_whoever_holds_no_permit_is_told_so(enter):
    page = read(enter(people.applicant()).post(reverse("portal:renew"), follow=True))
    assert page.says("Aucun titre à renouveler n'est connu à votre nom.")


def test_the_address_of_the_button_leads_back_to_the_space(inside):
    assert inside.get(reverse("portal:renew")).url == reverse("portal:space")


def test_what_is_known_is_shown(inside, applicant):
    page = read(inside.get(page_of("filing_situation", draft(applicant))))
    for known in ("Conjoint de Français", "Aminata DIALLO", "14/03/1985", "Sénégalais"):
        assert page.says(known)
    assert page.form_to("").fields["address"] == "12 rue des Lilas"


# Contact -------------------------------------------------------------------------------------


def correct(client, application, *, shown=CONTACT, **typed):
    """Send the form of contact data as a tab does: what it was showing goes along."""
    initial = {f"initial-{name}": value for name, value in shown.items()}
    return client.post(page_of("filing_situation", application), CONTACT | initial | typed)


def test_what_is_corrected_is_kept_at_once(inside, applicant):
    started = draft(applicant)
    assert correct(inside, started, phone="06 12 34 56 78").url == page_of("filing_pieces", started)
    applicant.person.refresh_from_db()
    assert applicant.person.phone == "06 12 34 56 78"


def test_two_tabs_correct_two_things_and_both_are_kept(inside, applicant):
    started = draft(applicant)
    first, second = (read(inside.get(page_of("filing_situation", started))).form_to("") for _ in range(2))
    inside.post(page_of("filing_situation", started), first.fields | {"phone": "06 12 34 56 78"})
    inside.post(page_of("filing_situation", started), second.fields | {"address": "3 rue du Port"})
    applicant.person.refresh_from_db()
    assert (applicant.person.phone, applicant.person.address) == ("06 12 34 56 78", "3 rue du Port")


def test_what_was_left_as_it_was_writes_nothing(inside, applicant):
    stream = journal.stream_of("person", applicant.person.pk)
    before = len(journal.lines_of(stream))
    correct(inside, draft(applicant))
    assert len(journal.lines_of(stream)) == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"postal_code": "7500"}, "Le code postal a cinq chiffres."),
        ({"postal_code": "99999"}, "Ce code postal n'est pas connu."),
        ({"address": ""}, "Ce champ est obligatoire."),
        ({"phone": "0" * 31}, "Assurez-vous que cette valeur comporte au plus 30 caractères"),
        ({"city": "Paris\x00"}, "Le caractère nul n’est pas autorisé."),
    ],
)
def test_a_wrong_answer_is_told_and_the_others_stay_on_the_page(inside, applicant, typed, says):
    answer = correct(inside, draft(applicant), **({"address_complement": "bâtiment C"} | typed))
    page = read(answer)
    assert page.says(says)
    assert page.form_to("").fields["address_complement"] == "bâtiment C"
    applicant.person.refresh_from_db()
    assert applicant.person.postal_code == "75000"


def test_a_move_sends_the_file_to_the_prefecture_of_the_new_home(inside, applicant):
    started = draft(applicant)
    correct(inside, started, postal_code="13001", city="Marseille")
    applicant.person.refresh_from_db()
    assert applicant.person.prefecture_id == "13"


# Filing --------------------------------------------------------------------------------------


def test_a_complete_draft_is_filed_with_its_receipt_and_attestation(inside, applicant):
    started = complete_draft(applicant)
    answer = inside.post(page_of("filing_recap", started), SWORN, follow=True)
    page = read(answer)
    assert page.says("Où en est ma demande : déposée")
    assert page.says("Accusé de réception")
    assert page.says("Attestation de dépôt")
    started.refresh_from_db()
    assert (started.filed_on, started.counts_from) == (TODAY, TODAY)


def test_nothing_is_filed_without_the_declaration(inside, applicant):
    started = complete_draft(applicant)
    answer = inside.post(page_of("filing_recap", started), {"ticket": ""})
    assert answer.status_code == 422
    assert read(answer).says("Ce champ est obligatoire.")
    started.refresh_from_db()
    assert started.is_draft


def test_pieces_that_are_missing_stop_nobody_who_says_so(inside, applicant):
    started = draft(applicant, pieces=["passport"])
    recap = page_of("filing_recap", started)
    assert read(inside.get(recap)).says(f"Il manque {len(pieces_for('L.423-1', renewal=True)) - 1} pièces")
    assert inside.post(recap, SWORN).status_code == 422
    assert inside.post(recap, SWORN | {"without_pieces": "on"}).url == page_of("application", started)


def test_a_second_submission_files_nothing_twice_and_says_so(inside, applicant):
    started = complete_draft(applicant)
    for _ in range(2):
        answer = inside.post(page_of("filing_recap", started), SWORN, follow=True)
    assert read(answer).says("Votre demande est déjà déposée : rien n'a été envoyé deux fois.")
    assert filed_lines(started) == 1


@pytest.mark.parametrize("name", ["filing_situation", "filing_pieces", "filing_recap"])
def test_the_way_back_after_filing_leads_to_the_application(inside, applicant, name):
    started = complete_draft(applicant)
    inside.post(page_of("filing_recap", started), SWORN)
    assert inside.get(page_of(name, started)).url == page_of("application", started)


def test_a_draft_is_resumed_where_it_was_left(enter, applicant):
    started = draft(applicant, pieces=["passport"])
    again = enter(applicant)
    assert read(again.get(reverse("portal:space"))).says("Reprendre mon brouillon")
    page = read(again.get(page_of("filing_pieces", started)))
    assert page.says("Pièces reçues : 1 sur 8.")
    assert page.says("passport.pdf")


def test_a_page_left_open_too_long_says_so_and_keeps_what_was_saved(new_client, applicant):
    strict = new_client(enforce_csrf_checks=True)
    strict.force_login(applicant.account)
    started = complete_draft(applicant)
    answer = strict.post(page_of("filing_recap", started), SWORN)
    assert answer.status_code == 403
    assert read(answer).says("Cette page est restée ouverte trop longtemps")
    fresh = read(strict.get(page_of("filing_recap", started))).form_to("").fields
    assert strict.post(page_of("filing_recap", started), fresh | SWORN).url == page_of("application", started)


# A failure of ours ---------------------------------------------------------------------------


@pytest.fixture
def late():
    """Somebody whose window closed yesterday."""
    found = people.applicant()
    permit(found.person, last_day=in_days(59))
    return found


def ticket_of(day) -> str:
    return tickets.issue(at(day))


def test_whoever_is_late_is_told_what_it_costs_before_filing(enter, late):
    page = read(enter(late).get(page_of("filing_recap", complete_draft(late))))
    assert page.says("Le délai s'est terminé le 22 novembre 2026 : un droit de 180 € s'ajoutera")


def test_a_ticket_given_at_filing_protects_the_date(enter, late):
    started = complete_draft(late)
    enter(late).post(page_of("filing_recap", started), SWORN | {"ticket": ticket_of(in_days(-1))})
    started.refresh_from_db()
    assert (started.filed_on, started.counts_from) == (TODAY, in_days(-1))
    assert (started.deposit_status, started.late_fee) == ("in_time", 0)


def test_a_ticket_is_typed_as_it_is_read(enter, late):
    started = complete_draft(late)
    typed = f" {ticket_of(in_days(-1)).lower().replace('-', ' ')} "
    enter(late).post(page_of("filing_recap", started), SWORN | {"ticket": typed})
    started.refresh_from_db()
    assert started.counts_from == in_days(-1)


@pytest.mark.parametrize("day", [in_days(-400), in_days(1)])
def test_a_ticket_too_old_or_of_tomorrow_is_refused_and_nothing_is_filed(enter, late, day):
    started = complete_draft(late)
    answer = enter(late).post(
        page_of("filing_recap", started), SWORN | {"ticket": ticket_of(day)}, follow=True
    )
    assert read(answer).says("Ce numéro de panne n'est pas reconnu.")
    started.refresh_from_db()
    assert started.is_draft
    assert not FailedAttempt.objects.exists()


def test_an_invented_ticket_is_refused(enter, late):
    started = complete_draft(late)
    mine = ticket_of(in_days(-1))
    forged = mine[:-1] + ("0" if mine[-1] != "0" else "1")
    answer = enter(late).post(page_of("filing_recap", started), SWORN | {"ticket": forged}, follow=True)
    assert read(answer).says("Ce numéro de panne n'est pas reconnu.")


def test_a_ticket_of_a_day_outside_the_window_changes_nothing(enter):
    found = people.applicant()
    permit(found.person, last_day=in_days(30))
    started = complete_draft(found)
    enter(found).post(page_of("filing_recap", started), SWORN | {"ticket": ticket_of(in_days(-1))})
    started.refresh_from_db()
    assert (started.deposit_status, started.counts_from) == ("late", TODAY)


def test_what_breaks_while_filing_is_recorded_and_shows_a_ticket_that_protects_the_date(enter, frozen, late):
    started = complete_draft(late)
    inside = enter(late)
    frozen.move_to(at(in_days(-1)))
    with_a_kind_that_the_law_does_not_know(started)
    answer = inside.get(page_of("filing_recap", started))
    page = read(answer)
    assert answer.status_code == 500
    attempt = FailedAttempt.objects.get(person=late.person)
    assert page.says("Une panne de notre côté")
    assert page.says(attempt.ticket)
    assert (attempt.on, attempt.what) == (in_days(-1), "recap")

    mend(started)
    frozen.move_to(NOON)
    inside.post(page_of("filing_recap", started), SWORN)
    started.refresh_from_db()
    assert (started.filed_on, started.counts_from) == (TODAY, in_days(-1))


def with_a_kind_that_the_law_does_not_know(application: Application) -> None:
    """Break something of ours, truly: a permit of a kind that nobody knows."""
    Permit.objects.filter(pk=application.held_permit_id).update(kind="carte_inconnue")


def mend(application: Application) -> None:
    Permit.objects.filter(pk=application.held_permit_id).update(kind="carte_temporaire")


def test_what_breaks_elsewhere_shows_a_ticket_too(enter, late):
    complete_draft(late)
    with_a_kind_that_the_law_does_not_know(Application.objects.get(person=late.person))
    inside = enter(late)
    inside.raise_request_exception = False
    answer = inside.get(reverse("portal:space"))
    page = read(answer)
    assert answer.status_code == 500
    assert page.says("Votre numéro de panne")
    (ticket,) = [word for word in page.text.split() if tickets.instant_of(word)]
    assert tickets.instant_of(ticket) == NOON
    assert answer["Cache-Control"] == "no-store"


def test_a_page_that_does_not_exist_is_no_failure(inside, applicant):
    assert inside.get(page_of("filing_recap", draft())).status_code == 404
    assert not FailedAttempt.objects.exists()


# Afterwards ----------------------------------------------------------------------------------


def test_an_early_filing_counts_from_the_opening(enter):
    found = people.applicant()
    permit(found.person, last_day=in_days(130))
    started = complete_draft(found)
    page = read(enter(found).post(page_of("filing_recap", started), SWORN, follow=True))
    assert page.says("elle compte à partir du 3 décembre 2026")


def test_a_filed_application_takes_no_piece_that_nobody_asked_for(inside, applicant):
    application = filed(applicant.person)
    assert inside.get(reverse("portal:piece", args=[application.reference, "passport"])).status_code == 404


def test_a_piece_given_again_replaces_the_first_which_is_kept(applicant):
    started = draft(applicant, pieces=["passport"])
    give(started, "passport", actor=applicant.actor, at=at(in_days(0), 12))
    assert started.pieces.count() == 2
    assert selectors.piece_given(started, "passport").given_at == at(in_days(0), 12)
