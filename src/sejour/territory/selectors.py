"""Questions about the territory."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sejour.core.clock import PARIS
from sejour.territory.models import Country, Prefecture
from sejour.territory.reference import iso_codes


def competent_for(departement: str | None) -> Prefecture | None:
    """Return the authority competent for a département of residence, if there is one."""
    return Prefecture.objects.filter(code=departement).first() if departement else None


def departement_of(postal_code: str) -> str:
    """Return the département of a postal code: Corsica and overseas have their own ways."""
    if postal_code.startswith("20"):
        return "2A" if postal_code[2:3] in ("0", "1") else "2B"
    if postal_code.startswith(("97", "98")):
        return postal_code[:3]
    return postal_code[:2]


def departements() -> tuple[tuple[str, str], ...]:
    """Return the code and the name of each département that has a competent authority, in order of code."""
    return tuple(Prefecture.objects.order_by("code").values_list("code", "departement"))


def prefecture_codes() -> frozenset[str]:
    """Return the codes of all départements that have a competent authority."""
    return frozenset(Prefecture.objects.values_list("code", flat=True))


def zones() -> Mapping[str, ZoneInfo]:
    """Return the local time of each département."""
    return {code: ZoneInfo(name) for code, name in Prefecture.objects.values_list("code", "timezone")}


def zone_of(prefecture: Prefecture | None) -> ZoneInfo:
    """Return the local time of a prefecture; mainland where none is known."""
    return prefecture.zone if prefecture else PARIS


def country_codes() -> frozenset[str]:
    """Return the INSEE codes of all countries."""
    return frozenset(Country.objects.values_list("code", flat=True))


def countries() -> tuple[tuple[str, str], ...]:
    """Return the code and the name of every country, those that are no more too, in the order of names."""
    return tuple(Country.objects.order_by("name").values_list("code", "name"))


def country_name(code: str) -> str:
    """Return the name of a country, or a plain word where its code is unknown."""
    found = Country.objects.filter(code=code).values_list("name", flat=True).first()
    return found or "pays inconnu"


def nationality_name(code: str) -> str:
    """Return the nationality of a country's citizens in French, masculine, or the country's name."""
    found = Country.objects.filter(code=code).values_list("nationality", "name").first()
    return (found[0] or found[1]) if found else "nationalité inconnue"


def iso_code(code: str) -> str | None:
    """Return the ISO 3166 code, two letters, of a country by its INSEE code; None where there is none."""
    return iso_codes().get(code)
