"""`data/fees.toml`: what a permit costs."""

from dataclasses import dataclass, fields
from datetime import date

from sejour.law.dated import Dated
from sejour.law.editions import in_force
from sejour.law.reading import Article, read
from sejour.law.sources import Certainty, Rule
from sejour.law.tables.files import Table, distinct, naming
from sejour.law.tables.rules import rule


@dataclass(frozen=True, slots=True)
class Tax:
    """The normal tax and the reduced one, in euros."""

    normal: int
    reduced: int


@dataclass(frozen=True, slots=True)
class Regularisation:
    """The whole fee of a regularisation, and the part of it paid at the filing, in euros."""

    whole: int
    at_filing: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The amounts in force, in euros, and how sure it is that they are."""

    rule: Rule
    first: Tax
    renewal: Tax
    stamp: int
    regularisation: Regularisation
    autorisation_provisoire: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class MinorTravelDocument:
    """The tax of the circulation document of a minor, in euros."""

    rule: Rule
    tax: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Listed:
    """Articles that a rule treats apart, and how sure the list is."""

    rule: Rule
    articles: frozenset[str]
    certainty: Certainty

    def __contains__(self, article: str) -> bool:
        return article in self.articles


@dataclass(frozen=True, slots=True)
class Prices:
    """The tariff of a day, and the articles that it does not treat as the others."""

    tariff: Tariff
    minor_travel_document: MinorTravelDocument
    reduced: Listed
    no_tax_at_first: Listed
    no_tax_ever: Listed
    exempt: Listed
    no_regularisation: Listed
    autorisation_provisoire: Listed
    unknown: Listed


@dataclass(frozen=True, slots=True)
class Fees:
    """The successive versions of each part of the prices."""

    tariff: Dated[Tariff]
    minor_travel_document: Dated[MinorTravelDocument]
    reduced: Dated[Listed]
    no_tax_at_first: Dated[Listed]
    no_tax_ever: Dated[Listed]
    exempt: Dated[Listed]
    no_regularisation: Dated[Listed]
    autorisation_provisoire: Dated[Listed]
    unknown: Dated[Listed]

    def on(self, day: date) -> Prices:
        """Return the prices in force on `day`."""
        return Prices(**{field.name: getattr(self, field.name).on(day) for field in fields(self)})


@dataclass(frozen=True)
class _Tariff:
    rule: str
    from_: date
    first: Tax
    renewal: Tax
    stamp: int
    regularisation: Regularisation
    autorisation_provisoire: int
    certainty: Certainty


@dataclass(frozen=True)
class _MinorTravelDocument:
    rule: str
    from_: date
    tax: int
    certainty: Certainty


@dataclass(frozen=True)
class _Listed:
    rule: str
    from_: date
    articles: tuple[Article, ...]
    certainty: Certainty


@dataclass(frozen=True)
class _File:
    tariff: tuple[_Tariff, ...]
    minor_travel_document: tuple[_MinorTravelDocument, ...]
    reduced: tuple[_Listed, ...]
    no_tax_at_first: tuple[_Listed, ...]
    no_tax_ever: tuple[_Listed, ...]
    exempt: tuple[_Listed, ...]
    no_regularisation: tuple[_Listed, ...]
    autorisation_provisoire: tuple[_Listed, ...]
    unknown: tuple[_Listed, ...]


def read_fees(table: Table) -> Fees:
    """Read the tariffs and the lists; an article stands once in each version of a list."""
    with naming("fees"):
        file = read(_File, table)
        minors = [(row.from_, _minor(row)) for row in file.minor_travel_document]
        return Fees(
            tariff=Dated.of("tariff", [(row.from_, _tariff(row)) for row in file.tariff]),
            minor_travel_document=Dated.of("minor_travel_document", minors),
            reduced=_listed("reduced", file.reduced),
            no_tax_at_first=_listed("no_tax_at_first", file.no_tax_at_first),
            no_tax_ever=_listed("no_tax_ever", file.no_tax_ever),
            exempt=_listed("exempt", file.exempt),
            no_regularisation=_listed("no_regularisation", file.no_regularisation),
            autorisation_provisoire=_listed("autorisation_provisoire", file.autorisation_provisoire),
            unknown=_listed("unknown", file.unknown),
        )


def _tariff(row: _Tariff) -> Tariff:
    return Tariff(
        rule(row.rule),
        row.first,
        row.renewal,
        row.stamp,
        row.regularisation,
        row.autorisation_provisoire,
        row.certainty,
    )


def _minor(row: _MinorTravelDocument) -> MinorTravelDocument:
    return MinorTravelDocument(rule(row.rule), row.tax, row.certainty)


def _listed(name: str, rows: tuple[_Listed, ...]) -> Dated[Listed]:
    versions = [(row.from_, Listed(rule(row.rule), distinct(row.articles), row.certainty)) for row in rows]
    return Dated.of(name, versions)


FEES = in_force("fees", read_fees)
