"""Demonstration data: the permit register, files at every stage, a handful of logins. Synthetic people only.

Everything goes through the services of the platform, at the dates on which people would have acted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib import resources
from io import BytesIO

from django.conf import settings

from sejour.applications import services as applications
from sejour.applications.advice import Moment, advise
from sejour.applications.models import Application, Procedure
from sejour.applications.reminders import write_reminders
from sejour.continuity import watch
from sejour.continuity.services import run_watch
from sejour.core import clock
from sejour.core.actors import Actor
from sejour.core.events import without_afterwards
from sejour.identity.models import Account, Person, Posting, Role
from sejour.identity.services import attach_person, open_confirmed_account, post_agent
from sejour.law.periods import add_days
from sejour.legacy.services import import_register
from sejour.permits.models import Permit
from sejour.territory.models import Prefecture
from sejour.territory.selectors import zone_of

PASSWORD = "un mot de passe de demonstration"  # noqa: S105 - printed for whoever tries the platform
PLACES = ("75", "93", "69", "13", "974")
EXTRACT, EXTRACT_DAY = "register-20k.csv.gz", date(2026, 11, 23)
FILES_A_PLACE = 24
PAST_NIGHTS = 170
NOON = time(12)
APPLICANT = Actor("demonstration applicant")
AGENT = Actor("demonstration agent")


def prepare(*, say: Callable[[str], None]) -> None:
    """Put in what is not there yet; a second start changes nothing."""
    if not Permit.objects.exists():
        say("Registre des titres (20 000 lignes)…")
        _import()
    if not Posting.objects.exists():
        say("Agents…")
        _post_agents()
    if not Application.objects.exists():
        say("Dossiers à tous les stades…")
        _file_some(clock.today())
    if not Account.objects.filter(email=APPLICANTS[0].email).exists():
        say("Usagers…")
        _open_accounts(clock.today())
        say("Veille du jour et rappels…")
        run_watch(day=clock.today(), at=clock.now())
        write_reminders(on=clock.today(), at=clock.now())


def _import() -> None:
    content = (resources.files("sejour.project") / "data" / EXTRACT).read_bytes()
    import_register(source=BytesIO(content), name=EXTRACT, on=EXTRACT_DAY, at=clock.now())


def _post_agents() -> None:
    at = clock.now()
    for prefecture in Prefecture.objects.filter(code__in=PLACES).order_by("code"):
        for number, role in ((1, Role.INSTRUCTOR), (2, Role.INSTRUCTOR), (1, Role.SIGNATORY)):
            word = "agent" if role is Role.INSTRUCTOR else "signataire"
            post_agent(
                email=f"{word}{number}.{prefecture.code}@sejour.invalid",
                password=PASSWORD,
                name=f"{word.capitalize()} {number}, {prefecture.departement}",
                role=role,
                prefecture=prefecture,
                at=at,
            )
    # Two, since a change of law needs a second person.
    for email, name in (("pilotage", "Pilotage national"), ("pilotage2", "Pilotage national, second")):
        post_agent(
            email=f"{email}@sejour.invalid",
            password=PASSWORD,
            name=name,
            role=Role.STEERING,
            prefecture=None,
            at=at,
        )


# Files ---------------------------------------------------------------------------------------


def _noon(on: date, person: Person) -> datetime:
    return datetime.combine(on, NOON, zone_of(person.prefecture)).astimezone(UTC)


def _ending(place: str, first: date, last: date) -> Iterator[Permit]:
    """Yield permits of a place that end between two days, one a person, the earliest first."""
    found = (
        Permit.objects.filter(person__prefecture=place, last_day__range=(first, last))
        .exclude(kind="dcem")
        .filter(person__applications=None, person__account=None)
        .select_related("person__prefecture")
        .order_by("last_day", "id")
    )
    yield from found


def _file_some(today: date) -> None:
    # The past needs no mail: what these people were told, they were told then.
    with without_afterwards():
        for place in PLACES:
            permits = _ending(place, add_days(today, -60), add_days(today, 100))
            for rank, permit in enumerate(p for p, _ in zip(permits, range(FILES_A_PLACE), strict=False)):
                _file(permit, rank, today)
        for days in range(PAST_NIGHTS, 0, -1):
            night = add_days(today, -days)
            watch.issue_due(day=night, at=datetime.combine(night, NOON, UTC))


def _file(permit: Permit, rank: int, today: date) -> None:
    """File a renewal, most in their window, every fifth late; ask pieces of some."""
    person = permit.person
    found = advise(permit, add_days(permit.last_day, -90))
    late = rank % 5 == 4
    wished = add_days(permit.last_day, -20 if late else -100 if found.online else -40)
    filed_on = min(wished, add_days(today, -1))
    application = applications.register_filing(
        person=person,
        procedure=Procedure.RENEWAL,
        article=permit.article,
        actor=APPLICANT,
        at=_noon(filed_on, person),
    )
    if rank % 3 == 0:
        applications.take_up(reference=application.reference, actor=AGENT, at=_noon(filed_on, person))
    if rank % 6 == 0:
        asked_on = min(add_days(filed_on, 20), today)
        applications.request_complement(
            reference=application.reference,
            pieces=[
                {
                    "code": "address_proof",
                    "label": "Justificatif de domicile de moins de six mois",
                    "article": "annexe 10, point 1",
                }
            ],
            due_on=add_days(asked_on, 30),
            message="Le justificatif envoyé a plus de six mois.",
            actor=AGENT,
            at=_noon(asked_on, person),
        )


# Usagers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Usager:
    """A login of the demonstration, and the moment at which its holder stands."""

    email: str
    moment: Moment
    what: str


APPLICANTS = (
    Usager("usager.a-temps@sejour.invalid", Moment.OPEN, "peut déposer : son délai est ouvert"),
    Usager("usager.trop-tot@sejour.invalid", Moment.EARLY, "a le temps : son délai n'est pas ouvert"),
    Usager("usager.en-retard@sejour.invalid", Moment.LATE, "est en retard : son délai est passé"),
    Usager("usager.expire@sejour.invalid", Moment.EXPIRED, "a un titre terminé depuis peu"),
)


def _open_accounts(today: date) -> None:
    at = clock.now()
    for usager in APPLICANTS:
        permit = _permit_at(usager.moment, today)
        if permit is None:
            continue
        account = open_confirmed_account(email=usager.email, password=PASSWORD, at=at)
        number = permit.person.foreigner_number or ""
        attach_person(account=account, foreigner_number=number, proven_by=permit.person, at=at)


def _permit_at(moment: Moment, today: date) -> Permit | None:
    """Return a permit asked for online, of Paris, whose holder stands at that moment and has no file."""
    for permit in _ending("75", add_days(today, -60), add_days(today, 250)):
        found = advise(permit, today)
        if found.moment is moment and found.online:
            return permit
    return None


def addresses_and_logins() -> str:
    """Return what to type to look around."""
    usagers = "\n".join(f"  {usager.email:<34}{usager.what}" for usager in APPLICANTS)
    return f"""
Usagers (mot de passe de tous, agents compris : {PASSWORD})
{usagers}
{_to_attach()}
Agents
  agent1.75@sejour.invalid, agent2.75@…   instruisent à Paris
  signataire1.75@sejour.invalid           confirme les décisions à Paris
  les mêmes à 93, 69, 13 et 974           (agent1.93@sejour.invalid…)
  pilotage@sejour.invalid                 voit la continuité dans tout le pays, propose un changement de loi
  pilotage2@sejour.invalid                l'approuve

Courrier envoyé : {_mailbox()}
"""


def _to_attach() -> str:
    permit = _permit_at(Moment.OPEN, clock.today())
    if permit is None:
        return ""
    return (
        "  ou une adresse à vous, puis ce titre à relier :\n"
        f"    numéro étranger {permit.person.foreigner_number}, né(e) le {permit.person.born_on_text},\n"
        f"    titre {permit.number}, valable jusqu'au {permit.last_day:%d/%m/%Y}\n"
    )


def _mailbox() -> str:
    return f"{settings.SITE_URL}/boite-aux-lettres/"
