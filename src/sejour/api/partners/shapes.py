"""What bodies send and receive, as the document of the API tells it."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from sejour.bodies.choices import EventKind, Level, Purpose
from sejour.law.kinds import Work

MOST_PEOPLE = 100
_Number = Annotated[str, Field(pattern="^[0-9]{10}$", description="numéro étranger, dix chiffres")]
_Born = Annotated[
    str,
    Field(
        pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="date de naissance ; 00 pour un mois ou un jour inconnus",
    ),
]


class _Closed(Schema):
    model_config = ConfigDict(extra="forbid")


class PersonNamed(_Closed):
    """Une personne, nommée par son numéro et sa date de naissance."""

    foreigner_number: _Number
    birth_date: _Born

    @property
    def born(self) -> tuple[int, int, int]:
        """Year, month and day."""
        year, month, day = self.birth_date.split("-")
        return int(year), int(month), int(day)


class RightsAsked(PersonNamed):
    """Une question : de qui, pour quoi, quel jour (aujourd'hui si rien n'est dit)."""

    purpose: Purpose
    on: date | None = None


class ManyRightsAsked(_Closed):
    """La même question pour plusieurs personnes."""

    purpose: Purpose
    on: date | None = None
    people: list[PersonNamed] = Field(min_length=1, max_length=MOST_PEOPLE)


class StayTold(Schema):
    """Le séjour est-il prouvé, jusqu'à quand, et depuis quand sans jour manquant (droits sociaux)."""

    allowed: bool
    until: date | None
    since: date | None


class WorkTold(Schema):
    """Le droit de travailler, jusqu'à quand, et ses limites en français."""

    right: Work
    until: date | None
    limits: str | None


class PaperTold(Schema):
    """Un document qui prouve le droit, à comparer avec celui qui est montré."""

    kind: str
    number: str | None
    first_day: date
    last_day: date | None


class RightsTold(Schema):
    """La réponse. `check` est le numéro de la question ; la personne le voit aussi."""

    check: str
    on: date
    purpose: Purpose
    stay: StayTold
    work: WorkTold | None
    documents: list[PaperTold] | None
    sentence: str


class RightsNotTold(Schema):
    """Pourquoi une personne d'une liste n'a pas de réponse."""

    code: str
    error: str


class ManyRightsTold(Schema):
    """Les réponses, dans l'ordre des personnes."""

    answers: list[RightsTold | RightsNotTold]


class SubscriptionAsked(PersonNamed):
    """Qui suivre, pour quoi, jusqu'à quel jour compris : un an au plus, renouvelable."""

    purpose: Purpose
    last_day: date


class SubscriptionTold(Schema):
    """Un abonnement : il ne dit rien de la personne."""

    id: UUID
    purpose: Purpose
    last_day: date
    created_at: datetime


class EventTold(Schema):
    """Ce qui est arrivé à un droit : les mêmes clés que le message envoyé."""

    id: UUID
    number: int
    type: EventKind
    subscription: UUID
    purpose: Purpose
    on: date
    right: Level
    last_day: date | None


class EventsTold(Schema):
    """Les événements qui suivent un numéro ; `more` : il y en a d'autres après."""

    events: list[EventTold]
    more: bool


class EventAsked(_Closed):
    """Un événement à faire arriver dans le bac à sable."""

    subscription: UUID
    type: EventKind


class MadeUpPerson(Schema):
    """Une personne du bac à sable."""

    foreigner_number: str
    birth_date: date
    situation: str


class TokenTold(Schema):
    """Un jeton, à donner dans l'en-tête Authorization : Bearer …"""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


class OAuthProblem(Schema):
    """Ce qui ne va pas, dans les mots de la RFC 6749."""

    error: str
    error_description: str | None = None


class KeySet(Schema):
    """Des clés publiques (JWK Set)."""

    keys: list[dict[str, Any]]


class Refused(Schema):
    """Un refus : `code` pour les programmes, `error` pour les personnes ; ou le fait mal écrit (`fact`)."""

    error: str
    code: str | None = None
    fact: str | None = None
