"""A 2D-Doc and its verification in French words."""

from base64 import b32decode
from binascii import Error as Base32Error
from dataclasses import dataclass

from sejour.core.words import in_words
from sejour.documents.deux_d_doc.catalogue import ETRANGER_KINDS, PERIMETER, TYPES, Kind
from sejour.documents.deux_d_doc.dates import read_date, read_days
from sejour.documents.deux_d_doc.etranger import TYPE
from sejour.documents.deux_d_doc.message import Field
from sejour.documents.deux_d_doc.reading import DeuxDDoc
from sejour.documents.deux_d_doc.verification import Remark, SignatureState, Standing, Verification

SIGNATURES = {
    SignatureState.VALID: "bonne",
    SignatureState.INVALID: "fausse",
    SignatureState.UNKNOWN_ISSUER: "non vérifiée, émetteur inconnu",
}
REMARKS = {
    Remark.TEST_ISSUER: (
        "Émetteur de test : sa clé est publique, n'importe qui peut signer avec elle. "
        "Ce document ne prouve rien."
    ),
    Remark.UNKNOWN_TYPE: "Ce type de document n'est pas au catalogue : les champs sont donnés tels quels.",
    Remark.UNKNOWN_FIELD: "Un champ n'est pas au catalogue : il est donné tel quel.",
    Remark.FIELD_TOO_SHORT: "Un champ est plus court que la norme ne le demande.",
    Remark.MANDATORY_FIELD_MISSING: "Un champ obligatoire pour ce type de document manque.",
    Remark.FORBIDDEN_FIELD: "Un champ que ce type de document ne doit pas porter est présent.",
    Remark.FIELD_TWICE: "Un champ est présent deux fois.",
    Remark.ANNEX_NOT_SIGNED: "Une annexe suit la signature : rien ne prouve ce qu'elle dit.",
}
_YES_NO = {"0": "non", "1": "oui"}
# Values that stand for words, by data identifier.
_CODES = {
    "6J": ETRANGER_KINDS,
    "68": {"M": "masculin", "F": "féminin"},
    "5T": {"0": "CDD", "1": "CDI", "2": "CTT", "3": "CAP"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """A field as people read it. `value` is the raw value where it cannot be said better."""

    identifier: str
    label: str
    raw: str
    value: str
    is_cut: bool


def title_of(document: DeuxDDoc) -> str:
    """Return what the document is, in a few words."""
    code = document.header.document_type
    known = TYPES.get(code) if document.header.perimeter == PERIMETER else None
    if known is None:
        return f"Document de type {code}"
    kind = next((field.value for field in document.fields if field.identifier == "6J"), "")
    if code == TYPE and kind in ETRANGER_KINDS:
        return ETRANGER_KINDS[kind]
    return known.label


def lines_of(document: DeuxDDoc) -> tuple[Line, ...]:
    """Return the fields as people read them, in their order."""
    return tuple(_line(field) for field in document.fields)


def _line(field: Field) -> Line:
    known = field.definition
    label = known.label if known else f"Champ {field.identifier}"
    return Line(field.identifier, label, field.value, _said(field), field.is_cut)


def _said(field: Field) -> str:
    try:
        return _translated(field)
    except (ValueError, Base32Error):
        return field.value


def _translated(field: Field) -> str:
    text, kind = field.value, field.definition.kind if field.definition else Kind.TEXT
    if field.identifier in _CODES:
        return _CODES[field.identifier].get(text, text)
    if kind is Kind.DATE:
        return str(read_date(text))
    if kind is Kind.DAYS:
        day = read_days(text)
        return in_words(day) if day else "non datée"
    if kind is Kind.DATE_TIME:
        return f"{read_date(text[:8])} à {text[8:10]} h {text[10:12]}"
    if kind is Kind.TIME:
        return f"{text[:2]} h {text[2:4]}"
    if kind is Kind.FLAG:
        return _YES_NO.get(text, text)
    if kind is Kind.URL:
        url = b32decode(text + "=" * (-len(text) % 8)).decode()
        # An address may hide what a terminal would obey.
        return url if url.isprintable() else text
    return text.replace("/", ", ") if field.identifier == "60" else text


def conclusion_of(checked: Verification) -> str:
    """Return the one sentence that says what the verification concludes."""
    header, key = checked.document.header, checked.key
    document = "Document d'essai" if header.issuer.is_for_tests else "Document authentique"
    if checked.standing is Standing.VALID:
        if checked.last_day is None:
            return f"{document}. Il ne porte pas de fin de validité."
        until = in_words(checked.last_day)
        return f"{document}, valable le {in_words(checked.on)}, jusqu'au {until}."
    if checked.standing is Standing.EXPIRED and checked.last_day:
        return f"{document}, mais expiré depuis le {in_words(checked.last_day)}."
    if checked.standing is Standing.NOT_YET_VALID:
        begins = [day for day in (checked.first_day, header.signed_on) if day]
        return f"{document}, mais valable seulement à partir du {in_words(max(begins))}."
    if checked.standing is Standing.CERTIFICATE_NOT_VALID and key:
        period = (
            f"du {in_words(key.first_day)} au {in_words(key.last_day)}"
            if key.first_day and key.last_day
            else "à une autre date"
        )
        signed = f"signé le {in_words(header.signed_on)}" if header.signed_on else "signé sans date"
        return f"Document {signed}, avec un certificat valable {period} : il ne prouve rien."
    if checked.standing is Standing.DATES_UNREADABLE:
        return f"{document}, mais ses dates de validité ne se lisent pas : il ne prouve rien."
    if checked.standing is Standing.UNKNOWN_ISSUER:
        return (
            f"Émetteur inconnu ({header.issuer}) : rien ne dit si ce document est authentique. "
            "Donnez son certificat pour vérifier la signature."
        )
    return "Signature fausse : ce document a été modifié, ou n'a pas été fait par l'émetteur qu'il annonce."
