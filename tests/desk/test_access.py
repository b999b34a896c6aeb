"""Who may open which page of agents. The pages are those of the table of addresses: none is forgotten."""

from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from sejour.applications.history import history_of
from sejour.applications.models import Application, CorrectionRequest, Extension, Objection
from sejour.desk.urls import urlpatterns
from tests.factories import people
from tests.factories.applications import draft, filed, give, holder
from tests.factories.days import TODAY
from tests.factories.petitions import asked_for_all
from tests.ui.pages import read

pytestmark = pytest.mark.django_db

FOR_ALL_AGENTS = {"home", "continuity", "register"}
OF_A_PREFECTURE = {"queue", "search", "cards", "paper", "take_next", "petitions"}
OF_A_FILE = {
    "file",
    "piece",
    "ask",
    "grant",
    "hand_over",
    "propose_grant",
    "propose_refusal",
    "take",
    "release",
    "refer",
    "card_made",
    "confirm",
    "send_back",
    "summon",
    "summons_cancel",
    "extension",
    "objection",
    "objection_file",
    "correction",
    "correction_file",
}
NATIONAL = {"law_changes", "law_propose", "procedure_try", "bodies", "body_register"}
OF_A_CHANGE = {"law_change", "law_approve", "law_refuse", "law_look_again", "law_undo"}
OF_A_BODY = {
    "body",
    "body_add_access",
    "body_end_access",
    "body_address",
    "body_suspend",
    "body_resume",
}
POST_ONLY = {
    "take_next",
    "take",
    "release",
    "refer",
    "card_made",
    "confirm",
    "send_back",
    "summons_cancel",
} | ((OF_A_CHANGE | OF_A_BODY) - {"law_change", "body"})
GET_ONLY = {
    "file",
    "piece",
    "petitions",
    "objection_file",
    "correction_file",
    "law_change",
    "law_changes",
    "bodies",
    "body",
}
ALL = FOR_ALL_AGENTS | OF_A_PREFECTURE | OF_A_FILE | NATIONAL | OF_A_CHANGE | OF_A_BODY


@pytest.fixture
def file() -> Application:
    """A file of Paris, with a piece and all that its person may ask for: time, a correction, a reopening."""
    application = filed()
    give(application, "address_proof")
    asked_for_all(application)
    return application


NUMBERED = {
    "extension": Extension,
    "objection": Objection,
    "objection_file": Objection,
    "correction": CorrectionRequest,
    "correction_file": CorrectionRequest,
}


def number_in(name: str) -> int:
    """Return the number of the row that an address names, 1 where no test brings one."""
    row = NUMBERED[name].objects.first() if name in NUMBERED else None
    return row.pk if row else 1


def address(name: str, reference: str) -> str:
    arguments = {
        "reference": reference,
        "code": "address_proof",
        "file": "fees",
        "change_id": 1,
        "number": number_in(name),
        "public_id": UUID(int=1),
        "client_id": "0123456789ab",
    }
    (pattern,) = [pattern for pattern in urlpatterns if pattern.name == name]
    return reverse(f"desk:{name}", kwargs={key: arguments[key] for key in pattern.pattern.converters})


def ask_in_all_ways(client, name: str, reference: str) -> list:
    """Ask with a link and with a form, but for what the page takes from nobody."""
    ways = ([] if name in POST_ONLY else [client.get]) + ([] if name in GET_ONLY else [client.post])
    return [way(address(name, reference)) for way in ways]


def lines_written(reference: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_journal WHERE stream = %s", [f"application/{reference}"])
        return cursor.fetchone()[0]


def test_every_page_is_in_one_list():
    assert {pattern.name for pattern in urlpatterns} == ALL
    kinds = (FOR_ALL_AGENTS, OF_A_PREFECTURE, OF_A_FILE, NATIONAL, OF_A_CHANGE, OF_A_BODY)
    assert len(urlpatterns) == sum(map(len, kinds))


@pytest.mark.parametrize("name", sorted(ALL))
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, file, name):
    for answer in ask_in_all_ways(client, name, file.reference):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("portal:sign_in") + "?next=")


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_applicant_finds_no_page_of_agents(enter, file, name):
    applicant = enter(holder())
    assert {answer.status_code for answer in ask_in_all_ways(applicant, name, file.reference)} == {404}


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_agent_whose_posting_has_ended_finds_no_page(enter, file, name):
    agent = people.agent()
    agent.posting.ended_on = TODAY
    agent.posting.save()
    assert {answer.status_code for answer in ask_in_all_ways(enter(agent), name, file.reference)} == {404}


@pytest.mark.parametrize("name", sorted(OF_A_FILE))
def test_an_agent_of_another_prefecture_finds_no_file_and_changes_nothing(enter, file, name):
    agent = enter(people.signatory(prefecture="13"))
    before = lines_written(file.reference)
    answers = ask_in_all_ways(agent, name, file.reference)
    assert {answer.status_code for answer in answers} == {404}
    assert lines_written(file.reference) == before


@pytest.mark.parametrize("name", sorted(OF_A_FILE - POST_ONLY - {"piece"}))
def test_a_file_of_elsewhere_looks_like_no_file(enter, file, name):
    agent = enter(people.agent(prefecture="13"))
    forbidden, unknown = (agent.get(address(name, number)) for number in (file.reference, "AAAAA-AAAAA"))
    assert (forbidden.status_code, read(forbidden).text) == (unknown.status_code, read(unknown).text)


@pytest.mark.parametrize("name", sorted(OF_A_PREFECTURE | OF_A_FILE))
def test_a_national_posting_sees_no_file(enter, file, name):
    pilot = enter(people.agent(prefecture=None))
    assert {answer.status_code for answer in ask_in_all_ways(pilot, name, file.reference)} == {404}


@pytest.mark.parametrize("name", sorted(FOR_ALL_AGENTS - {"home"}))
@pytest.mark.parametrize("prefecture", ["75", None], ids=["of a prefecture", "national"])
def test_every_agent_sees_figures(enter, file, name, prefecture):
    agent = enter(people.agent(prefecture=prefecture))
    assert agent.get(address(name, "")).status_code == 200


@pytest.mark.parametrize("name", sorted(OF_A_PREFECTURE | OF_A_FILE))
def test_an_agent_of_the_prefecture_finds_the_page(enter, file, name):
    agent = enter(people.agent())
    assert {a.status_code for a in ask_in_all_ways(agent, name, file.reference)} <= {200, 302}


@pytest.mark.parametrize("name", sorted(NATIONAL | OF_A_CHANGE | OF_A_BODY))
def test_an_agent_of_a_prefecture_finds_no_page_of_the_national_office(enter, file, name):
    agent = enter(people.signatory())
    assert {answer.status_code for answer in ask_in_all_ways(agent, name, file.reference)} == {404}


@pytest.mark.parametrize(("prefecture", "first"), [("75", "queue"), (None, "continuity")])
def test_an_agent_begins_where_the_work_is(enter, prefecture, first):
    answer = enter(people.agent(prefecture=prefecture)).get(reverse("desk:home"))
    assert answer.url == reverse(f"desk:{first}")


def test_a_national_posting_sees_gaps_without_a_way_into_files(enter, file):
    page = read(enter(people.agent(prefecture=None)).get(reverse("desk:continuity")))
    assert not [link for link in page.links if "/dossier/" in link]


@pytest.mark.parametrize("name", ["file", "piece"])
def test_a_consultation_is_written_and_the_person_sees_it(enter, file, name):
    before = history_of(file.reference)
    enter(people.agent()).get(address(name, file.reference))
    added = history_of(file.reference)[: -len(before)]
    assert [(line.sentence, line.who) for line in added] == [
        ("Dossier consulté par un agent.", "un agent de la préfecture")
    ]


def test_a_draft_is_its_authors_alone(enter):
    assert enter(people.agent()).get(address("file", draft().reference)).status_code == 404
