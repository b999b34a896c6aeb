"""What the API tells about the law itself: its questions and its rules, in the shape of their JSON."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from sejour.law.sources import Certainty


class Fact(Schema):
    """Un fait : son nom, sa nature, s'il est toujours nécessaire, et les faits dont il est fait."""

    name: str
    kind: str
    required: bool
    choices: list[str]
    meaning: str
    facts: list["Fact"]


class Key(Schema):
    """Une clé d'une réponse."""

    name: str
    kind: str
    choices: list[str]
    meaning: str


class Question(Schema):
    """Une question : ce qu'elle demande et ce qu'elle répond."""

    name: str
    title: str
    facts: list[Fact]
    answer: list[Key]


class RuleSummary(Schema):
    """Une règle : son article, sa certitude, ce qu'elle dit."""

    id: str
    article: str
    certainty: Certainty
    statement: str


class ValueFrom(Schema):
    """Une valeur, et le premier jour où elle vaut."""

    first_day: date = Field(alias="from")
    value: int


class Parameter(Schema):
    """Un nombre que la règle fixe, et ses valeurs successives."""

    name: str
    unit: str
    values: list[ValueFrom]


class Table(Schema):
    """Une liste ou un tableau que la règle fixe : son fichier, sa place, ce qu'il contient."""

    file: str
    place: str
    content: dict[str, Any]


class RuleExplained(RuleSummary):
    """Une règle, les données qui la portent, et les questions qui peuvent la citer."""

    parameters: list[Parameter]
    tables: list[Table]
    questions: list[str]
