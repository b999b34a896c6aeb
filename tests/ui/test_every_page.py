"""Every page of usagers and of agents, in a real browser: nothing that axe finds, nothing beyond the edge.

The pages are those of the tables of addresses: a new one cannot be forgotten.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from sejour.applications import services as applications
from sejour.applications.models import Application, Outcome
from sejour.applications.purposes import SummonsPurpose
from sejour.bodies.choices import EventKind, Level
from sejour.bodies.choices import Purpose as BodyPurpose
from sejour.bodies.services.follow import write_event
from sejour.continuity.models import ProvisionalDocument
from sejour.identity.access import Agent, Applicant
from sejour.instruction import services as instruction
from sejour.law.editions import published_text
from sejour.law.kinds import PermitKind, Work
from sejour.law.refusals import GROUNDS
from sejour.permits.models import Permit
from sejour.steering import services as steering
from sejour.verification import services as verification
from sejour.verification.ways import Purpose
from tests.factories import bodies, contents, people
from tests.factories.applications import AGENT, asked, decided, draft, filed, give, holder
from tests.factories.days import NOON, TODAY, in_days
from tests.factories.permits import permit
from tests.factories.petitions import correction_asked, objected, proof, time_asked
from tests.ui.browser import Visitor, visitor

pytestmark = pytest.mark.browser

# Addresses that give a file, lead on at once, or only take forms.
NO_PAGE = {
    "portal:document_pdf",
    "portal:receipt_pdf",
    "portal:request_pdf",
    "portal:closure_pdf",
    "portal:decision_pdf",
    "portal:evidence_pdf",
    "portal:convocation_pdf",
    "portal:appointment",
    "portal:stay_pdf",
    "portal:piece_file",
    "portal:renew",
    "portal:procedure_start",
    "portal:sign_in_with_password",
    "portal:sign_out",
    "portal:situation_calendar",
    "portal:share_revoke",
    "portal:check_receipt",
    "portal:wallet_offer",
    "portal:wallet_remove",
    "portal:answer",
    "portal:own_data_json",
    "portal:own_data_pdf",
    "portal:own_files",
    "desk:objection_file",
    "desk:correction_file",
    "desk:home",
    "desk:piece",
    "desk:take_next",
    "desk:take",
    "desk:release",
    "desk:refer",
    "desk:card_made",
    "desk:confirm",
    "desk:summons_cancel",
    "desk:send_back",
    "desk:law_approve",
    "desk:law_refuse",
    "desk:law_look_again",
    "desk:law_undo",
    "desk:body_add_access",
    "desk:body_end_access",
    "desk:body_address",
    "desk:body_suspend",
    "desk:body_resume",
}
# Which pages of usagers each test below looks at.
PUBLIC = {
    "portal:home",
    "portal:accessibility",
    "portal:personal_data",
    "portal:verify",
    "portal:situation",
    "portal:situation_answer",
    "portal:law",
    "portal:law_question",
    "portal:law_rule",
    "portal:law_article",
    "portal:law_changes",
    "portal:procedures",
    "portal:procedure",
    "portal:sign_in",
    "portal:link_sent",
    "portal:sign_in_with_link",
}
SPACE = {
    "portal:attach",
    "portal:newcomer",
    "portal:contact",
    "portal:space",
    "portal:messages",
    "portal:account",
    "portal:bodies",
    "portal:own_data",
    "portal:own_correction",
    "portal:more_time",
    "portal:object",
    "portal:documents",
    "portal:document",
    "portal:share",
    "portal:wallet",
    "portal:application",
    "portal:withdraw",
    "portal:receipt",
    "portal:piece",
    "portal:decision",
}
FILING = {
    "portal:filing_situation",
    "portal:filing_step",
    "portal:filing_pieces",
    "portal:filing_recap",
    "portal:piece",
}


def names_of(package: str) -> set[str]:
    (resolver,) = [
        found for found in get_resolver().url_patterns if getattr(found, "namespace", "") == package
    ]
    return {f"{package}:{pattern.name}" for pattern in resolver.url_patterns} - NO_PAGE


def test_every_address_is_a_page_or_known_to_be_none():
    everything = {
        f"{package}:{pattern.name}"
        for package in ("portal", "desk")
        for found in get_resolver().url_patterns
        if getattr(found, "namespace", "") == package
        for pattern in found.url_patterns
    }
    assert everything >= NO_PAGE


class Scan:
    """Looks at pages, one after the other, and remembers which were seen and what is wrong with each."""

    def __init__(self, browser, site, name: str) -> None:
        self.browser, self.site, self.name = browser, site, name
        self.seen: set[str] = set()
        self.wrong: dict[str, list[str]] = {}

    @contextmanager
    def as_(self, who: Applicant | Agent | None) -> Iterator[Visitor]:
        """Sit somebody in front of the browser, signed in."""
        with visitor(self.browser, self.site.url, name=f"scan-{self.name}", axe=True) as seen:
            if who is not None:
                client = Client()
                client.force_login(who.posting.account if isinstance(who, Agent) else who.account)
                cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
                seen.context.add_cookies(
                    [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.site.url}]
                )
            yield seen

    def look(self, seen: Visitor, name: str, *args, query: str = "", says: str = "") -> None:
        """Open a page and look at it."""
        address = reverse(name, args=args) + query
        seen.page.goto(self.site.url + address)
        if says:
            seen.reads(says)
        self.seen.add(name)
        self.check(seen, f"{name} {query}{says}")

    def check(self, seen: Visitor, what: str) -> None:
        """Look at the page in front."""
        found = seen.faults() + seen.complaints()
        if found:
            self.wrong[what] = found

    def send_empty(self, seen: Visitor, button: str, what: str) -> None:
        """Send a form with nothing in it, as a browser that checks nothing does."""
        seen.page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
        seen.page.get_by_role("button", name=button).first.click()
        seen.reads("Il y a quelque chose à corriger")
        self.check(seen, what)


@pytest.fixture
def scan(site, browser, request) -> Scan:
    return Scan(browser, site, request.node.name)


def at_every_stage() -> dict[str, tuple[Applicant, Application]]:
    """Bring people to every stage of a file."""
    found = {}
    for stage in (
        "filed",
        "asked",
        "incomplete",
        "granted",
        "refused",
        "read",
        "closed",
        "withdrawn",
        "referred",
    ):
        applicant = holder(prefecture="06")
        found[stage] = (applicant, filed(applicant.person))
    asked(found["asked"][1], "photo", "address_proof", message="La photo est floue.")
    give(found["asked"][1], "photo")
    asked(found["incomplete"][1], "photo", due_on=in_days(-1), at=NOON.replace(day=1))
    decided(found["granted"][1])
    for stage in ("refused", "read"):
        decided(found[stage][1], Outcome.REFUSED)
    applications.record_notification(reference=found["read"][1].reference, actor=AGENT, at=NOON)
    said = {"actor": AGENT, "at": NOON}
    applications.close_application(
        reference=found["closed"][1].reference, reasons="La pièce n'est pas venue.", **said
    )
    applications.summon(
        reference=found["filed"][1].reference,
        purpose=SummonsPurpose.FINGERPRINTS,
        place="Bureau 12",
        held_at=datetime.now(UTC) + timedelta(days=3),
        bring="Trois photos",
        **said,
    )
    applications.withdraw_application(reference=found["withdrawn"][1].reference, **said)
    applications.refer_to_commission(reference=found["referred"][1].reference, **said)
    return found


def look_at_the_law(scan: Scan, seen: Visitor) -> None:
    """Look at the pages of the law, all that opens on them opened."""
    for name, *args in (
        ("law",),
        ("law_rule", "R-FEE-02"),
        ("law_rule", "R-DEP-01"),
        ("law_article", "l-423-7"),
        ("law_question", "closing"),
        ("law_changes",),
    ):
        scan.look(seen, f"portal:{name}", *args)
        seen.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        scan.check(seen, f"portal:{name} {args}, opened")
    scan.look(seen, "portal:law", query="?q=récépissé", says="résultats pour « récépissé »")
    scan.look(seen, "portal:law", query="?q=zzz", says="Rien pour « zzz »")
    scan.look(seen, "portal:law_changes", query="?au=2026-05-01", says="Avant")
    scan.look(seen, "portal:law_changes", query="?au=demain", says="Il y a quelque chose à corriger")
    scan.look(seen, "portal:law_question", "provisional-documents")
    seen.page.get_by_role("button", name="Demander la réponse").click()
    seen.reads("Pourquoi")
    scan.check(seen, "portal:law_question, answered")
    seen.field("Les faits").fill('{"category": 3}')
    seen.page.get_by_role("button", name="Demander la réponse").click()
    seen.reads("Pas de réponse à ces faits")
    scan.check(seen, "portal:law_question, refused")


def test_public_pages(scan):
    with scan.as_(None) as seen:
        for name in ("home", "accessibility", "personal_data", "verify", "sign_in", "link_sent"):
            scan.look(seen, f"portal:{name}")
        scan.look(seen, "portal:sign_in_with_link", "x" * 43)
        look_at_the_law(scan, seen)
        scan.look(seen, "portal:procedures", query="?q=etudes", says="Étudiant")
        scan.look(seen, "portal:procedures", query="?q=licorne", says="Aucune démarche")
        scan.look(seen, "portal:procedure", "salarie", says="Je renouvelle ce titre")
        seen.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        scan.check(seen, "portal:procedure, opened")
        scan.look(seen, "portal:verify")
        scan.send_empty(seen, "Vérifier", "portal:verify, empty")
        scan.look(seen, "portal:situation", says="Que demandez-vous")
        scan.send_empty(seen, "Continuer", "portal:situation, empty")
        scan.look(
            seen, "portal:situation_answer", query="?d=r&t=p4&f=2027-02-15&m=pef&l=75", says="Où vous en"
        )
        scan.look(seen, "portal:sign_in")
        scan.send_empty(seen, "Recevoir le lien", "portal:sign_in, empty")
        seen.page.goto(f"{scan.site.url}/perdu/")
        seen.reads("Page introuvable")
        scan.check(seen, "not found")
        seen.page.goto(scan.site.url + reverse("portal:verify"))
        seen.field("Code de partage").fill("ABCD")
        seen.field("Date de naissance").first.fill("14/03/1985")
        seen.context.clear_cookies()
        seen.page.get_by_role("button", name="Vérifier").first.click()
        seen.reads("Cette page est restée ouverte trop longtemps")
        scan.check(seen, "form expired")
    assert scan.seen == PUBLIC
    assert not scan.wrong


def look_at_own_data(scan: Scan, seen: Visitor, applicant: Applicant, application: Application) -> None:
    """Look at what somebody reads of their data, once an agent has looked and a correction waits."""
    scan.look(seen, "portal:own_data", says="Aucun agent ne l'a ouvert")
    for field in ("family_name", "born", "birth_country", "sex"):
        scan.look(seen, "portal:own_correction", field)
    scan.look(seen, "portal:own_correction", "family_name")
    scan.send_empty(seen, "Demander la correction", "portal:own_correction, empty")
    instruction.consult(agent=people.agent(prefecture="06"), reference=application.reference, at=NOON)
    correction_asked(applicant.person)
    scan.look(seen, "portal:own_data", says="correction demandée")
    scan.look(seen, "portal:own_correction", "family_name", says="Vous avez déjà demandé")


def test_pages_of_a_space(scan):
    stages = at_every_stage()
    newcomer = Applicant(people.account(), None)
    with scan.as_(newcomer) as seen:
        scan.look(seen, "portal:attach")
        scan.send_empty(seen, "Relier mon titre", "portal:attach, empty")
        scan.look(seen, "portal:newcomer")
        scan.send_empty(seen, "Enregistrer et continuer", "portal:newcomer, empty")
        scan.look(seen, "portal:account")
    applicant, application = stages["filed"]
    with scan.as_(applicant) as seen:
        for name in ("space", "messages", "account", "contact", "bodies", "documents", "share", "wallet"):
            scan.look(seen, f"portal:{name}")
        look_at_own_data(scan, seen, applicant, application)
        for name in ("application", "withdraw", "receipt"):
            scan.look(seen, f"portal:{name}", application.reference)
        document = ProvisionalDocument.objects.filter(application=application).first()
        scan.look(seen, "portal:document", document.public_id)
        seen.go(reverse("portal:share"))
        seen.choose("Un employeur")
        seen.page.get_by_role("button", name="Créer le code").click()
        seen.reads("Votre code")
        scan.check(seen, "portal:share, made")
        seen.go(reverse("portal:wallet"))
        seen.page.get_by_role("button", name="Mettre dans mon portefeuille").first.click()
        seen.reads("Votre document est prêt")
        scan.check(seen, "portal:wallet, offered")
    for stage in ("asked", "incomplete", "granted", "refused", "read", "closed", "withdrawn", "referred"):
        applicant, application = stages[stage]
        with scan.as_(applicant) as seen:
            scan.look(seen, "portal:application", application.reference)
            scan.look(seen, "portal:space")
            if stage == "asked":
                scan.look(seen, "portal:piece", application.reference, "address_proof")
                number = application.complement_requests.get().pk
                scan.look(seen, "portal:more_time", application.reference, number)
                scan.send_empty(seen, "Envoyer ma demande de délai", "portal:more_time, empty")
                time_asked(application)
                scan.look(
                    seen, "portal:application", application.reference, says="Vous avez demandé un délai"
                )
            if stage == "closed":
                scan.look(seen, "portal:object", application.reference, says="Contester la clôture")
                scan.send_empty(seen, "Envoyer ma contestation", "portal:object, empty")
                objected(application, file=proof(application.person))
                scan.look(seen, "portal:object", application.reference, says="Sans réponse le")
            if stage in ("refused", "read"):
                scan.look(seen, "portal:decision", application.reference)
    assert scan.seen == SPACE
    assert not scan.wrong


@pytest.mark.parametrize("days", [200, 90, 40, -10, -250])
def test_the_space_at_every_moment_of_a_permit(scan, days):
    applicant = people.applicant(prefecture="06")
    permit(applicant.person, last_day=in_days(days), kind=PermitKind.CARTE_PLURIANNUELLE, years=4)
    verification.make_share_code(
        person=applicant.person, purpose=Purpose.BANK, last_day=in_days(9), actor=AGENT, at=NOON
    )
    with scan.as_(applicant) as seen:
        scan.look(seen, "portal:space")
    assert not scan.wrong


def test_pages_of_a_filing(scan):
    applicant = holder(prefecture="06")
    application = draft(applicant, pieces=["passport"])
    with scan.as_(applicant) as seen:
        for name in ("filing_situation", "filing_pieces", "filing_recap"):
            scan.look(seen, f"portal:{name}", application.reference)
        job = applications.start_procedure(person=applicant.person, code="employee", actor=AGENT, at=NOON)
        scan.look(seen, "portal:filing_step", job.reference, "job")
        scan.send_empty(seen, "Enregistrer et continuer", "portal:filing_step, empty")
        seen.choose("Contrat à durée déterminée ou détachement")
        seen.page.get_by_role("button", name="Enregistrer et continuer").click()
        seen.reads("Nom de l'employeur")
        scan.check(seen, "portal:filing_step, opened")
        scan.look(seen, "portal:filing_recap", job.reference, says="Il manque")
        scan.send_empty(seen, "Déposer ma demande", "portal:filing_recap, empty")
        scan.look(seen, "portal:piece", application.reference, "photo")
        seen.give(b"MZ", "photo.jpg")
        seen.page.get_by_role("button", name="Envoyer cette pièce").click()
        seen.reads("Le contenu de ce fichier n'est ni un PDF")
        scan.check(seen, "portal:piece, refused")
        scan.look(seen, "portal:piece", application.reference, "address_proof")
        seen.give(contents.file_of(contents.sheet(blur=5)), "photo.jpg")
        seen.page.get_by_role("button", name="Envoyer cette pièce").click()
        seen.reads("Cette pièce est gardée, mais un agent pourrait mal la lire")
        scan.check(seen, "portal:piece, advised")
        Permit.objects.filter(person=applicant.person).update(kind="carte_inconnue")
        seen.page.goto(scan.site.url + reverse("portal:filing_recap", args=[application.reference]))
        seen.reads("Une panne de notre côté")
        scan.check(seen, "failed")
        seen.page.goto(scan.site.url + reverse("portal:space"))
        seen.reads("Votre numéro de panne")
        scan.check(seen, "broken")
    assert scan.seen == FILING
    assert not scan.wrong


def test_every_page_of_usagers_is_looked_at():
    assert names_of("portal") == PUBLIC | SPACE | FILING


def look_at_bodies(scan, seen: Visitor) -> None:
    """Look at the pages of authorised bodies, one of which a message waits for."""
    given = bodies.access()
    subscription = bodies.follow(given, people.person(), BodyPurpose.SOCIAL)
    write_event(subscription, EventKind.BEGINS, Level.FULL, in_days(30), TODAY, NOON)
    scan.look(seen, "desk:bodies", says=given.body.name)
    scan.look(seen, "desk:body_register")
    scan.send_empty(seen, "Enregistrer", "desk:body_register, empty")
    scan.look(seen, "desk:body", given.body.public_id, says="En attente")
    seen.page.get_by_role("button", name="Créer l'accès").click()
    seen.reads("Nouvel accès")
    scan.check(seen, "desk:body, new access")


def look_at_petitions(scan: Scan, seen: Visitor, stages: dict[str, tuple[Applicant, Application]]) -> None:
    """Look at what people ask for, in the list and each on its page, before and after an answer."""
    # Other tests share the site: of this prefecture nobody asks for anything.
    with scan.as_(people.agent(prefecture="48")) as elsewhere:
        scan.look(elsewhere, "desk:petitions", says="Personne n'attend de réponse")
    asked_file, closed_file = stages["asked"][1], stages["closed"][1]
    extension = time_asked(asked_file)
    objection = objected(closed_file, file=proof(closed_file.person))
    correction = correction_asked(asked_file.person, evidence=proof(asked_file.person))
    scan.look(seen, "desk:petitions", says="Clôtures contestées")
    scan.look(seen, "desk:file", asked_file.reference, says="Délai demandé")
    scan.look(seen, "desk:file", closed_file.reference, says="Clôture contestée")
    for name, *args in (
        ("extension", asked_file.reference, extension.pk),
        ("objection", closed_file.reference, objection.pk),
        ("correction", correction.pk),
    ):
        scan.look(seen, f"desk:{name}", *args, says="Votre réponse")
        scan.send_empty(seen, "Répondre", f"desk:{name}, empty")
    said = {"actor": AGENT, "at": NOON}
    applications.refuse_correction(correction_id=correction.pk, answer="L'acte dit Diallo.", **said)
    scan.look(seen, "desk:correction", correction.pk, says="Répondue le")


def test_pages_of_agents(scan):
    stages = at_every_stage()
    agent, signatory = people.agent(prefecture="06"), people.signatory(prefecture="06")
    refused = {"grounds": [GROUNDS[0].code, GROUNDS[1].code], "reasons_in_fact": "Des faits.\nD'autres."}
    proposed = []
    for outcome, more in (
        (Outcome.GRANTED, {"kind": PermitKind.CARTE_RESIDENT, "work": Work.FULL}),
        (Outcome.REFUSED, refused),
    ):
        file = filed(holder(prefecture="06").person)
        instruction.propose(agent=agent, reference=file.reference, outcome=outcome, at=NOON, **more)
        proposed.append(file)
    with scan.as_(agent) as seen:
        for name in ("queue", "search", "cards", "paper", "continuity", "register"):
            scan.look(seen, f"desk:{name}")
        scan.look(seen, "desk:queue", query="?vue=pieces")
        scan.look(seen, "desk:search", query="?q=diallo", says="DIALLO")
        scan.look(seen, "desk:search", query="?q=personne", says="Rien dans votre préfecture")
        reference = stages["filed"][1].reference
        for name in ("ask", "grant", "summon", "propose_grant", "propose_refusal", "hand_over"):
            scan.look(seen, f"desk:{name}", reference)
        scan.look(seen, "desk:file", reference, says="Annuler ce rendez-vous")
        scan.look(seen, "desk:summon", reference)
        scan.send_empty(seen, "Convoquer", "desk:summon, empty")
        scan.look(seen, "desk:ask", reference)
        scan.send_empty(seen, "Envoyer la demande", "desk:ask, empty")
        scan.look(seen, "desk:propose_refusal", reference)
        scan.send_empty(seen, "Proposer", "desk:propose_refusal, empty")
        scan.look(seen, "desk:paper")
        scan.send_empty(seen, "Enregistrer la demande complète", "desk:paper, empty")
        for stage in ("asked", "incomplete", "granted", "refused", "closed", "referred"):
            scan.look(seen, "desk:file", stages[stage][1].reference)
    with scan.as_(signatory) as seen:
        look_at_petitions(scan, seen, stages)
        scan.look(seen, "desk:queue", query="?vue=a-confirmer")
        for file in proposed:
            scan.look(seen, "desk:file", file.reference, says="Décision proposée")
    pilot = people.agent(prefecture=None)
    with scan.as_(pilot) as seen:
        scan.look(seen, "desk:continuity")
        scan.look(seen, "desk:procedure_try", query="?depuis=student")
        seen.page.get_by_role("button", name="Vérifier et voir").click()
        seen.reads("Le fichier est bon")
        scan.check(seen, "desk:procedure_try, tried")
        scan.look(seen, "desk:law_propose", "grace")
        change = steering.propose_law_change(
            agent=pilot,
            file="grace",
            text=published_text("grace").replace("[]", '["06"]'),
            source="Arrêté du 20 novembre 2026",
            why="",
            at=NOON,
        )
        scan.look(seen, "desk:law_change", change.pk, says="Les effets se calculent")
        steering.preview_law_change(change_id=change.pk, day=TODAY, at=NOON)
        scan.look(seen, "desk:law_change", change.pk, says="dossiers sur")
        scan.look(seen, "desk:law_changes", says="Arrêté du 20 novembre 2026")
        look_at_bodies(scan, seen)
    assert scan.seen == names_of("desk")
    assert not scan.wrong
