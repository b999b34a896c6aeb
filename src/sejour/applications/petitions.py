"""Questions about what people ask agents for: more time, a file reopened, an identity put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sejour.applications.identity_values import in_words, value_of
from sejour.applications.models import (
    Application,
    CorrectionRequest,
    Extension,
    Objection,
    PetitionState,
)
from sejour.applications.purposes import CorrectedField
from sejour.core.clock import day_of
from sejour.core.errors import NotFound
from sejour.identity.models import Person
from sejour.law.appeals import appeal
from sejour.law.kinds import Decision
from sejour.law.periods import add_months
from sejour.law.tables import parameter
from sejour.territory.selectors import zone_of


def extension_of(application: Application, number: int) -> Extension:
    """Return what was asked of time for this application. Raises NotFound."""
    found = Extension.objects.select_related("request").filter(pk=number, request__application=application)
    extension = found.first()
    if extension is None:
        raise NotFound
    return extension


def extension_waiting(application: Application) -> Extension | None:
    """Return the time asked for on which an agent must answer, if any."""
    if not application.is_open:
        return None
    awaited = Extension.objects.filter(
        state=PetitionState.ASKED, request__answered_on=None, request__set_aside_on=None
    )
    return awaited.filter(request__application=application).select_related("request").order_by("id").first()


def objection_of(application: Application, number: int) -> Objection:
    """Return an objection to a closing of this application. Raises NotFound."""
    found = application.objections.select_related("file", "application__person", "application__prefecture")
    objection = found.filter(pk=number).first()
    if objection is None:
        raise NotFound
    return objection


def objection_to_closing(application: Application) -> Objection | None:
    """Return the objection to the closing that stands, if there is one, answered or not."""
    if application.closed_on is None:
        return None
    made = application.objections.filter(closed_on=application.closed_on).select_related("file")
    return made.exclude(state=PetitionState.ACCEPTED).first()


@dataclass(frozen=True, slots=True)
class Delays:
    """When silence rejects an objection, and until when a court may be asked."""

    answer_by: date
    court_until: date


def objection_delays(objection: Objection) -> Delays:
    """Return the time limits that an objection opens, as an administrative appeal does (R-APP-04)."""
    prefecture = objection.application.prefecture
    on = day_of(objection.asked_at, zone_of(objection.application.person.prefecture))
    found = appeal(
        decision=Decision.REFUSAL,
        day=objection.closed_on,
        receipt_complete=True,
        administrative_appeal_received_on=on,
        departement=prefecture.code if prefecture else None,
    )
    assert found.until is not None
    return Delays(add_months(on, parameter("administrative_appeal_silence_months", on)), found.until)


def closing_appeal_until(application: Application) -> date | None:
    """Return until when a closing that nobody objected to may be brought to court."""
    if application.closed_on is None:
        return None
    found = appeal(
        decision=Decision.REFUSAL,
        day=application.closed_on,
        receipt_complete=True,
        departement=application.prefecture_id,
    )
    return found.until


@dataclass(frozen=True, slots=True)
class CorrectionSaid:
    """A correction asked for, in words."""

    number: int
    field: str
    label: str
    before: str
    asked: str
    now: str
    reasons: str
    asked_at: datetime
    state: str
    state_said: str
    answer: str
    answered_at: datetime | None
    has_evidence: bool

    @property
    def is_waiting(self) -> bool:
        """Whether an agent must answer."""
        return self.state == PetitionState.ASKED


def corrections_asked(person: Person) -> list[CorrectionSaid]:
    """Return what a person asked to have put right, newest first."""
    asked = person.correction_requests.order_by("-asked_at", "-id")
    return [said(request) for request in asked.select_related("person")]


def corrections_to_answer(person: Person) -> list[CorrectionSaid]:
    """Return what waits for an agent, oldest first."""
    return [request for request in reversed(corrections_asked(person)) if request.is_waiting]


def said(request: CorrectionRequest) -> CorrectionSaid:
    """Return a correction asked for in words."""
    field = CorrectedField(request.field)
    return CorrectionSaid(
        number=request.pk,
        field=request.field,
        label=request.get_field_display(),
        before=in_words(field, request.value_before),
        asked=in_words(field, request.value_asked),
        now=in_words(field, value_of(request.person, field)),
        reasons=request.reasons,
        asked_at=request.asked_at,
        state=request.state,
        state_said=request.get_state_display(),
        answer=request.answer,
        answered_at=request.answered_at,
        has_evidence=request.evidence_id is not None,
    )


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """A piece of identity as the register says it, and whether a correction of it waits."""

    field: str
    label: str
    value: str
    waits: bool


def identity_lines(person: Person) -> Iterator[IdentityLine]:
    """Yield what the register says of who a person is."""
    waiting = set(
        person.correction_requests.filter(state=PetitionState.ASKED).values_list("field", flat=True)
    )
    for field in CorrectedField:
        value = in_words(field, value_of(person, field))
        yield IdentityLine(field.value, str(field.label), value, field.value in waiting)
