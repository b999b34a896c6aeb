"""The file on one page, and what an agent does with it: each act says what it did, or what stopped it."""

import pytest
from django.urls import reverse

from sejour.applications.models import Application, Outcome
from sejour.applications.states import State
from sejour.continuity.models import ProvisionalDocument
from sejour.instruction import services
from sejour.instruction.models import Proposal, ProposalState
from sejour.law.kinds import PermitKind, Work
from sejour.law.refusals import GROUNDS
from sejour.permits.models import Card, Permit
from sejour.permits.selectors import permit_to_renew
from tests.factories import contents, people
from tests.factories.applications import filed, give, holder
from tests.factories.days import NOON, TODAY, at, in_days
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
GRANT = {"kind": PermitKind.CARTE_PLURIANNUELLE, "work": Work.FULL}


@pytest.fixture
def agent():
    return people.agent()


@pytest.fixture
def signatory():
    return people.signatory()


@pytest.fixture
def file() -> Application:
    return filed()


def act(client, name: str, file: Application, typed=None):
    return read(client.post(reverse(f"desk:{name}", args=[file.reference]), typed or {}, follow=True))


def see(client, file: Application, name: str = "file"):
    return read(client.get(reverse(f"desk:{name}", args=[file.reference])))


def state_of(file: Application) -> str:
    file.refresh_from_db()
    return file.state


def proposed(file: Application, agent) -> Application:
    services.propose(agent=agent, reference=file.reference, outcome=Outcome.GRANTED, at=NOON, **GRANT)
    return file


def granted(file: Application, agent, signatory) -> Application:
    proposed(file, agent)
    services.confirm(agent=signatory, reference=file.reference, at=NOON)
    return file


def test_the_page_says_who_asks_for_what_since_when_and_with_which_rights(enter, agent, file):
    give(file, "passport")
    page = see(enter(agent), file)
    for words in (
        "Aminata DIALLO",
        "Demande " + file.reference,
        "conjoint de Français (L.423-1)",
        "déposée dans le délai",
        "Au 23 novembre 2026, le séjour est régulier",
        "Passeport, ou autre preuve de nationalité avec photo reçue",
        "Justificatif de domicile de moins de six mois manque",
        "Sénégalais",
        "Le 23 mars 2027.",
    ):
        assert page.says(words), words


def test_acts_of_the_person_are_not_said_to_be_the_agents(enter, agent, file):
    page = see(enter(agent), file)
    assert not page.says("(vous)")


def test_a_piece_opens_as_it_was_given(enter, agent, file):
    give(file, "passport")
    answer = enter(agent).get(reverse("desk:piece", args=[file.reference, "passport"]))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert contents.pages_of(answer.content) == 1


def test_a_piece_that_was_not_given_is_no_page(enter, agent, file):
    assert enter(agent).get(reverse("desk:piece", args=[file.reference, "photo"])).status_code == 404


# Taking --------------------------------------------------------------------------------------


def test_a_file_is_taken_and_handed_back(enter, agent, file):
    browser = enter(agent)
    assert act(browser, "take", file).says("Vous avez ce dossier en main.")
    assert act(browser, "release", file).says("Le dossier est rendu.")


def test_a_file_in_the_hands_of_a_colleague_is_read_and_not_acted_upon(enter, agent, file):
    services.take(agent=people.agent(), reference=file.reference, at=NOON)
    browser = enter(agent)
    assert see(browser, file).says("Un collègue a ce dossier en main.")
    for name, typed in (
        ("take", {}),
        ("ask", {"pieces": ["photo"], "due_on": "23/12/2026"}),
        ("propose_grant", {"kind": "carte_temporaire", "work": "full"}),
    ):
        assert act(browser, name, file, typed).says("Un collègue a ce dossier en main. Vous pouvez le lire")
    assert state_of(file) == State.UNDER_INSTRUCTION


# Asking --------------------------------------------------------------------------------------


def test_only_pieces_that_a_text_requires_are_offered(enter, agent, file):
    page = see(enter(agent), file, "ask")
    assert page.says("Acte de mariage, copie récente")
    assert not page.says("Autorisation de travail pour le poste occupé")


def test_pieces_are_asked_for_with_a_message(enter, agent, file):
    typed = {"pieces": ["photo", "address_proof"], "due_on": "23/12/2026", "message": "Photo floue."}
    assert act(enter(agent), "ask", file, typed).says("La demande de pièces est dans l'espace de la personne")
    request = file.complement_requests.get()
    assert (request.due_on, request.message) == (in_days(30), "Photo floue.")
    assert [piece["code"] for piece in request.pieces] == ["photo", "address_proof"]
    assert state_of(file) == State.COMPLEMENT_REQUESTED


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"due_on": "23/12/2026"}, "Ce champ est obligatoire."),
        ({"pieces": ["photo"], "due_on": "bientôt"}, "Écrivez la date avec le jour"),
        ({"pieces": ["work_authorization"], "due_on": "23/12/2026"}, "Sélectionnez un choix valide."),
        ({"pieces": ["photo"], "due_on": "22/11/2026"}, "La date limite doit venir après le jour"),
        ({"pieces": ["photo"], "due_on": "23/12/1026"}, "Vérifiez l'année"),
    ],
)
def test_a_request_that_cannot_be_made_says_why_and_changes_nothing(enter, agent, file, typed, says):
    assert act(enter(agent), "ask", file, typed).says(says)
    assert not file.complement_requests.exists()


# Deciding ------------------------------------------------------------------------------------


def test_one_proposes_and_another_confirms(enter, agent, signatory, file):
    first, second = enter(agent), enter(signatory)
    page = act(first, "propose_grant", file, {"kind": "carte_pluriannuelle", "work": "full"})
    assert page.says("Proposition enregistrée : une autre personne la confirmera.")
    assert see(second, file).says("Décision proposée : favorable")
    assert act(second, "confirm", file).says("Décision prise. La personne est prévenue.")
    assert state_of(file) == State.GRANTED
    assert Card.objects.get(reference=file.reference).kind == "carte_pluriannuelle"


def test_whoever_proposed_does_not_confirm(enter, signatory, file):
    proposed(file, signatory)
    assert act(enter(signatory), "confirm", file).says("Une décision est confirmée par une autre personne")
    assert state_of(file) == State.DECISION_PROPOSED


def test_only_a_signatory_confirms_or_sends_back(enter, agent, file):
    proposed(file, people.agent())
    browser = enter(agent)
    assert not see(browser, file).says("Confirmer la décision")
    for name, typed in (("confirm", {}), ("send_back", {"why": "non"})):
        assert act(browser, name, file, typed).says("Seul un signataire habilité confirme une décision.")
    assert state_of(file) == State.DECISION_PROPOSED


def test_a_refusal_is_proposed_with_its_reasons_and_read_before_it_is_confirmed(
    enter, agent, signatory, file
):
    typed = {"grounds": [GROUNDS[0].code], "reasons_in_fact": "Les bulletins de paie sont faux."}
    act(enter(agent), "propose_refusal", file, typed)
    page = see(enter(signatory), file)
    assert page.says("Décision proposée : défavorable")
    assert page.says(str(GROUNDS[0]))
    assert page.says("Les bulletins de paie sont faux.")


@pytest.mark.parametrize("typed", [{"reasons_in_fact": "Des faits."}, {"grounds": [GROUNDS[0].code]}, {}])
def test_a_refusal_without_its_reasons_is_not_proposed(enter, agent, file, typed):
    page = act(enter(agent), "propose_refusal", file, typed | {"csrf": "x"})
    assert page.says("Il y a quelque chose à corriger")
    assert not Proposal.objects.exists()


def test_a_proposal_goes_back_to_its_author_with_the_reason(enter, agent, signatory, file):
    proposed(file, agent)
    assert act(enter(signatory), "send_back", file, {"why": "Vérifiez la durée."}).says(
        "Proposition renvoyée."
    )
    assert see(enter(agent), file).says("Proposition renvoyée par un signataire : Vérifiez la durée.")
    assert state_of(file) == State.UNDER_INSTRUCTION


def test_a_proposal_does_not_go_back_without_a_reason(enter, agent, signatory, file):
    proposed(file, agent)
    assert act(enter(signatory), "send_back", file, {"why": "  "}).says("Dites à son auteur pourquoi")
    assert Proposal.objects.get().state == ProposalState.WAITING


def test_a_decision_confirmed_twice_is_taken_once(enter, agent, signatory, file):
    proposed(file, agent)
    browser = enter(signatory)
    act(browser, "confirm", file)
    assert act(browser, "confirm", file).says("Cette action n'est plus possible")
    assert file.decisions.count() == 1


# Cards ---------------------------------------------------------------------------------------

CARD = {"number": "CST700000001", "first_day": "23/11/2026", "last_day": "22/11/2028"}


def test_a_card_arrives_and_is_handed_over(enter, agent, signatory, file):
    granted(file, agent, signatory)
    browser = enter(agent)
    assert read(browser.get(reverse("desk:cards"))).says(file.reference)
    assert act(browser, "card_made", file).says("Carte arrivée : la personne est prévenue.")
    assert act(browser, "hand_over", file, CARD).says("Carte remise : c'est désormais le titre détenu.")
    held = permit_to_renew(file.person)
    assert (held.number, held.last_day) == ("CST700000001", in_days(730))
    assert not read(browser.get(reverse("desk:cards"))).says(file.reference)


def test_a_number_is_kept_as_it_is_compared_later(enter, agent, signatory, file):
    granted(file, agent, signatory)
    act(enter(agent), "hand_over", file, CARD | {"number": " cst 700 000 001 "})
    assert permit_to_renew(file.person).number == "CST700000001"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"last_day": "22/11/2025"}, "La fin vient avant le début"),
        ({"first_day": "24/03/2027"}, "La carte commence après la fin des autres documents"),
        ({"last_day": "22/11/9999"}, "Vérifiez l'année"),
        ({"number": ""}, "Ce champ est obligatoire."),
    ],
)
def test_a_card_that_cannot_be_is_refused_with_words(enter, agent, signatory, file, typed, says):
    granted(file, agent, signatory)
    assert act(enter(agent), "hand_over", file, CARD | typed).says(says)
    assert Permit.objects.filter(person=file.person).count() == 1


def test_the_number_of_the_former_card_is_refused_with_words(enter, agent, signatory, file):
    granted(file, agent, signatory)
    former = permit_to_renew(file.person).number
    page = act(enter(agent), "hand_over", file, CARD | {"number": former})
    assert page.says(f"Une autre carte porte déjà le numéro {former}.")
    assert state_of(file) == State.GRANTED


def test_a_card_is_handed_over_once(enter, agent, signatory, file):
    granted(file, agent, signatory)
    browser = enter(agent)
    act(browser, "hand_over", file, CARD)
    assert act(browser, "hand_over", file, CARD).says("Cette action n'est plus possible")
    assert Permit.objects.filter(person=file.person).count() == 2


# Attestations, commission --------------------------------------------------------------------


def test_an_attestation_that_is_not_of_right_is_granted(enter, agent, frozen):
    file = filed(last_day=in_days(5))
    typed = {"first_day": "29/11/2026", "last_day": "27/02/2027"}
    assert act(enter(agent), "grant", file, typed).says("L'attestation est accordée.")
    granted = ProvisionalDocument.objects.get(application=file, of_right=False)
    assert (granted.first_day, granted.last_day) == (in_days(6), in_days(96))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"last_day": "28/11/2026"}, "La fin vient avant le début"),
        ({"last_day": "29/06/2027"}, "Une attestation ne peut pas durer plus de 3 mois."),
        ({"first_day": "29/11/0026"}, "Vérifiez l'année"),
    ],
)
def test_an_attestation_that_cannot_be_is_refused_with_words(enter, agent, typed, says):
    file = filed(last_day=in_days(5))
    known = {"first_day": "29/11/2026", "last_day": "27/02/2027"}
    assert act(enter(agent), "grant", file, known | typed).says(says)
    assert not ProvisionalDocument.objects.filter(application=file, of_right=False).exists()


def test_the_commission_is_seized_once(enter, agent, file):
    browser = enter(agent)
    assert act(browser, "refer", file).says(
        "La commission est saisie ; la personne a un document jusqu'à la décision."
    )
    assert act(browser, "refer", file).says("La commission du titre de séjour est déjà saisie de ce dossier.")


# The counter ---------------------------------------------------------------------------------


def counter(client, **typed):
    known = {"procedure": "renewal", "article": "L.435-1"}
    return client.post(reverse("desk:paper"), known | typed, follow=True)


def test_an_application_received_at_the_counter_gives_a_receipt_at_once(enter, agent):
    person = people.person()
    permit(person, article="L.435-1", last_day=in_days(30))
    page = read(counter(enter(agent), foreigner_number=person.foreigner_number))
    assert page.says("Demande enregistrée ; le récépissé est établi.")
    assert page.says("Récépissé de demande de titre de séjour")


def test_a_second_click_registers_nothing_twice(enter, agent):
    person = people.person()
    permit(person, article="L.435-1", last_day=in_days(30))
    browser = enter(agent)
    for _ in range(2):
        counter(browser, foreigner_number=person.foreigner_number)
    assert Application.objects.of(person).count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"foreigner_number": "9999999999"}, "Aucune personne de votre département n'a ce numéro."),
        ({"foreigner_number": "123"}, "Il y a quelque chose à corriger"),
        ({"article": "l'article du travail"}, "Il y a quelque chose à corriger"),
        ({"procedure": "inconnue"}, "Sélectionnez un choix valide."),
    ],
)
def test_what_cannot_be_registered_is_told(enter, agent, typed, says):
    person = people.person()
    known = {"foreigner_number": person.foreigner_number}
    assert read(counter(enter(agent), **(known | typed))).says(says)
    assert not Application.objects.exists()


def test_a_person_of_another_departement_is_not_found_at_the_counter(enter, agent):
    person = people.person(prefecture="13")
    page = read(counter(enter(agent), foreigner_number=person.foreigner_number))
    assert page.says("Aucune personne de votre département n'a ce numéro.")


@pytest.mark.parametrize("article", ["L.999-1", "L.421-1", "ACCORD-7BIS", "L.423-23"])
def test_any_ground_may_be_registered_at_the_counter(enter, agent, article):
    person = people.person()
    page = read(
        counter(enter(agent), foreigner_number=person.foreigner_number, article=article, procedure="first")
    )
    assert page.says("Demande enregistrée")


# The list ------------------------------------------------------------------------------------


def test_the_list_puts_first_who_loses_rights_first_and_says_why(enter, agent):
    later, sooner = filed(last_day=in_days(100)), filed(last_day=in_days(5))
    page = read(enter(agent).get(reverse("desk:queue")))
    assert page.text.index(sooner.reference) < page.text.index(later.reference)
    assert page.says("droits perdus dans 5 jours : fin du titre, déposée hors délai, aucun document de droit")
    assert page.says("couvert : le document suivant s'établit de lui-même")


def test_each_view_shows_its_files(enter, agent, signatory):
    waiting, ready = proposed(filed(), agent), filed()
    browser = enter(signatory)
    page = read(browser.get(reverse("desk:queue"), {"vue": "a-confirmer"}))
    assert page.says(waiting.reference)
    assert not page.says(ready.reference)


@pytest.mark.parametrize("query", ["vue=inconnue", "vue=%00"])
def test_an_unknown_view_is_no_page(enter, agent, query):
    assert enter(agent).get(f"{reverse('desk:queue')}?{query}").status_code == 404


@pytest.mark.parametrize(
    "after", ["", "x", "2026-11-23", "2026-13-01_1", "2026-01-01_-1", "2026-01-01_" + "9" * 30]
)
def test_a_strange_place_in_the_list_begins_somewhere(enter, agent, file, after):
    assert enter(agent).get(reverse("desk:queue"), {"apres": after}).status_code == 200


def test_a_long_list_goes_on_page_by_page_and_forgets_nobody(enter, agent):
    made = {filed(last_day=in_days(61 + rank % 60)).reference for rank in range(53)}
    browser = enter(agent)
    first = browser.get(reverse("desk:queue"))
    second = browser.get(first.context["next"])
    shown = [row.reference for page in (first, second) for row in page.context["rows"]]
    assert len(shown) == len(made)
    assert set(shown) == made


def test_the_next_file_opens_or_the_page_says_that_none_waits(enter, agent, file):
    browser = enter(agent)
    assert browser.post(reverse("desk:take_next")).url == reverse("desk:file", args=[file.reference])
    assert read(browser.post(reverse("desk:take_next"), follow=True)).says("Aucun dossier n'attend")


@pytest.mark.parametrize(
    "typed",
    ["{reference}", "  {lower}  ", "{number}", "{spaced}", "diallo", "DIALLO Ami"],
)
def test_a_file_is_found_by_number_foreigner_number_or_name(enter, agent, file, typed):
    number = file.person.foreigner_number
    q = typed.format(
        reference=file.reference,
        lower=file.reference.lower(),
        number=number,
        spaced=f"{number[:4]} {number[4:]}",
    )
    assert read(enter(agent).get(reverse("desk:search"), {"q": q})).says(file.reference)


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "personne", "٣", "a" * 500])
def test_a_search_that_finds_nothing_says_so(enter, agent, file, typed):
    answer = enter(agent).get(reverse("desk:search"), {"q": typed})
    assert answer.status_code == 200
    assert file.reference not in read(answer).text


def test_a_search_does_not_look_into_another_prefecture(enter, file):
    page = read(enter(people.agent(prefecture="13")).get(reverse("desk:search"), {"q": file.reference}))
    assert page.says(f"Rien dans votre préfecture pour « {file.reference} ».")


def test_other_files_of_the_person_are_shown(enter, agent):
    applicant = holder()
    first = filed(applicant.person)
    second = filed(applicant.person, article="L.421-1")
    assert see(enter(agent), first).says(second.reference)


def test_a_refusal_says_on_the_file_that_it_is_not_notified_yet(enter, agent, signatory, file):
    services.propose(
        agent=agent,
        reference=file.reference,
        outcome=Outcome.REFUSED,
        grounds=[GROUNDS[0].code],
        reasons_in_fact="Des faits.",
        at=NOON,
    )
    services.confirm(agent=signatory, reference=file.reference, at=at(TODAY, 12))
    assert see(enter(agent), file).says("pas encore notifiée : rien ne change pour la personne")
