"""What the 2D-Doc of a document says (type 13), from its row; nothing where the standard cannot say it."""

from sejour.continuity.models import ProvisionalDocument
from sejour.continuity.numbers import number_of
from sejour.core import references
from sejour.documents.checking import check_url
from sejour.documents.deux_d_doc.dates import PartialDate
from sejour.documents.deux_d_doc.errors import FieldRefused
from sejour.documents.deux_d_doc.etranger import Address, DocumentEtranger, EtrangerKind, fields_of
from sejour.identity.models import Person
from sejour.law.kinds import DocumentKind, Work
from sejour.territory.selectors import iso_code

# The standard has no value for a récépissé, nor for an autorisation provisoire.
_KINDS = {
    DocumentKind.ATTESTATION_DEPOT.value: EtrangerKind.ATTESTATION_DEPOT,
    DocumentKind.ATTESTATION_PROLONGATION.value: EtrangerKind.ATTESTATION_PROLONGATION,
    DocumentKind.ATTESTATION_DECISION_FAVORABLE.value: EtrangerKind.ATTESTATION_DECISION_FAVORABLE,
}
# Field 6P: 40 letters and spaces at most.
_AUTHORIZATIONS = {
    Work.NONE.value: "N AUTORISE PAS A TRAVAILLER",
    Work.LIMITED.value: "AUTORISE A TRAVAILLER SELON LE TITRE",
    Work.FULL.value: "AUTORISE A TRAVAILLER",
}
_NO_RIGHT = "PROUVE LE DEPOT SEULEMENT"
_REQUEST_DIGITS = 19
_REFERENCE_LENGTH = 10


def seal_of(document: ProvisionalDocument) -> DocumentEtranger | None:
    """Return what the 2D-Doc of a document says; None where the standard has no way to say it.

    That is so of a récépissé, of a sex, nationality or country of birth that is not known or has no code of
    ISO 3166, and of a name or address in another script.
    """
    kind = _KINDS.get(document.kind)
    nationality, born_in = iso_code(document.person.nationality), iso_code(document.person.birth_country)
    born = _born(document.person)
    if kind is None or nationality is None or born_in is None or born is None:
        return None
    said = _said(document, kind, born=born, nationality=nationality, born_in=born_in)
    try:
        fields_of(said)
    except FieldRefused:
        return None
    return said


def request_number(reference: str) -> str:
    """Return the 19 digits of field 6K: the reference, ten characters of base 32, as one number.

    They make less than 10^16, and all have ten characters: two references never share their digits. An
    empty text for a reference of another making, which the field then refuses.
    """
    body = references.normalize(reference)
    if len(body) != _REFERENCE_LENGTH or not set(body) <= set(references.ALPHABET):
        return ""
    value = 0
    for character in body:
        value = value * len(references.ALPHABET) + references.ALPHABET.index(character)
    return f"{value:0{_REQUEST_DIGITS}d}"


def _born(person: Person) -> PartialDate | None:
    """Return the date of birth, 0 for a day or a month that is not known; None where it is no date at all."""
    try:
        return PartialDate(person.born_year or 0, person.born_month or 0, person.born_day or 0)
    except ValueError:
        return None


def _said(
    document: ProvisionalDocument,
    kind: EtrangerKind,
    *,
    born: PartialDate,
    nationality: str,
    born_in: str,
) -> DocumentEtranger:
    application, person = document.application, document.person
    deposit = kind is EtrangerKind.ATTESTATION_DEPOT
    assert application.filed_on is not None
    return DocumentEtranger(
        kind=kind,
        request_number=request_number(application.reference),
        filed_on=application.filed_on,
        authorization=_NO_RIGHT if deposit else _AUTHORIZATIONS[document.work],
        foreigner_number=person.foreigner_number or "",
        family_name=person.family_name,
        usage_name=person.usage_name,
        given_names=person.given_names.split(),
        sex=person.sex,
        born=born,
        birth_place="",
        birth_country=born_in,
        nationality=nationality,
        address=_address(person),
        first_day=None if deposit else document.first_day,
        last_day=None if deposit else document.last_day,
        url=check_url(number_of(document)),
    )


def _address(person: Person) -> Address:
    return Address(
        street=person.address,
        building=person.address_complement,
        postal_code=person.postal_code,
        city=person.city,
        country="FR",
    )
