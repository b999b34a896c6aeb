"""Who may open which page of usagers. The pages are those of the table of addresses: none is forgotten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from sejour.applications import services
from sejour.applications.models import Outcome
from sejour.applications.purposes import SummonsPurpose
from sejour.continuity.models import ProvisionalDocument
from sejour.identity.access import Applicant
from sejour.portal.urls import urlpatterns
from sejour.verification import services as verification
from sejour.verification.ways import Purpose
from sejour.wallet import services as wallet
from tests.factories import people
from tests.factories.applications import AGENT, asked, decided, draft, filed, give, holder
from tests.factories.days import NOON, in_days
from tests.ui.pages import read

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home",
    "accessibility",
    "personal_data",
    "verify",
    "check_receipt",
    "situation",
    "situation_answer",
    "situation_calendar",
    "law",
    "law_question",
    "law_rule",
    "law_article",
    "law_changes",
    "procedures",
    "procedure",
    "sign_in",
    "link_sent",
    "sign_in_with_link",
    "sign_in_with_password",
    "sign_out",
}
OWN = {
    "space",
    "attach",
    "newcomer",
    "messages",
    "account",
    "contact",
    "bodies",
    "own_data",
    "own_data_json",
    "own_data_pdf",
    "own_files",
    "own_correction",
    "documents",
    "share",
    "stay_pdf",
    "wallet",
    "renew",
    "procedure_start",
}
# Pages of one application or document, each with the file whose owner finds it open.
OF_AN_OBJECT = {
    "document": "filed",
    "document_pdf": "filed",
    "share_revoke": "filed",
    "wallet_offer": "filed",
    "wallet_remove": "filed",
    "application": "filed",
    "piece": "filed",
    "piece_file": "filed",
    "answer": "filed",
    "withdraw": "filed",
    "more_time": "filed",
    "object": "closed",
    "receipt": "filed",
    "receipt_pdf": "filed",
    "filing_situation": "draft",
    "filing_step": "job",
    "filing_pieces": "draft",
    "filing_recap": "draft",
    "decision": "refused",
    "request_pdf": "filed",
    "convocation_pdf": "filed",
    "appointment": "filed",
    "evidence_pdf": "filed",
    "closure_pdf": "closed",
    "decision_pdf": "read",
}
POST_ONLY = {
    "procedure_start",
    "check_receipt",
    "share_revoke",
    "wallet_offer",
    "wallet_remove",
    "answer",
    "sign_out",
}
GET_ONLY = {"piece_file", "own_data", "own_data_json", "own_data_pdf", "own_files"}
# What anybody signed in may open, agents too: the account is theirs.
FOR_ALL = {"account"}
# What begins with saying who one is, or goes there.
FOR_NEWCOMERS = {"attach", "newcomer", "procedure_start"}


STAGES = ("filed", "refused", "read", "closed")


class World:
    """People, each with a file: drafted, filed with pieces asked for, refused, refused and read, closed."""

    def __init__(self) -> None:
        self.owners: dict[str, Applicant] = {name: holder() for name in ("draft", "job", *STAGES)}
        self.files = {
            "draft": draft(self.owners["draft"], pieces=["address_proof"]),
            "job": services.start_procedure(
                person=self.owners["job"].person, code="employee", actor=AGENT, at=NOON
            ),
            **{name: filed(self.owners[name].person) for name in STAGES},
        }
        asked(self.files["filed"], "address_proof")
        give(self.files["filed"], "address_proof")
        self.summons = services.summon(
            reference=self.files["filed"].reference,
            purpose=SummonsPurpose.INTERVIEW,
            place="Bureau 12",
            held_at=NOON + timedelta(days=3),
            actor=AGENT,
            at=NOON,
        )
        for name in ("refused", "read"):
            decided(self.files[name], Outcome.REFUSED)
        said = {"actor": AGENT, "at": NOON}
        services.record_notification(reference=self.files["read"].reference, **said)
        services.close_application(reference=self.files["closed"].reference, reasons="Rien reçu.", **said)
        self.document = ProvisionalDocument.objects.get(application=self.files["filed"])
        of = self.owners["filed"].person
        self.code, _ = verification.make_share_code(
            person=of, purpose=Purpose.BANK, last_day=in_days(10), actor=people.REGISTER, at=NOON
        )
        self.offer = wallet.make_offer(
            person=of, public_id=self.document.public_id, actor=people.REGISTER, at=NOON
        ).offer

    @property
    def named(self) -> dict[str, object]:
        """What an address names where it is not the document."""
        return {"share_revoke": self.code, "wallet_remove": self.offer}

    def _number(self, name: str) -> int:
        request = self.files["filed"].complement_requests.get()
        return request.pk if name in ("request_pdf", "more_time") else self.summons.pk

    def address(self, name: str, *, reference: str = "", public_id: str = "") -> str:
        """Return the address of a page, about the file whose owner may open it."""
        arguments = {
            "reference": reference or self.files[OF_AN_OBJECT.get(name, "filed")].reference,
            "code": "address_proof",
            "public_id": public_id or self.named.get(name, self.document).public_id,
            "token": "x" * 43,
            "number": self._number(name),
            "question": "receipt",
            "rule_id": "R-API-01",
            "article": "l-423-7",
            "address": "salarie",
            "step": "job",
            "field": "family_name",
        }
        (pattern,) = [pattern for pattern in urlpatterns if pattern.name == name]
        wanted = pattern.pattern.converters
        return reverse(f"portal:{name}", kwargs={key: arguments[key] for key in wanted})


@pytest.fixture
def world():
    return World()


def ask(client, address, name):
    return client.post(address) if name in POST_ONLY else client.get(address)


def ask_in_all_ways(client, address, name):
    """Ask with a link and with a form, but for what the page takes from nobody."""
    ways = ([] if name in POST_ONLY else [client.get]) + ([] if name in GET_ONLY else [client.post])
    return [way(address) for way in ways]


def is_sent_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer.url.startswith(reverse("portal:sign_in") + "?next=")


def test_every_page_is_in_one_list():
    assert {pattern.name for pattern in urlpatterns} == PUBLIC | OWN | set(OF_AN_OBJECT)
    assert len(urlpatterns) == len(PUBLIC) + len(OWN) + len(OF_AN_OBJECT)


# Without what they need, they lead to where it is asked for.
LEAD_ON = {"sign_in_with_password", "situation_answer", "situation_calendar"}


@pytest.mark.parametrize("name", sorted(PUBLIC - POST_ONLY - LEAD_ON))
def test_anybody_opens_a_public_page(client, world, name):
    assert client.get(world.address(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(OWN | set(OF_AN_OBJECT)))
def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_changes_nothing(client, world, name):
    before = journal_length()
    assert all(is_sent_to_sign_in(answer) for answer in ask_in_all_ways(client, world.address(name), name))
    assert journal_length() == before


@pytest.mark.parametrize("name", sorted(OF_AN_OBJECT))
def test_an_owner_opens_the_pages_of_their_file(enter, world, name):
    answer = ask(enter(world.owners[OF_AN_OBJECT[name]]), world.address(name), name)
    assert answer.status_code in (200, 302)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", sorted(OF_AN_OBJECT))
def test_another_applicant_finds_no_page_and_changes_nothing(enter, world, name):
    stranger = enter(holder())
    before = journal_length()
    answers = ask_in_all_ways(stranger, world.address(name), name)
    assert {answer.status_code for answer in answers} == {404}
    assert journal_length() == before


@pytest.mark.parametrize("name", sorted(set(OF_AN_OBJECT)))
def test_what_is_forbidden_looks_like_what_does_not_exist(enter, world, name):
    stranger = enter(holder())
    forbidden = ask(stranger, world.address(name), name)
    nothing = world.address(name, reference="AAAAA-AAAAA", public_id="00000000-0000-4000-8000-000000000000")
    unknown = ask(stranger, nothing, name)
    assert (forbidden.status_code, read(forbidden).text) == (unknown.status_code, read(unknown).text)


@pytest.mark.parametrize("name", sorted(OWN | set(OF_AN_OBJECT)))
def test_an_agent_finds_no_page_of_an_applicant(enter, world, name):
    answer = ask(enter(people.agent()), world.address(name), name)
    assert answer.status_code == (200 if name in FOR_ALL else 404)


@pytest.mark.parametrize("name", sorted((OWN | set(OF_AN_OBJECT)) - FOR_ALL - FOR_NEWCOMERS))
def test_whoever_has_attached_nothing_is_shown_how_to(enter, world, name):
    newcomer = enter(Applicant(people.account(), None))
    assert ask(newcomer, world.address(name), name)["Location"] == reverse("portal:attach")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_an_address_that_only_takes_forms_says_in_words_that_there_is_no_page(enter, world, name):
    answer = enter(world.owners["filed"]).get(world.address(name))
    assert answer.status_code == 404
    assert read(answer).says("Page introuvable")


@pytest.mark.parametrize("reference", ["%00", "AAAAA-AAAA%00", "%27%20OR%201=1", "..", "a" * 300])
def test_a_strange_reference_is_no_page(enter, world, reference):
    assert enter(world.owners["filed"]).get(f"/demande/{reference}/").status_code == 404


def journal_length() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_journal WHERE verb <> 'consulted'")
        return cursor.fetchone()[0]
