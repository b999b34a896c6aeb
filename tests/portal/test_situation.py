"""« Où en suis-je ? »: questions one at a time, an answer, a link without a name, a calendar."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from sejour.applications.models import Application
from sejour.law.situation import CHOICES, Act, standing
from sejour.portal.situation.calendar import calendar_of
from sejour.portal.situation.days_said import days_that_matter
from sejour.portal.situation.page import page_of
from sejour.portal.situation.told import STEPS, WHERE, Told
from sejour.territory.selectors import departements
from tests.factories import people
from tests.factories.applications import holder
from tests.factories.days import TODAY, at
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
QUESTION, ANSWER = "/ou-en-suis-je/", "/ou-en-suis-je/reponse/"
CALENDAR = "/ou-en-suis-je/dates.ics"
PLACES = (("06", "Alpes-Maritimes"), ("75", "Paris"), ("92", "Hauts-de-Seine"), ("974", "La Réunion"))
# A card of one year of a spouse, that can be renewed now: its window goes from 18 October to 17 December.
OPEN = "d=r&t=ct&f=2027-02-15&w=f&m=cjf&l=75&s=n"


def told(query: str, *, on: date = TODAY) -> Told:
    return Told(dict(parse_qsl(query)), on=on, departements=PLACES)


def answer(client, query: str):
    return read(client.get(f"{ANSWER}?{query}"))


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


# Questions --------------------------------------------------------------------------------------


def walk(client, *answers: dict[str, str]):
    """Answer one question after the other, as a browser without scripts does; return the last page."""
    page = read(client.get(QUESTION))
    response = None
    for given_now in answers:
        (form,) = [form for form in page.forms if not form.is_post and form.action == QUESTION]
        response = client.get(QUESTION, {**form.fields, **given_now}, follow=True)
        page = read(response)
    return response, page


RENEWAL_STEPS = (
    {"d": "r"},
    {"t": "ct", "f": "15/02/2027", "w": "f"},
    {"m": "cjf"},
    {"l": "75"},
    {"s": "n"},
)


def test_a_renewal_is_told_in_five_questions(client):
    response, page = walk(client, *RENEWAL_STEPS)
    path, _ = response.redirect_chain[-1]
    assert urlsplit(path).path == ANSWER
    assert query_of(path) == dict(parse_qsl(OPEN))
    assert page.says("Déposez votre demande au plus tard le 17 décembre 2026.")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (({"d": "r"},), "Quel titre avez-vous ?"),
        (({"d": "p"},), "Quelle est votre situation ?"),
        (({"d": "p"}, {"g": "entree"}), "Jour de votre entrée en France"),
        (({"d": "p"}, {"g": "majeur"}), "Quand êtes-vous né ?"),
        (({"d": "p"}, {"g": "refugie"}, {"j": "10/11/2026"}), "Dans quel département habitez-vous ?"),
        (({"d": "p"}, {"g": "visa"}, {"j": "10/11/2026"}, {}), "Validez votre visa en ligne au plus tard le"),
        (({"d": "r"}, {"t": "a10"}), "Dans quel département habitez-vous ?"),
        (({"d": "c"}, {"t": "ct"}), "Pour quel motif demandez-vous ce titre ?"),
        (({"d": "d"}, {"t": "ct"}, {"m": "etu"}, {}), "Où vous en êtes"),
        ((*RENEWAL_STEPS[:4], {"s": "e", "sd": "1/11/2026"}), "Votre demande est-elle complète ?"),
    ],
)
def test_what_was_told_decides_what_is_asked_next(client, answers, says):
    assert walk(client, *answers)[1].says(says)


def test_an_answer_is_changed_and_the_others_stay(client):
    page = answer(client, OPEN)
    (change,) = [link for link in page.links if "e=titre" in link]
    form_page = read(client.get(change))
    (form,) = [form for form in form_page.forms if form.action == QUESTION]
    assert (form.fields["t"], form.fields["f"], form.fields["m"]) == ("ct", "15/02/2027", "cjf")
    response = client.get(QUESTION, {**form.fields, "f": "31/08/2027"})
    assert urlsplit(response.url).path == ANSWER
    assert query_of(response.url) == {**dict(parse_qsl(OPEN)), "f": "2027-08-31"}


def test_a_changed_answer_asks_for_what_it_newly_needs(client):
    changed = {**dict(parse_qsl(OPEN)), "e": "depot", "ok": "1", "s": "e", "sd": "1/11/2026"}
    assert query_of(client.get(QUESTION, changed).url)["e"] == "complet"


def test_what_no_longer_counts_leaves_the_address(client):
    response = client.get(QUESTION, {**dict(parse_qsl(OPEN)), "e": "demande", "ok": "1", "d": "p"})
    assert query_of(response.url) == {"e": "depart", "d": "p", "l": "75", "s": "n", "m": "cjf"}


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        ("demande", ""),
        ("titre", "d=r"),
        ("depart", "d=p"),
        ("depot", "d=r"),
        ("complet", "d=r&s=e&sd=2026-11-01"),
        ("document", "d=r&s=e&sd=2026-11-01"),
        ("decision", "d=r&s=e&sd=2026-11-01"),
    ],
)
def test_a_question_sent_empty_says_what_it_needs(client, step, asked):
    response = client.get(f"{QUESTION}?e={step}&ok=1&{asked}")
    assert response.status_code == 422
    assert read(response).says("Il y a quelque chose à corriger")


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("e=titre&d=r&t=ct&f=2026-01-01&b=2026-02-01", "f", "ne peut pas finir avant d'avoir commencé"),
        ("e=titre&d=r&t=ct&f=31/02/2026", "f", "Cette date n'existe pas dans le calendrier."),
        ("e=titre&d=r&t=ct&f=1885-01-01", "f", "L'année doit être comprise entre 1900 et 2199."),
        ("e=depot&d=r&t=ct&f=2027-01-01&b=2026-02-01&s=e&sd=2026-01-31", "sd", "avant le début du titre"),
        ("e=depot&d=r&t=ct&s=e&sd=2026-11-24", "sd", "ne peut pas être dans l'avenir"),
        ("e=depot&d=r&t=ct&s=e", "sd", "Dites quel jour vous avez déposé."),
        ("e=depot&d=r&s=e&sd=2026-11-01&sp=2026-11-02", "sp", "Le premier essai vient avant le dépôt"),
        ("e=complet&d=r&s=e&sd=2026-11-01&k=j&kd=2026-10-01", "kd", "avant d'être déposée"),
        ("e=complet&d=r&s=e&sd=2026-11-01&k=j", "kd", "Dites depuis quel jour"),
        ("e=document&d=r&s=e&sd=2026-11-01&r=re&rf=2026-10-01", "rf", "ne peut pas finir avant son dépôt"),
        ("e=decision&d=r&s=e&sd=2026-11-01&x=r&xd=2026-10-01", "xd", "avant le dépôt de la demande"),
        ("e=decision&d=r&s=e&sd=2026-11-01&x=r", "xd", "Dites quel jour vous avez reçu"),
        ("e=jour&d=p&g=majeur&n=13/2008", "n", "Ce mois n'existe pas"),
        ("e=jour&d=p&g=majeur&n=avril", "n", "Écrivez le mois et l'année"),
        ("e=motif&d=r&t=ct&a=quatre", "a", "Écrivez l'article comme L.423-7"),
    ],
)
def test_an_impossible_answer_is_told_next_to_its_field(client, query, field, says):
    response = client.get(f"{QUESTION}?{query}&ok=1")
    assert response.status_code == 422
    text = response.content.decode()
    # The field names the list of its errors, which stands just before it.
    assert re.search(rf'<ul class="errorlist" id="id_{field}_error"', text)
    assert read(response).says(says)


def test_an_answer_that_became_impossible_is_asked_for_again(client):
    """The filing is known; then the card is said to begin after it."""
    response = client.get(f"{ANSWER}?d=r&t=ct&f=2027-01-01&b=2026-06-01&m=cjf&s=e&sd=2026-05-01", follow=True)
    assert query_of(response.redirect_chain[-1][0])["e"] == "depot"
    assert read(response).says("avant le début du titre à renouveler")


@pytest.mark.parametrize(
    ("typed", "article"),
    [("L423-7", "L.423-7"), ("l. 423-7", "L.423-7"), ("Article L.423-7", "L.423-7"), ("r581-4", "R.581-4")],
)
def test_an_article_is_read_as_people_write_it(typed, article):
    assert told(f"d=r&t=ct&a={typed}").facts.article == article


# The answer -------------------------------------------------------------------------------------

SITUATIONS = {
    "a talent whose attestation was not renewed": (
        "d=r&t=p4&f=2026-05-27&w=f&m=tal&l=75&s=e&sd=2026-02-20&k=o&r=ap&rf=2026-08-27&rw=o&x=n",
        (
            "Réclamez aujourd'hui votre attestation de prolongation : elle vous est due.",
            "Votre séjour est couvert par une attestation de prolongation, due depuis le 28 août 2026",
            "Ne partez pas avant d'avoir ce document en main.",
        ),
    ),
    "a refugee whose third attestation does not come": (
        "d=p&g=refugie&j=2025-11-10&l=75&s=e&sd=2025-11-20&k=o&r=ap&rf=2026-11-19&rw=o&x=n",
        ("Réclamez aujourd'hui", "Dernier jour pour vous délivrer la carte.", "10 février 2026"),
    ),
    "a parent whom the site failed": (
        "d=r&t=ct&f=2027-01-20&w=f&m=pef&s=e&sd=2026-11-23&sp=2026-11-12&k=o&r=ad&x=n",
        (
            "Rien à faire pour l'instant : votre demande est examinée.",
            "Votre prochain document commence le 21 janvier 2027.",
        ),
    ),
    "a researcher asked for a piece": (
        "d=r&t=p2&f=2026-09-30&w=f&m=che&s=e&sd=2026-07-05&k=n&r=ad&x=n",
        (
            "Envoyez aujourd'hui la pièce qui vous est demandée.",
            "aucun document ne prouve votre séjour : une pièce demandée n'est pas encore arrivée.",
            "Contrat de travail, convention d'accueil ou preuve du projet",
        ),
    ),
    "a worker whose request is granted": (
        "d=r&t=ct&f=2026-10-31&w=f&m=sal&s=g&sd=2026-09-10&k=o&r=df&rw=o&x=a&xd=2026-11-03&xw=o",
        (
            "Rien à faire pour l'instant : votre demande est acceptée.",
            "Vous pouvez travailler, jusqu'à la remise de votre carte.",
            "France Travail, l'assurance maladie",
        ),
    ),
    "a stolen card that ends in a month": (
        "d=d&t=ct&f=2026-12-28&w=f&m=cjf",
        (
            "Demandez le renouvellement de votre titre, plutôt qu'un duplicata",
            "mais vous ne pouvez plus le montrer",
            "Le prix : 250 €",
        ),
    ),
    "a minor who turns eighteen": (
        "d=p&g=majeur&n=2008-11&m=rge&s=n",
        ("Déposez votre première demande au plus tard le 31 octobre 2027.", "Acte de naissance"),
    ),
    "a mother whose récépissé has ended": (
        "d=r&t=ct&f=2026-04-12&w=f&m=vpf&l=92&s=g&sd=2026-03-20&k=o&r=re&rf=2026-10-12&rw=o&x=n",
        ("Réclamez aujourd'hui votre récépissé : il vous est dû.", "dû depuis le"),
    ),
    "a student who becomes a worker": (
        "d=c&t=ct&f=2026-05-31&w=l&m=sal&s=g&sd=2026-04-15&k=o&r=re&rf=2027-01-14&rw=n&x=n",
        (
            "Rien à faire pour l'instant",
            "Votre récépissé ne permet pas de travailler.",
            "Ce serait 350 € si ce titre était traité comme un premier titre.",
        ),
    ),
    "a parent who waits in silence": (
        "d=r&t=ct&f=2026-09-15&w=f&m=pef&s=e&sd=2026-06-10&k=o&r=ap&rf=2026-12-15&rw=o&x=n",
        (
            "Vous pouvez contester le silence de la préfecture jusqu'au 11 décembre 2026.",
            "réputée refusée depuis le 10 octobre 2026",
        ),
    ),
    "a card of four years asked for late": (
        "d=r&t=p4&f=2026-11-30&w=f&m=pef&s=e&sd=2026-11-20&k=o&r=ad&x=n",
        (
            "Demandez un document provisoire à la préfecture, avant le 28 février 2027.",
            "Couvert par votre carte expirée, que la loi prolonge.",
        ),
    ),
    "a refusal with an order to leave": (
        "d=r&t=ct&f=2026-10-15&w=f&m=etu&l=75&s=e&sd=2026-07-20&k=o&r=ap&rf=2027-01-15&rw=o&x=o&xd=2026-11-20",
        (
            "vous avez jusqu'au 21 décembre 2026 pour contester.",
            "Aujourd'hui, aucun document ne prouve votre séjour : la demande a été refusée.",
        ),
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_twelve_situations_in_words(client, name):
    query, sentences = SITUATIONS[name]
    page = answer(client, query)
    for sentence in sentences:
        assert page.says(sentence), f"« {sentence} » is not in: {page.text}"


OTHERS = {
    Act.ANSWER: "d=r",
    Act.CONTEST: "d=r&t=ct&f=2026-06-30&m=vpf&s=g&sd=2026-06-01&x=r&xd=2026-11-01",
    Act.LIMIT_OVER: "d=r&t=ct&f=2026-06-30&m=vpf&s=g&sd=2026-06-01&x=r&xd=2026-08-01",
    Act.CLAIM_FAVORABLE: "d=r&t=ct&f=2026-06-30&m=vpf&s=g&sd=2026-06-01&r=n&x=a&xd=2026-11-01",
    Act.PREPARE: "d=r&t=ct&f=2027-08-31&m=cjf&s=n",
    Act.FILE: OPEN,
    Act.FILE_NOW: "d=r&t=ct&f=2026-12-31&m=cjf&s=n",
    Act.FILE_AFTER_END: "d=r&t=p4&f=2026-11-01&m=cjf&s=n",
    Act.ENTRY_CONDITIONS: "d=r&t=ct&f=2025-11-01&m=cjf&s=n",
    Act.FILE_FIRST_NOW: "d=p&g=entree&j=2026-01-01&m=aes&s=n",
    Act.VALIDATE_VISA: "d=p&g=visa&j=2026-11-01",
    Act.ASK_DUPLICATE: "d=d&t=ct&f=2027-12-31&m=cjf",
}


@pytest.mark.parametrize("act", OTHERS)
def test_every_first_thing_to_do_has_its_page(client, act):
    assert standing(told(OTHERS[act]).facts).action.act is act
    page = answer(client, OTHERS[act])
    assert page.says("Vos droits aujourd'hui")
    assert page.says("Voyager et revenir")


def test_all_first_things_to_do_are_tried():
    tried = {standing(told(query).facts).action.act for query, _ in SITUATIONS.values()}
    assert tried | set(OTHERS) == set(Act)


def test_what_is_missing_is_named_with_the_way_to_answer(client):
    page = answer(client, "d=r&t=ct&f=2027-02-15")
    assert page.says("Le motif de votre titre, ou son article : il dit où demander")
    assert page.says("Si votre titre permet de travailler.")
    assert {"motif", "titre"} <= {query_of(link).get("e") for link in page.links}


def test_every_fact_that_may_lack_has_its_words_and_its_question():
    keys = {key for step in STEPS for key in step.keys}
    assert set(WHERE.values()) <= keys


def test_a_doubt_is_told_beside_its_sentence(client):
    """Annex 9 was not read for the grounds that it may not list."""
    page = answer(client, "d=r&t=ct&f=2027-01-01&w=f&m=sal&s=n")
    assert page.says("Ce titre se demande à la préfecture")
    assert page.says("à confirmer")


def test_the_prefecture_and_the_court_of_the_place_are_told(client):
    page = answer(client, OPEN)
    assert page.says("Préfecture de police de Paris")
    assert page.says("Tribunal administratif : Paris")


def test_a_day_begins_where_the_person_lives(client, frozen):
    """At 21:30 in Paris on the 23rd, it is the 24th in La Réunion."""
    frozen.move_to(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))
    assert answer(client, "d=r&l=974").says("Où vous en êtes, le 24 novembre 2026")
    assert answer(client, "d=r&l=75").says("Où vous en êtes, le 23 novembre 2026")


# Starting ---------------------------------------------------------------------------------------


def test_whoever_is_not_signed_in_is_led_through_the_door_to_the_renewal(client):
    page = answer(client, OPEN)
    (start,) = [link for link in page.links if link.startswith(reverse("portal:sign_in") + "?next=")]
    assert query_of(start) == {"next": reverse("portal:renew")}


def test_whoever_is_signed_in_starts_at_once(enter):
    applicant = holder()
    browser = enter(applicant)
    form = answer(browser, OPEN).form_to(reverse("portal:renew"))
    response = browser.post(form.action, form.fields)
    started = Application.objects.get(person=applicant.person)
    assert response["Location"] == reverse("portal:filing_situation", args=[started.reference])


def test_after_signing_in_a_newcomer_attaches_then_finds_the_button(client):
    """The door of the renewal leads to the space, where one press starts it."""
    applicant = holder()
    client.force_login(applicant.account)
    response = client.get(reverse("portal:renew"), follow=True)
    assert read(response).form_to(reverse("portal:renew"))
    newcomer = people.account()
    client.force_login(newcomer)
    assert client.get(reverse("portal:renew"))["Location"] == reverse("portal:attach")


@pytest.mark.parametrize("query", ["d=r&t=ct&f=2026-12-31&m=sal&s=n", "d=p&g=entree&j=2026-11-01&m=aes&s=n"])
def test_what_is_not_done_here_has_no_button(client, query):
    assert reverse("portal:renew") not in client.get(f"{ANSWER}?{query}").content.decode()


# The link ---------------------------------------------------------------------------------------


def test_the_page_says_what_its_link_contains(client):
    page = answer(client, OPEN)
    (link,) = [link for link in page.links if link.startswith("http://testserver")]
    assert query_of(link) == dict(parse_qsl(OPEN))
    assert page.says("ni nom, ni numéro, ni jour de naissance")


def test_nothing_is_kept_and_nobody_is_followed(client, enter):
    for path in (QUESTION, f"{ANSWER}?{OPEN}", f"{CALENDAR}?{OPEN}"):
        response = client.get(path)
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert client.post(path).status_code == 405


def test_a_birth_is_never_known_to_the_day():
    assert told("d=p&g=majeur&n=2008-11&j=2008-11-14").query == "d=p&g=majeur&n=2008-11"


HELD = st.sampled_from([*CHOICES.held])
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(date.isoformat)
VALUES = {
    "t": HELD,
    "w": st.sampled_from("flnx"),
    "g": st.sampled_from([*CHOICES.starts]),
    "n": st.dates(date(2005, 1, 1), date(2010, 1, 1)).map(lambda d: f"{d:%Y-%m}"),
    "m": st.sampled_from([*CHOICES.grounds]),
    "a": st.sampled_from(["", "L.423-7", "L422-1", "ACCORD-7BIS"]),
    "l": st.sampled_from(["", *dict(PLACES)]),
    "s": st.sampled_from("negp"),
    "k": st.sampled_from("ojnx"),
    "r": st.sampled_from(["ap", "re", "df", "ad", "n"]),
    "rw": st.sampled_from("onx"),
    "x": st.sampled_from("naro"),
    "xw": st.sampled_from("onx"),
    **dict.fromkeys(("f", "b", "j", "sd", "sp", "kd", "rf", "xd"), DAYS),
}
ANSWERS = st.fixed_dictionaries({"d": st.sampled_from("rcpd")}, optional=VALUES)
STRANGE = st.dictionaries(
    st.sampled_from(["d", *VALUES]),
    st.text(max_size=60)
    | st.sampled_from(["\x00", "2026-13-45", "0001-01-01", "9999-12-31", "é" * 60, "-1"]),
)
patiently = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@patiently
@given(ANSWERS)
def test_the_link_gives_back_the_same_answers(answers):
    first = Told(answers, on=TODAY, departements=PLACES)
    if first.wrong:
        return
    again = Told(dict(parse_qsl(first.query)), on=TODAY, departements=PLACES)
    assert again.facts == first.facts
    assert again.query == first.query
    assert [step.name for step in again.flow] == [step.name for step in first.flow]


@patiently
@given(ANSWERS)
def test_whatever_is_told_the_page_and_the_calendar_can_be_made(answers):
    found = Told(answers, on=TODAY, departements=PLACES)
    if found.wrong:
        return
    stands = standing(found.facts)
    page = page_of(stands, found)
    assert page.first.title.endswith((".", "!"))
    assert all(right.said.text for right in page.rights)
    assert calendar_of(stands, at=at(TODAY), host="sejour.test")


@settings(patiently, max_examples=150)
@given(answers=ANSWERS, strange=STRANGE, path=st.sampled_from([QUESTION, ANSWER, CALENDAR]))
def test_a_link_changed_by_hand_never_breaks_a_page(client, answers, strange, path):
    response = client.get(path, {**answers, **strange})
    assert response.status_code in (200, 302, 422)
    steps = 0
    while response.status_code == 302:
        response = client.get(response["Location"])
        steps += 1
        assert steps < 3, "it leads round and round"
    assert response.status_code in (200, 422)


@pytest.mark.parametrize(
    "query", ["d=%00", "l=%00", "e=%00", "d=r&d=p", "e=titre", "e=decision&d=r", "ok=1", "%ff=%fe"]
)
def test_a_strange_address_leads_to_a_question(client, query):
    for path in (QUESTION, ANSWER, CALENDAR):
        response = client.get(f"{path}?{query}", follow=True)
        assert response.status_code in (200, 422)


# The calendar -----------------------------------------------------------------------------------


def events_of(client, query: str) -> dict[str, dict]:
    response = client.get(f"{CALENDAR}?{query}")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="mes-dates.ics"' in response["Content-Disposition"]
    events = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(event["uid"]): event for event in events}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_calendar_holds_the_days_of_the_page(client, name):
    query, _ = SITUATIONS[name]
    stands = standing(told(query).facts)
    expected = [said.day for said in days_that_matter(stands) if said.day >= TODAY]
    events = events_of(client, query)
    assert sorted(event["dtstart"].dt for event in events.values()) == expected
    for event in events.values():
        assert type(event["dtstart"].dt) is date
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)


def test_a_day_by_which_to_act_rings_a_week_before_and_the_day_before(client):
    events = events_of(client, OPEN)
    (limit,) = [e for e in events.values() if e["summary"] == "Séjour : Dernier jour pour déposer"]
    assert limit["dtstart"].dt == date(2026, 12, 17)
    assert [alarm["trigger"].dt.days for alarm in limit.walk("VALARM")] == [-7, -1]
    assert "R.431-5, 1°" in limit["description"]


def test_a_later_file_replaces_the_days_of_an_earlier_one(client, frozen):
    before = events_of(client, OPEN)
    frozen.shift(timedelta(days=3))
    assert set(events_of(client, OPEN)) == set(before)
    filed = events_of(client, OPEN.replace("s=n", "s=e&sd=2026-11-20&k=o&r=ad&x=n"))
    ends = {uid for uid in before if uid.startswith("held_ends")}
    assert ends <= set(filed)
    assert not ends & set(events_of(client, OPEN.replace("m=cjf", "m=pef")))


def test_the_names_of_days_say_nothing_of_the_person(client):
    for uid in events_of(client, OPEN):
        assert re.fullmatch(r"[a-z_]+-\d+-[0-9a-f]{16}@[\w.]+", uid)


def test_the_table_of_places_is_that_of_the_prefectures():
    found = dict(departements())
    assert found["75"] == "Paris"
    assert len(found) >= 101
