"""Renewals ready to be filed: each of another person, signed in, whose permit ends in ninety days.

One is made through the services; `drafts.sql` copies it, and a sample is compared with what the services
would have made.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from pypdf import PdfWriter

from bench.population import WrongPopulation
from bench.server import Server
from sejour.applications import selectors
from sejour.applications import services as applications
from sejour.applications.models import Application
from sejour.core import clock, journal
from sejour.core.actors import Actor
from sejour.documents import services as documents
from sejour.documents.intake.taking import Given, take
from sejour.identity import services as identity
from sejour.identity.access import Applicant
from sejour.law.kinds import PermitKind, Work
from sejour.law.pieces import pieces_for
from sejour.permits import services as permits
from sejour.permits.selectors import permit_to_renew
from sejour.portal.sign_in import BACKEND
from sejour.territory.models import Prefecture

REGISTER = Actor("bench register")
ARTICLE = "L.423-1"
# Beyond the numbers of the people of `population.sql`.
FIRST_NUMBER = 9_000_000_000
# In the middle of the window, which opens 120 days before the end and closes 60 before.
LEFT = timedelta(days=90)
SAMPLE = 20
_ROWS = Path(__file__).with_suffix(".sql")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, and the cookie of the person who will file it."""

    reference: str
    session: str


def prepared(server: Server, database: str, count: int) -> list[Draft]:
    """Put so many drafts into a database that Django uses now."""
    model = _model(clock.now())
    with server.connect(database) as connection:
        connection.execute(_ROWS.read_text("utf-8"), _names(model) | {"count": count})
        connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE")
    files = Application.objects.filter(pk__gt=model.pk).select_related("person").order_by("pk")
    references = [file.reference for file in files]
    if len(references) != count:
        message = f"{len(references)} drafts are there, {count} were wanted"
        raise WrongPopulation(message)
    for file in files[:: max(count // SAMPLE, 1)]:
        _compare(file, model)
    sessions = _sessions(model, count)
    return [Draft(*pair) for pair in zip(references, sessions, strict=True)]


def _model(at: datetime) -> Application:
    """Take one person from the register to a draft with all its pieces, through the services."""
    last_day = clock.today() + LEFT
    person = identity.register_person(
        foreigner_number=str(FIRST_NUMBER),
        family_name="Diallo",
        given_names="Amina",
        born_year=1985,
        born_month=5,
        born_day=17,
        nationality="99335",
        address="12 rue de la République",
        postal_code="75001",
        city="Paris",
        departement="75",
        prefecture=Prefecture.objects.get(code="75"),
    )
    permits.record_permit(
        person=person,
        kind=PermitKind.CARTE_TEMPORAIRE,
        article=ARTICLE,
        first_day=last_day - timedelta(days=364),
        last_day=last_day,
        work=Work.FULL,
        years=1,
        number="DEPOT0",
        at=at,
        actor=REGISTER,
    )
    account = identity.open_account(email="depot0@exemple.invalid", at=at)
    number = str(FIRST_NUMBER)
    person = identity.attach_person(account=account, foreigner_number=number, proven_by=person, at=at)
    actor = Applicant(account, person).actor
    draft = applications.start_renewal(person=person, actor=actor, at=at)
    taken = take([Given("piece.pdf", _pdf())], limit=settings.LARGEST_UPLOAD)
    for piece in pieces_for(ARTICLE, renewal=True):
        file = documents.keep(person=person, taken=taken, at=at)
        applications.attach_piece(reference=draft.reference, piece=piece.code, file=file, actor=actor, at=at)
    return draft


def _pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _names(model: Application) -> dict[str, object]:
    return {
        "account": model.person.account_id,
        "person": model.person_id,
        "permit": model.held_permit_id,
        "draft": model.pk,
        "reference": model.reference,
        "pieces": model.pieces.count(),
    }


def _compare(copy: Application, model: Application) -> None:
    """Ask the services for what they would start: it must be the copy, as complete as the model."""
    held = permit_to_renew(copy.person)
    started = applications.start_renewal(person=copy.person, actor=REGISTER, at=clock.now())
    if (started, copy.held_permit, selectors.missing_pieces(copy)) != (copy, held, []):
        message = f"draft {copy.reference} is not the one that the services would start"
        raise WrongPopulation(message)
    if _verbs(copy) != _verbs(model):
        message = f"the journal of {copy.reference} does not tell how it was made"
        raise WrongPopulation(message)


def _verbs(file: Application) -> list[str]:
    return [line.verb for line in journal.lines_of(journal.stream_of("application", file.reference))]


def _sessions(model: Application, count: int) -> list[str]:
    """Sign the people in, as a link or a password does; return their cookies."""
    account = model.person.account
    assert account is not None
    expires = clock.now() + timedelta(hours=12)
    store = SessionStore()
    sessions = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(account.pk + number),
                    BACKEND_SESSION_KEY: BACKEND,
                    # It is made of the password, which the copies share.
                    HASH_SESSION_KEY: account.get_session_auth_hash(),
                }
            ),
            expire_date=expires,
        )
        for number in range(1, count + 1)
    ]
    Session.objects.bulk_create(sessions, batch_size=1000)
    return [f"sessionid={session.session_key}" for session in sessions]
