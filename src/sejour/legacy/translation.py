"""Translates a line of the register into our own words, or says why it cannot be.

One line in, one row of the staging table out (`services/staging.py`), as text that `COPY` reads.
What each value means is told by `values`.
"""

import csv
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from sejour.legacy.extract import COLUMNS, LONGEST_LINE, split
from sejour.legacy.reasons import AnomalyCode, Reason
from sejour.legacy.values import (
    NULL,
    LineRefused,
    departement_code,
    fold,
    is_usable_email,
    iso_birth,
    iso_day,
    language_of,
    names_of,
    search_name,
    terms_of,
    years_between,
)

HANDOVER_DAYS = 90
STATUSES = frozenset({"", "valide", "expire"})
SEXES = frozenset({"", "F", "M"})

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACING = re.compile(r"[\t-\r\x85]+")


class Line(NamedTuple):
    """The values of one line, by the names of their columns."""

    numero_etranger: str
    nom: str
    nom_usage: str
    prenoms: str
    sexe: str
    date_naissance: str
    commune_naissance: str
    pays_naissance: str
    nationalite: str
    adresse: str
    complement: str
    code_postal: str
    commune: str
    departement: str
    courriel: str
    telephone: str
    langue: str
    numero_titre: str
    type_titre: str
    article: str
    date_debut: str
    date_fin: str
    autorise_travail: str
    remise_le: str
    statut: str


# The columns of a row. What is refused has the first four only.
STAGED = (
    ("number", "integer"),
    ("reason", "text"),
    ("raw", "bytea"),
    ("prefecture_id", "text"),
    ("foreigner_number", "text"),
    ("family_name", "text"),
    ("usage_name", "text"),
    ("given_names", "text"),
    ("sex", "text"),
    ("born_year", "smallint"),
    ("born_month", "smallint"),
    ("born_day", "smallint"),
    ("search_name", "text"),
    ("birth_commune", "text"),
    ("birth_country", "text"),
    ("nationality", "text"),
    ("address", "text"),
    ("address_complement", "text"),
    ("postal_code", "text"),
    ("city", "text"),
    ("departement", "text"),
    ("email", "text"),
    ("phone", "text"),
    ("language", "text"),
    ("permit_number", "text"),
    ("kind", "text"),
    ("article", "text"),
    ("first_day", "date"),
    ("last_day", "date"),
    ("work", "text"),
    ("years", "smallint"),
    ("handed_over_on", "date"),
    ("anomalies", "jsonb"),
)
_AFTER_REFUSAL = "\t".join([""] + [NULL] * (len(STAGED) - 4)) + "\n"

Found = dict[str, str]


class Translator:
    """Translates the lines of one extract."""

    def __init__(
        self,
        *,
        positions: tuple[int, ...],
        on: date,
        countries: frozenset[str],
        prefectures: frozenset[str],
    ) -> None:
        """Take where the columns stand, the day of the extract, and the codes that exist."""
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*positions)
        self._departement = positions[COLUMNS.index("departement")]
        self._on = on.isoformat()
        self._handed_over_before = (on - timedelta(days=HANDOVER_DAYS)).isoformat()
        self._countries = countries
        self._prefectures = prefectures

    def row(self, number: int, raw: bytes) -> str:
        """Return the staging row of a line, taken or refused."""
        try:
            return self._taken(number, raw)
        except LineRefused as refused:
            return self._refused(number, raw, refused.reason)

    def _refused(self, number: int, raw: bytes, reason: Reason) -> str:
        prefecture = self._prefecture_in(raw) or NULL
        return f"{number}\t{reason.value}\t\\\\x{raw.hex()}\t{prefecture}{_AFTER_REFUSAL}"

    def _prefecture_in(self, raw: bytes) -> str | None:
        """Return the prefecture that would have a refused line corrected, where it can be read."""
        values = raw.decode("latin-1").split(";")
        if len(values) != len(COLUMNS):
            return None
        code = departement_code(values[self._departement].strip())
        return code if code in self._prefectures else None

    def _taken(self, number: int, raw: bytes) -> str:
        if len(raw) >= LONGEST_LINE:
            raise LineRefused(Reason.LINE_TOO_LONG)
        text, kept = _decoded(raw)
        line = self._line(text)
        found: Found = {}
        person = _person(line, self._on, found)
        permit = self._permit(line, found)
        code = departement_code(line.departement)
        contact = self._contact(line, code, found)
        if code in self._prefectures:
            prefecture = code
        else:
            prefecture = NULL
            found[AnomalyCode.NO_COMPETENT_PREFECTURE] = line.departement[:120]
        anomalies = json.dumps(found, ensure_ascii=False) if found else NULL
        row = f"\t{prefecture}\t{person}\t{contact}\t{permit}\t{anomalies}\n"
        if "\\" in row:
            row = row.replace("\\", "\\\\")
        return f"{number}\t{NULL}\t{kept}{row}"

    def _line(self, text: str) -> Line:
        try:
            values = split(text)
        except csv.Error:
            raise LineRefused(Reason.BROKEN_QUOTES) from None
        if len(values) != len(COLUMNS):
            raise LineRefused(Reason.WRONG_COLUMN_COUNT)
        return Line._make(map(str.strip, self._pick(values)))

    def _permit(self, line: Line, found: Found) -> str:
        number = line.numero_titre
        if not number:
            raise LineRefused(Reason.MISSING_PERMIT_NUMBER)
        if len(number) > 20:
            raise LineRefused(Reason.INVALID_PERMIT_NUMBER)
        kind, article, work, known_article = terms_of(line.type_titre, line.article, line.autorise_travail)
        if not known_article:
            found[AnomalyCode.UNKNOWN_ARTICLE] = article
        if line.statut not in STATUSES:
            found[AnomalyCode.UNKNOWN_STATUS] = line.statut[:120]
        first_day, last_day = iso_day(line.date_debut), iso_day(line.date_fin)
        if last_day < first_day:
            raise LineRefused(Reason.END_BEFORE_START)
        if iso_birth(line.date_naissance)[0] > last_day:
            raise LineRefused(Reason.IMPOSSIBLE_BIRTH_DATE)
        years = years_between(first_day, last_day)
        handed = self._handed_over(line.remise_le, first_day, found)
        return f"{number}\t{kind}\t{article}\t{first_day}\t{last_day}\t{work}\t{years}\t{handed}"

    def _handed_over(self, remise_le: str, first_day: str, found: Found) -> str:
        if not remise_le:
            if first_day < self._handed_over_before:
                found[AnomalyCode.HANDOVER_NOT_RECORDED] = ""
            return NULL
        handed = iso_day(remise_le)
        if handed > self._on:
            found[AnomalyCode.HANDOVER_IN_THE_FUTURE] = handed
            return NULL
        return handed

    def _contact(self, line: Line, code: str, found: Found) -> str:
        if line.nationalite not in self._countries:
            found[AnomalyCode.UNKNOWN_COUNTRY] = line.nationalite[:120]
        elif line.pays_naissance and line.pays_naissance not in self._countries:
            found[AnomalyCode.UNKNOWN_COUNTRY] = line.pays_naissance[:120]
        email = line.courriel
        if email and not is_usable_email(email):
            found[AnomalyCode.UNUSABLE_EMAIL] = email[:120]
            email = ""
        if _needs_cutting(line):
            line = _cut(line, found)
        departement = code if len(code) <= 3 else ""
        language = language_of(line.langue) or NULL
        return (
            f"{line.commune_naissance}\t{line.pays_naissance}\t{line.nationalite}\t{line.adresse}\t"
            f"{line.complement}\t{line.code_postal}\t{line.commune}\t{departement}\t{email}\t"
            f"{line.telephone}\t{language}"
        )


def _decoded(raw: bytes) -> tuple[str, str]:
    """Return a line as text, and as a value of the column that keeps its bytes."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise LineRefused(Reason.INVALID_ENCODING) from None
    if text.isprintable():
        # Read as it is by the type bytea, but for the backslash.
        return text, text if "\\" not in text else f"\\\\x{raw.hex()}"
    if _CONTROL.search(text):
        raise LineRefused(Reason.CONTROL_CHARACTER)
    return _SPACING.sub(" ", text), f"\\\\x{raw.hex()}"


def _person(line: Line, on: str, found: Found) -> str:
    number = line.numero_etranger
    if not (len(number) == 10 and number.isascii() and number.isdigit()):
        raise LineRefused(Reason.INVALID_FOREIGNER_NUMBER)
    family, first = names_of(line.nom, line.prenoms)
    usage = " ".join(line.nom_usage.split())
    if not fold(family):
        raise LineRefused(Reason.MISSING_NAME)
    if len(family) > 120 or len(usage) > 120 or len(first) > 160:
        raise LineRefused(Reason.VALUE_TOO_LONG)
    known, born = iso_birth(line.date_naissance)
    if known > on:
        raise LineRefused(Reason.IMPOSSIBLE_BIRTH_DATE)
    sex = line.sexe.upper()
    if sex not in SEXES:
        found[AnomalyCode.UNKNOWN_SEX] = sex[:120]
        sex = ""
    return f"{number}\t{family}\t{usage}\t{first}\t{sex}\t{born}\t{search_name(family, usage, first)}"


# How long the values that may be cut can be.
_LENGTHS = {
    "commune_naissance": 5,
    "pays_naissance": 5,
    "nationalite": 5,
    "adresse": 200,
    "complement": 200,
    "code_postal": 10,
    "commune": 120,
    "telephone": 30,
}


def _needs_cutting(line: Line) -> bool:
    return (
        len(line.commune_naissance) > 5
        or len(line.pays_naissance) > 5
        or len(line.nationalite) > 5
        or len(line.adresse) > 200
        or len(line.complement) > 200
        or len(line.code_postal) > 10
        or len(line.commune) > 120
        or len(line.telephone) > 30
    )


def _cut(line: Line, found: Found) -> Line:
    """Cut what is too long: an address is not worth a permit. A code is dropped, not cut."""
    long = [name for name, length in _LENGTHS.items() if len(getattr(line, name)) > length]
    found[AnomalyCode.VALUE_CUT] = ", ".join(long)
    kept = {name: "" if _LENGTHS[name] < 100 else getattr(line, name)[: _LENGTHS[name]] for name in long}
    return line._replace(**kept)
