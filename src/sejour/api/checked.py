"""What a check is asked with and answers, as JSON: the shapes of `POST /verifications`."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from sejour.law.kinds import DocumentKind, PermitKind, Work
from sejour.verification.answers import Answer
from sejour.verification.languages import Language
from sejour.verification.telling import effects_of, sentence_of, title_of
from sejour.verification.ways import Verdict

_REFS = "#/components/schemas/{model}"
_LONGEST_TEXT = 14_000
_LONGEST_NAME = 120
_KINDS = [kind.value for kind in DocumentKind] + [PermitKind.AUTORISATION_PROVISOIRE.value]

_BornOn = Annotated[
    str,
    Field(
        pattern=r"^(19|20)[0-9]{2}-(0[0-9]|1[0-2])-([0-2][0-9]|3[01])$",
        description="date de naissance, AAAA-MM-JJ ; 00 pour un mois ou un jour inconnu",
        examples=["1985-03-14", "1985-00-00"],
    ),
]


class _Closed(BaseModel):
    model_config: ClassVar = ConfigDict(extra="forbid")


class _Asked(_Closed):
    asked_by: str = Field(
        "", max_length=_LONGEST_NAME, description="qui vérifie, comme la personne le lira ; non vérifié"
    )
    language: Literal["fr", "en", "ar"] = Field("fr", description="langue de la réponse")


class _WithBirthDate(_Asked):
    born_on: _BornOn

    @property
    def born(self) -> tuple[int, int, int]:
        """Year, month and day, 0 for what is not known."""
        year, month, day = map(int, self.born_on.split("-"))
        return year, month, day


class CodeAsked(_WithBirthDate):
    """Avec un code de partage et une date de naissance : ce que la personne peut faire."""

    way: Literal["code"]
    code: str = Field(max_length=40, description="code de partage, tirets et majuscules indifférents")


class NumberAsked(_WithBirthDate):
    """Avec le numéro d'un document et une date de naissance : où en est le document, sans plus."""

    way: Literal["number"]
    number: str = Field(max_length=60, description="numéro imprimé sur le document")


class SealAsked(_Asked):
    """Avec le texte d'un 2D-Doc, tel qu'un lecteur de codes le donne."""

    way: Literal["seal"]
    text: str = Field(
        max_length=_LONGEST_TEXT, description="texte du 2D-Doc ; ses séparateurs GS, RS et US sont gardés"
    )


Asked = CodeAsked | NumberAsked | SealAsked
ASKED: TypeAdapter[Asked] = TypeAdapter(Annotated[Asked, Field(discriminator="way")])


class RightsFound(_Closed):
    """Les droits de la personne ce jour-là. `until` vide : pas de droit, ou pas de fin connue."""

    stay: bool = Field(description="le séjour est régulier")
    stay_until: date | None = Field(description="au moins jusqu'à ce jour")
    work: Literal["none", "limited", "full"] | None = Field(
        description="droit de travailler ; vide si le code n'est pas fait pour le dire"
    )
    work_until: date | None = Field(description="au moins jusqu'à ce jour")


class DocumentFound(_Closed):
    """Ce que le document dit aujourd'hui."""

    number: str = Field(description="numéro imprimé")
    kind: str = Field(description="sorte de document", json_schema_extra={"enum": list(_KINDS)})
    first_day: date = Field(description="premier jour")
    last_day: date | None = Field(description="dernier jour ; vide jusqu'à la remise de la carte")
    withdrawn_from: date | None = Field(description="ne vaut plus à partir de ce jour")
    work: Literal["none", "limited", "full"] = Field(description="ce qu'il permet comme travail")


class Checked(_Closed):
    """La réponse à une vérification. Seul le verdict `valid` est un oui."""

    reference: str | None = Field(
        description="numéro de la vérification, à garder ; vide si aucune personne n'est concernée"
    )
    at: datetime = Field(description="instant de la vérification")
    on: date = Field(description="jour auquel la réponse vaut")
    verdict: Verdict = Field(description="ce qui a été trouvé")
    title: str = Field(description="oui ou non, en quelques mots")
    sentence: str = Field(description="la réponse, en une phrase")
    effects: list[str] = Field(description="ce que vaut ce document, séjour et travail")
    rights: RightsFound | None = Field(description="avec un code de partage")
    document: DocumentFound | None = Field(description="avec le 2D-Doc ou le fichier d'un document")


class CheckProblem(_Closed):
    """Pourquoi il n'y a pas de réponse."""

    error: str = Field(description="code stable de ce qui ne va pas, en anglais")
    sentence: str = Field(description="la même chose en français, pour les personnes")


def told(answer: Answer, language: Language) -> dict[str, Any]:
    """Return an answer as its JSON."""
    return Checked(
        reference=answer.reference or None,
        at=answer.at,
        on=answer.on,
        verdict=answer.verdict,
        title=title_of(answer, language),
        sentence=sentence_of(answer, language),
        effects=effects_of(answer, language),
        rights=_rights(answer),
        document=_document(answer),
    ).model_dump(mode="json")


def _rights(answer: Answer) -> RightsFound | None:
    rights = answer.rights
    if rights is None:
        return None
    return RightsFound(
        stay=rights.stay,
        stay_until=rights.stay_until,
        work=_work(rights.work) if answer.tells_work else None,
        work_until=rights.work_until if answer.tells_work else None,
    )


def _document(answer: Answer) -> DocumentFound | None:
    document = answer.document
    if document is None:
        return None
    return DocumentFound(
        number=answer.number,
        kind=document.kind,
        first_day=document.first_day,
        last_day=document.last_day,
        withdrawn_from=document.withdrawn_from,
        work=_work(document.work),
    )


def _work(work: Work) -> Literal["none", "limited", "full"]:
    return work.value


_WAYS: dict[str, type[BaseModel]] = {"code": CodeAsked, "number": NumberAsked, "seal": SealAsked}


def check_schemas() -> dict[str, Any]:
    """Return the schemas of checks, by name."""
    made: dict[str, Any] = {}
    models: list[type[BaseModel]] = [*_WAYS.values(), Checked, CheckProblem]
    for model in models:
        schema = model.model_json_schema(ref_template=_REFS)
        made |= schema.pop("$defs", {}) | {model.__name__: schema}
    ways = {way: _REFS.format(model=model.__name__) for way, model in _WAYS.items()}
    made["CheckAsked"] = {
        "description": "Une question, par l'un des trois moyens.",
        "oneOf": [{"$ref": ref} for ref in ways.values()],
        "discriminator": {"propertyName": "way", "mapping": ways},
    }
    return made
