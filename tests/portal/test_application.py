"""One application as its author sees it: true status, what comes next, what is asked."""

import pytest
from django.urls import reverse

from sejour.applications import services
from sejour.applications.models import Application, Decision, Outcome
from sejour.applications.states import State
from sejour.core import journal
from tests.factories import people
from tests.factories.applications import AGENT, asked, decided, draft, filed, give, holder
from tests.factories.days import NOON, TODAY, at, in_days
from tests.ui.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


def page_of(name: str, application: Application) -> str:
    return reverse(f"portal:{name}", args=[application.reference])


def see(client, application):
    return read(client.get(page_of("application", application)))


def reach(state: State, application: Application) -> Application:
    """Bring a filed application to a state, by the verbs that lead there."""
    said = {"reference": application.reference, "actor": AGENT, "at": NOON}
    if state is State.UNDER_INSTRUCTION:
        services.take_up(**said)
    elif state is State.COMPLEMENT_REQUESTED:
        asked(application, "photo")
    elif state is State.DECISION_PROPOSED:
        services.mark_proposed(**said)
    elif state is State.GRANTED:
        decided(application)
    elif state is State.REFUSED:
        decided(application, Outcome.REFUSED)
    elif state is State.CLOSED:
        services.close_application(**said, reasons="La pièce demandée n'est pas venue.")
    elif state is State.WITHDRAWN:
        services.withdraw_application(**said)
    application.refresh_from_db()
    return application


SAID = {
    State.FILED: "La préfecture a reçu votre demande",
    State.UNDER_INSTRUCTION: "Un agent de la préfecture examine votre demande. Vous n'avez rien à faire.",
    State.COMPLEMENT_REQUESTED: "Un agent vous demande des pièces",
    State.DECISION_PROPOSED: "une seconde personne doit confirmer la décision",
    State.GRANTED: "Votre carte est en fabrication.",
    State.REFUSED: "Une décision a été prise ; vos documents en cours ne changent pas",
    State.CLOSED: "Dossier clôturé le 23 novembre 2026 : La pièce demandée n'est pas venue.",
    State.WITHDRAWN: "Vous avez retiré cette demande le 23 novembre 2026.",
}


@pytest.mark.parametrize("state", SAID)
def test_each_state_is_told_in_words_here_and_in_the_space(inside, applicant, state):
    application = reach(state, filed(applicant.person))
    assert see(inside, application).says(SAID[state])
    assert read(inside.get(reverse("portal:space"))).says(application.reference)


def test_every_state_is_told():
    assert set(SAID) == set(State) - {State.DRAFT, State.COMPLETED}


def test_what_silence_means_and_who_is_in_charge_is_said(inside, applicant):
    page = see(inside, filed(applicant.person))
    assert page.says("Sans réponse le 23 mars 2027, la loi considère la demande comme refusée")
    assert page.says("Vos attestations continuent quand même")
    assert page.says("tribunal administratif de Paris")


def test_what_is_not_in_the_file_yet_is_listed_until_it_is_asked_for(inside, applicant):
    application = filed(applicant.person)
    give(application, "passport")
    page = see(inside, application)
    assert page.says("Pas encore au dossier")
    assert page.says("Justificatif de domicile de moins de six mois")
    assert not page.says("Passeport, ou autre preuve de nationalité avec photo")
    assert not see(inside, asked(application, "photo")).says("Pas encore au dossier")


# Pieces asked for ----------------------------------------------------------------------------


def answer(client, application):
    return client.post(page_of("answer", application), follow=True)


def test_pieces_are_sent_once_they_are_all_there(inside, applicant):
    application = asked(filed(applicant.person), "photo", "address_proof", message="La photo est floue.")
    page = see(inside, application)
    assert page.says("Pièces à envoyer avant la fin du 23 décembre 2026")
    assert page.says("La photo est floue.")
    give(application, "photo")
    assert read(answer(inside, application)).says("Il manque encore une pièce demandée.")
    give(application, "address_proof")
    assert read(answer(inside, application)).says("Vos pièces sont envoyées à la préfecture.")
    application.refresh_from_db()
    assert application.state == State.UNDER_INSTRUCTION


def test_a_piece_given_before_it_was_asked_for_again_is_not_enough(inside, applicant):
    application = filed(applicant.person)
    give(application, "photo", at=at(in_days(-1)))
    asked(application, "photo")
    assert read(answer(inside, application)).says("Il manque encore une pièce demandée.")


def test_a_second_click_says_that_the_pieces_are_sent_already(inside, applicant):
    application = asked(filed(applicant.person), "photo")
    give(application, "photo")
    answer(inside, application)
    page = read(answer(inside, application))
    assert page.says("Vos pièces sont déjà envoyées à la préfecture : rien n'a été envoyé deux fois.")


def test_a_file_that_became_incomplete_says_since_when_and_what_to_do(enter, applicant, frozen):
    application = asked(filed(applicant.person), "photo", due_on=in_days(10))
    frozen.move_to(at(in_days(11)))
    page = see(enter(applicant), application)
    assert page.says("Votre dossier est incomplet depuis le 4 décembre 2026.")
    assert page.says("garde sa date de dépôt")


def test_a_piece_of_another_request_is_shown_with_what_was_given(inside, applicant):
    application = asked(filed(applicant.person), "photo")
    give(application, "photo")
    assert see(inside, application).says("prête")


# Withdrawing ---------------------------------------------------------------------------------


def test_withdrawing_says_what_it_means_first(inside, applicant):
    application = filed(applicant.person)
    assert read(inside.get(page_of("withdraw", application))).says("prennent fin ce soir")
    application.refresh_from_db()
    assert application.state == State.FILED
    assert read(inside.post(page_of("withdraw", application), follow=True)).says("Votre demande est retirée.")


def test_a_second_click_withdraws_nothing_twice_and_alarms_nobody(inside, applicant):
    application = filed(applicant.person)
    for _ in range(2):
        page = read(inside.post(page_of("withdraw", application), follow=True))
    assert page.says("Vous avez retiré cette demande le 23 novembre 2026.")
    assert not page.says("Cette action n'est plus possible")
    lines = journal.lines_of(journal.stream_of("application", application.reference))
    assert [line.verb for line in lines].count("withdrawn") == 1


# The decision --------------------------------------------------------------------------------


def refusal(applicant) -> Application:
    application = filed(applicant.person)
    decided(application, Outcome.REFUSED)
    return application


def test_a_refusal_keeps_its_meaning_to_itself_until_it_is_opened(inside, applicant):
    application = refusal(applicant)
    for where in (
        page_of("application", application),
        reverse("portal:space"),
        page_of("decision", application),
    ):
        page = read(inside.get(where))
        assert "refus" not in page.text.lower(), where
    assert read(inside.get(reverse("portal:space"))).says("Une décision vous attend.")


def test_looking_at_the_door_of_a_decision_does_not_notify_it(inside, applicant):
    application = refusal(applicant)
    inside.get(page_of("decision", application))
    assert Decision.objects.get(application=application).notified_on is None


def test_opening_a_refusal_notifies_it_and_shows_reasons_and_appeals(inside, applicant):
    application = refusal(applicant)
    page = read(inside.post(page_of("decision", application), follow=True))
    assert Decision.objects.get(application=application).notified_on == TODAY
    for words in (
        "Article L.423-1.",
        "La vie commune a cessé.",
        "tribunal administratif de Paris",
        "jusqu'au 25 janvier 2027",
        "aide juridictionnelle",
    ):
        assert page.says(words)
    assert see(inside, application).says("Où en est ma demande : refusée")


def test_opening_it_twice_notifies_it_once(enter, applicant, frozen):
    application = refusal(applicant)
    enter(applicant).post(page_of("decision", application))
    frozen.move_to(at(in_days(1)))
    assert enter(applicant).post(page_of("decision", application)).status_code == 200
    assert Decision.objects.get(application=application).notified_on == TODAY


def test_there_is_no_decision_to_open_before_it_is_taken(inside, applicant):
    assert inside.get(page_of("decision", filed(applicant.person))).status_code == 404


# Papers and messages -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["receipt", "receipt_pdf"])
def test_a_draft_has_no_receipt(inside, applicant, name):
    assert inside.get(page_of(name, draft(applicant))).status_code == 404


def test_the_receipt_comes_as_a_file_and_is_drawn_once(inside, applicant):
    application = filed(applicant.person)
    first, second = (inside.get(page_of("receipt_pdf", application)) for _ in range(2))
    assert first.content == second.content
    assert first.content.startswith(b"%PDF-")
    assert first["Content-Disposition"] == f'attachment; filename="accuse-{application.reference}.pdf"'


def test_whoever_has_nothing_is_told_what_will_come(enter):
    newcomer = enter(people.applicant())
    assert read(newcomer.get(reverse("portal:documents"))).says("Vous n'avez pas encore de document.")
    assert read(newcomer.get(reverse("portal:messages"))).says("Aucun message pour l'instant.")
    assert read(newcomer.get(reverse("portal:space"))).says("Aucun titre n'est connu à votre nom.")
