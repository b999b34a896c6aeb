"""What a permit costs, and when it is paid (L.436-1 to L.436-8, R.436-3)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.kinds import PaidProcedure
from sejour.law.reading import TREATY
from sejour.law.sources import Certainty, Rule
from sejour.law.tables import FEES, Listed, Prices, parameter, rule

_UNKNOWN = Reason(
    rule("R-FEE-01"),
    "Le prix des cartes de citoyen de l'Union et de leur famille n'a pas été trouvé : demandez-le.",
    Certainty.LOW,
)
_AT_DELIVERY = Reason(rule("R-FEE-11"), "Rien ne se paie au dépôt : tout se paie à la remise du titre.")
_ONLY_RENEWALS = Reason(
    rule("R-FEE-07"), "Le droit de retard ne vaut que pour un renouvellement : il n'est pas dû ici."
)
_ONLY_FIRST = Reason(
    rule("R-FEE-08"), "Le droit de régularisation ne vaut que pour un premier titre : il n'est pas dû ici."
)
_DUPLICATE = Reason(rule("R-FEE-09"), "Un duplicata coûte autant qu'un renouvellement.")
_NOT_REGULARISED = Reason(rule("R-FEE-08"), "Le droit de régularisation n'est pas dû pour ce titre.")
# L.436-8 speaks of taxes and of the stamp: what it says of these two fees was not read.
_EXEMPT_OF_THE_REST = Reason(
    rule("R-FEE-06"),
    "La dispense couvre sans doute aussi le droit de retard ou de régularisation : faites-le confirmer.",
    Certainty.MEDIUM,
)
_TREATY = Reason(
    rule("R-FEE-01"),
    "Les titres d'un accord international n'ont pas été étudiés : ces prix sont ceux des autres titres.",
    Certainty.MEDIUM,
)


@cache
def _tax_of(cited: Rule, euros: int, certainty: Certainty) -> Reason:
    return Reason(cited, f"La taxe de ce titre est de {euros} €.", certainty)


@cache
def _reduced(cited: Rule, euros: int, certainty: Certainty) -> Reason:
    return Reason(cited, f"La taxe est réduite pour ce titre : {euros} €.", certainty)


@cache
def _not_taxed(cited: Rule, certainty: Certainty) -> Reason:
    return Reason(cited, "La taxe n'est pas due pour ce titre.", certainty)


@cache
def _exempt(cited: Rule) -> Reason:
    return Reason(cited, "Vous ne payez pour ce titre ni taxe ni timbre.")


@cache
def _stamp_of(cited: Rule, euros: int, certainty: Certainty) -> Reason:
    return Reason(cited, f"La carte porte un timbre de {euros} €.", certainty)


@cache
def _without_stamp(cited: Rule) -> Reason:
    return Reason(cited, "L'autorisation provisoire n'est pas une carte : elle ne porte pas de timbre.")


@cache
def _minor(cited: Rule, euros: int, certainty: Certainty) -> Reason:
    return Reason(cited, f"Le document de circulation d'un mineur coûte {euros} €.", certainty)


@cache
def _late_fee(euros: int) -> Reason:
    return Reason(rule("R-FEE-07"), f"Un renouvellement demandé hors délai coûte {euros} € de plus.")


@cache
def _regularised(whole: int, at_filing: int, certainty: Certainty) -> Reason:
    because = (
        f"Être entré sans le visa exigé, ou resté sans carte, coûte {whole} € de plus : "
        f"{at_filing} € au dépôt, jamais rendus, et le reste à la remise."
    )
    return Reason(rule("R-FEE-08"), because, certainty)


@dataclass(frozen=True, slots=True)
class Price:
    """What a permit costs, part by part, in euros."""

    tax: int
    stamp: int
    late: int
    regularisation: int
    due_at_filing: int

    @property
    def total(self) -> int:
        """The whole price, what is paid at the filing included."""
        return self.tax + self.stamp + self.late + self.regularisation


@dataclass(frozen=True, slots=True)
class Fees:
    """The price, None where it is not known, and why."""

    price: Price | None
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class _Part:
    euros: int
    reasons: Reasons = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    procedure: PaidProcedure
    article: str
    day: date
    prices: Prices

    @property
    def is_exempt(self) -> bool:
        """Whether nothing is paid for this permit, neither tax nor stamp."""
        return self.article in self.prices.exempt


def fees(
    *,
    procedure: PaidProcedure,
    article: str | None,
    decided_on: date,
    late: bool = False,
    regularisation: bool = False,
) -> Fees:
    """Answer what a permit costs by the tariff of the day of its decision.

    Raises FactError where the article decides and is not given.
    """
    prices = FEES.on(decided_on)
    if procedure is PaidProcedure.MINOR_TRAVEL_DOCUMENT:
        return _minor_travel_document(prices, late=late, regularisation=regularisation)
    asked = _Asked(procedure, needed("article", article), decided_on, prices)
    if asked.article in prices.unknown:
        return Fees(None, (_UNKNOWN,))
    tax, stamp = _tax(asked), _stamp(asked)
    late_fee = _late(asked) if late else _Part(0)
    regularised = _regularisation(asked) if regularisation else _Part(0)
    at_filing = prices.tariff.regularisation.at_filing if regularised.euros else 0
    reasons = (*tax.reasons, *stamp.reasons, *late_fee.reasons, *regularised.reasons)
    if not at_filing:
        reasons += (_AT_DELIVERY,)
    if asked.article.startswith(TREATY):
        reasons += (_TREATY,)
    return Fees(Price(tax.euros, stamp.euros, late_fee.euros, regularised.euros, at_filing), reasons)


def _minor_travel_document(prices: Prices, *, late: bool, regularisation: bool) -> Fees:
    document = prices.minor_travel_document
    reasons: Reasons = (_minor(document.rule, document.tax, document.certainty),)
    if late:
        reasons += (_ONLY_RENEWALS,)
    if regularisation:
        reasons += (_ONLY_FIRST,)
    return Fees(Price(document.tax, 0, 0, 0, 0), (*reasons, _AT_DELIVERY))


def _tax(asked: _Asked) -> _Part:
    prices, tariff, article = asked.prices, asked.prices.tariff, asked.article
    sure = tariff.certainty
    if asked.is_exempt:
        return _Part(0, (_exempt(prices.exempt.rule),))
    if article in prices.autorisation_provisoire:
        euros = tariff.autorisation_provisoire
        return _Part(euros, (_tax_of(tariff.rule, euros, sure) if euros else _not_taxed(tariff.rule, sure),))
    untaxed = _untaxed(asked)
    if untaxed is not None:
        return _Part(0, (_not_taxed(untaxed.rule, untaxed.certainty),))
    tax = tariff.first if asked.procedure is PaidProcedure.FIRST else tariff.renewal
    duplicate: Reasons = (_DUPLICATE,) if asked.procedure is PaidProcedure.DUPLICATE else ()
    if article in prices.reduced:
        return _Part(tax.reduced, (_reduced(prices.reduced.rule, tax.reduced, sure), *duplicate))
    return _Part(tax.normal, (_tax_of(tariff.rule, tax.normal, sure), *duplicate))


def _untaxed(asked: _Asked) -> Listed | None:
    prices = asked.prices
    if asked.article in prices.no_tax_ever:
        return prices.no_tax_ever
    first = asked.procedure is PaidProcedure.FIRST
    return prices.no_tax_at_first if first and asked.article in prices.no_tax_at_first else None


def _stamp(asked: _Asked) -> _Part:
    tariff = asked.prices.tariff
    if asked.is_exempt:
        return _Part(0)
    if asked.article in asked.prices.autorisation_provisoire:
        return _Part(0, (_without_stamp(tariff.rule),))
    return _Part(tariff.stamp, (_stamp_of(tariff.rule, tariff.stamp, tariff.certainty),))


def _late(asked: _Asked) -> _Part:
    if asked.procedure is not PaidProcedure.RENEWAL:
        return _Part(0, (_ONLY_RENEWALS,))
    if asked.is_exempt:
        return _Part(0, (_EXEMPT_OF_THE_REST,))
    euros = parameter("late_fee_euros", asked.day)
    return _Part(euros, (_late_fee(euros),))


def _regularisation(asked: _Asked) -> _Part:
    if asked.procedure is not PaidProcedure.FIRST:
        return _Part(0, (_ONLY_FIRST,))
    if asked.is_exempt:
        return _Part(0, (_EXEMPT_OF_THE_REST,))
    if asked.article in asked.prices.no_regularisation:
        return _Part(0, (_NOT_REGULARISED,))
    tariff = asked.prices.tariff
    whole, at_filing = tariff.regularisation.whole, tariff.regularisation.at_filing
    return _Part(whole, (_regularised(whole, at_filing, tariff.certainty),))
