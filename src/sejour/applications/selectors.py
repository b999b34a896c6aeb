"""Questions about applications, answered for pages and for the packages above."""

from dataclasses import dataclass
from datetime import date

from sejour.applications.facts import incomplete_from, silence_of
from sejour.applications.models import (
    Application,
    ComplementRequest,
    Decision,
    Extension,
    FailedAttempt,
    Outcome,
    Procedure,
    SupportingDocument,
)
from sejour.applications.states import State
from sejour.core.errors import NotFound
from sejour.documents.models import Scan
from sejour.identity.models import Person
from sejour.law.appeals import Appeal, appeal
from sejour.law.kinds import Decision as Challenged
from sejour.law.pieces import Piece, When, piece_named, pieces_for
from sejour.law.silence import Silence
from sejour.law.sources import Certainty


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece that an application should hold, and what was given for it."""

    piece: Piece
    given: SupportingDocument | None


def applications_of(person: Person) -> list[Application]:
    """Return the applications of a person, drafts first, then newest."""
    found = Application.objects.of(person).select_related("held_permit", "prefecture")
    return sorted(found, key=lambda a: (a.state != State.DRAFT, -a.pk))


def failed_attempts_of(person: Person) -> list[FailedAttempt]:
    """Return when the platform failed a person who tried to file, oldest first."""
    return list(FailedAttempt.objects.filter(person=person).order_by("at", "id"))


def renewal_in_progress(person: Person) -> Application | None:
    """Return the renewal that a person has drafted or filed and that awaits its end, if any."""
    for application in applications_of(person):
        renews = application.procedure == Procedure.RENEWAL
        if renews and (application.is_open or application.state in (State.DRAFT, State.GRANTED)):
            return application
    return None


def piece_lines(application: Application) -> list[PieceLine]:
    """Return the pieces of the ground asked for, each with what was given."""
    given = {
        document.piece: document
        for document in application.pieces.filter(replaced_at=None).select_related("file")
    }
    renewal = application.procedure == Procedure.RENEWAL
    asked = pieces_for(application.article, renewal=renewal)
    return [PieceLine(piece, given.get(piece.code)) for piece in asked]


def piece_asked(application: Application, code: str) -> Piece | None:
    """Return a piece that may be given now: one of the ground for a draft, then one asked for or infected."""
    if application.is_draft:
        renewal = application.procedure == Procedure.RENEWAL
        found = [p for p in pieces_for(application.article, renewal=renewal) if p.code == code]
        return found[0] if found else None
    if application.is_open:
        for request in application.complement_requests.filter(answered_on=None):
            for asked in request.pieces:
                if asked["code"] == code:
                    return piece_named(application.article, code) or _unlisted(asked)
        return next((piece for piece in infected_pieces(application) if piece.code == code), None)
    return None


def infected_pieces(application: Application) -> list[Piece]:
    """Return the pieces in which a virus was found, to be given again."""
    found = application.pieces.filter(replaced_at=None, file__scan=Scan.INFECTED)
    codes = found.order_by("pk").values_list("piece", flat=True)
    return [piece for code in codes if (piece := piece_named(application.article, code))]


def _unlisted(asked: dict[str, str]) -> Piece:
    """Return a piece that the dated list does not name, as the agent named it."""
    return Piece(
        code=asked["code"],
        label=asked["label"],
        hint="",
        because="Un agent l'a demandée.",
        article=asked["article"],
        indispensable=True,
        when=When.ALWAYS,
        certainty=Certainty.HIGH,
    )


def piece_given(application: Application, code: str) -> SupportingDocument | None:
    """Return what was given last for a piece."""
    found = application.pieces.filter(piece=code, replaced_at=None).select_related("file")
    return found.first()


def missing_pieces(application: Application) -> list[Piece]:
    """Return the pieces of the ground that were not given."""
    return [line.piece for line in piece_lines(application) if line.given is None]


def label_of(application: Application, code: str) -> str:
    """Return the name of a piece of this application in the words of people."""
    piece = piece_named(application.article, code)
    return piece.label if piece else code


@dataclass(frozen=True, slots=True)
class RequestLine:
    """Pieces asked for, with what was given for each since."""

    request: ComplementRequest
    pieces: tuple[tuple[dict[str, str], SupportingDocument | None], ...]

    @property
    def extension(self) -> Extension | None:
        """More time, where the person asked for it: waiting, granted or refused."""
        return getattr(self.request, "extension", None)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is awaited."""
        return self.request.answered_on is None

    @property
    def is_complete(self) -> bool:
        """Whether every piece asked for was given since."""
        return all(given is not None for _, given in self.pieces)


def request_lines(application: Application) -> list[RequestLine]:
    """Return what was asked of the applicant, newest first."""
    documents = list(application.pieces.filter(replaced_at=None).select_related("file"))
    return [
        RequestLine(
            request,
            tuple((piece, _given_since(request, piece["code"], documents)) for piece in request.pieces),
        )
        for request in application.complement_requests.select_related("extension").order_by(
            "-asked_on", "-id"
        )
    ]


def _given_since(
    request: ComplementRequest, code: str, documents: list[SupportingDocument]
) -> SupportingDocument | None:
    """Return the piece given after it was asked for: one given before is what was found wanting."""
    for document in documents:
        if document.piece == code and document.given_at >= request.asked_at:
            return document
    return None


def silence(application: Application) -> Silence:
    """Return when silence on this application becomes a refusal."""
    return silence_of(application, list(application.complement_requests.order_by("id")))


def incomplete_since(application: Application, on: date) -> date | None:
    """Return the day from which the file has been incomplete, None while it is complete."""
    since = incomplete_from(list(application.complement_requests.order_by("id")))
    return since if since is not None and since <= on else None


def standing_decision(application: Application) -> Decision | None:
    """Return the decision that stands on an application, if any."""
    return application.decisions.filter(annulled_on=None).first()


def notified_decision(application: Application) -> Decision | None:
    """Return the decision that its person knows of: a refusal counts from its notification."""
    decision = standing_decision(application)
    return decision if decision and decision.notified_on else None


def appeal_against(decision: Decision) -> Appeal | None:
    """Return until when a refusal can be challenged in court; None where there is nothing to challenge."""
    if decision.outcome != Outcome.REFUSED or decision.notified_on is None:
        return None
    return appeal(
        decision=Challenged.REFUSAL,
        day=decision.notified_on,
        receipt_complete=True,
        departement=decision.application.prefecture_id,
    )


def request_of(application: Application, number: int) -> ComplementRequest:
    """Return a request for pieces of this application. Raises NotFound."""
    found = application.complement_requests.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
