"""`data/fees.toml`: what a permit costs."""

from dataclasses import dataclass
from datetime import date

from sejour.law.dated import Dated
from sejour.law.reading import Article, read
from sejour.law.sources import Certainty, Rule
from sejour.law.tables.files import Table, distinct, load, naming
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
    """The amounts in force from a day. `unsure_until`: the very day was not read."""

    rule: Rule
    first: Tax
    renewal: Tax
    stamp: int
    regularisation: Regularisation
    autorisation_provisoire: int
    unsure_until: date | None

    def certainty(self, day: date) -> Certainty:
        """Tell how sure it is that the tariff is that of `day`."""
        return Certainty.MEDIUM if self.unsure_until and day <= self.unsure_until else Certainty.HIGH


@dataclass(frozen=True, slots=True)
class MinorTravelDocument:
    """The tax of the circulation document of a minor."""

    rule: Rule
    tax: int
    unsure_from: date | None

    def certainty(self, day: date) -> Certainty:
        """Tell how sure it is that the tax is that of `day`."""
        return _unsure(self.unsure_from, day)


@dataclass(frozen=True, slots=True)
class Listed:
    """Articles that a rule treats apart. `unsure_from`: whether a later text kept the list was not read."""

    rule: Rule
    articles: frozenset[str]
    unsure_from: date | None

    def __contains__(self, article: str) -> bool:
        return article in self.articles

    def certainty(self, day: date) -> Certainty:
        """Tell how sure it is that the list is that of `day`."""
        return _unsure(self.unsure_from, day)


@dataclass(frozen=True, slots=True)
class Fees:
    """The successive tariffs, and the articles that they do not treat as the others."""

    tariff: Dated[Tariff]
    minor_travel_document: Dated[MinorTravelDocument]
    reduced: Listed
    no_tax_at_first: Listed
    no_tax_ever: Listed
    exempt: Listed
    no_regularisation: Listed
    autorisation_provisoire: Listed
    unknown: Listed


def _unsure(unsure_from: date | None, day: date) -> Certainty:
    return Certainty.MEDIUM if unsure_from and day >= unsure_from else Certainty.HIGH


@dataclass(frozen=True)
class _Tariff:
    rule: str
    from_: date
    first: Tax
    renewal: Tax
    stamp: int
    regularisation: Regularisation
    autorisation_provisoire: int
    unsure_until: date | None = None


@dataclass(frozen=True)
class _MinorTravelDocument:
    rule: str
    from_: date
    tax: int
    unsure_from: date | None = None


@dataclass(frozen=True)
class _Listed:
    rule: str
    from_: date
    articles: tuple[Article, ...]
    unsure_from: date | None = None


@dataclass(frozen=True)
class _File:
    tariff: tuple[_Tariff, ...]
    minor_travel_document: tuple[_MinorTravelDocument, ...]
    reduced: _Listed
    no_tax_at_first: _Listed
    no_tax_ever: _Listed
    exempt: _Listed
    no_regularisation: _Listed
    autorisation_provisoire: _Listed
    unknown: _Listed


def read_fees(table: Table) -> Fees:
    """Read the tariffs and the lists; an article stands once in each list."""
    with naming("fees"):
        file = read(_File, table)
        return Fees(
            tariff=Dated.of("tariff", [(row.from_, _tariff(row)) for row in file.tariff]),
            minor_travel_document=Dated.of(
                "minor_travel_document", [(row.from_, _minor(row)) for row in file.minor_travel_document]
            ),
            reduced=_listed(file.reduced),
            no_tax_at_first=_listed(file.no_tax_at_first),
            no_tax_ever=_listed(file.no_tax_ever),
            exempt=_listed(file.exempt),
            no_regularisation=_listed(file.no_regularisation),
            autorisation_provisoire=_listed(file.autorisation_provisoire),
            unknown=_listed(file.unknown),
        )


def _tariff(row: _Tariff) -> Tariff:
    return Tariff(
        rule(row.rule),
        row.first,
        row.renewal,
        row.stamp,
        row.regularisation,
        row.autorisation_provisoire,
        row.unsure_until,
    )


def _minor(row: _MinorTravelDocument) -> MinorTravelDocument:
    return MinorTravelDocument(rule(row.rule), row.tax, row.unsure_from)


def _listed(row: _Listed) -> Listed:
    return Listed(rule(row.rule), distinct(row.articles), row.unsure_from)


FEES = read_fees(load("fees"))
