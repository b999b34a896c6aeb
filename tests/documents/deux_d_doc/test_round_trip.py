"""Whatever is written is read back the same, and is authentic."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sejour.documents.deux_d_doc.catalogue import FIELDS, Kind
from sejour.documents.deux_d_doc.dates import PartialDate, read_date, read_days, written_days
from sejour.documents.deux_d_doc.errors import FieldRefused
from sejour.documents.deux_d_doc.etranger import Address, EtrangerKind, fields_of
from sejour.documents.deux_d_doc.header import Header, Issuer, read_header
from sejour.documents.deux_d_doc.letters import plain, shortened
from sejour.documents.deux_d_doc.message import Field, read_message, write_message
from sejour.documents.deux_d_doc.reading import read
from sejour.documents.deux_d_doc.verification import SignatureState, verify
from tests.documents.deux_d_doc.seals import a_document, sealed, the_key, trust_of

unhurried = settings(deadline=None)
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 /-.,'"
DAYS = st.dates(date(2000, 1, 1), date(2179, 6, 5))
WHOLE_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(PartialDate.of)
PARTIAL_DAYS = WHOLE_DAYS | st.builds(PartialDate, st.integers(1, 9999), st.integers(0, 12))
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=4, max_size=4)
LATIN = st.text(st.characters(max_codepoint=0x24F, exclude_categories=["N", "C"]), max_size=60)
COUNTRIES = st.sampled_from(["FR", "TN", "DZ", "AR"])


@st.composite
def fields(draw) -> tuple[Field, ...]:
    """Draw fields of any type, their values of an allowed length."""
    found = []
    for identifier in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=20)):
        definition = FIELDS[identifier]
        longest = definition.longest if definition.longest is not None else 40
        value = draw(st.text(SIGNS, min_size=definition.shortest, max_size=longest))
        if definition.kind is Kind.EORI:
            value = draw(st.from_regex(r"[A-Z]{2}[0-9]{1,15}", fullmatch=True))
        found.append(Field(identifier, value, draw(st.booleans()), definition))
    return tuple(found)


DOCUMENTS = st.builds(
    a_document,
    kind=st.sampled_from(EtrangerKind),
    request_number=st.text("0123456789", min_size=19, max_size=19),
    filed_on=st.dates(),
    family_name=LATIN,
    usage_name=LATIN,
    given_names=st.lists(LATIN, max_size=8),
    sex=st.sampled_from("MF"),
    born=PARTIAL_DAYS,
    birth_place=LATIN,
    birth_country=COUNTRIES,
    nationality=COUNTRIES,
    address=st.builds(
        Address,
        street=LATIN,
        postal_code=st.just("") | st.text("0123456789", min_size=5, max_size=5),
        city=LATIN,
        flat=LATIN,
        building=LATIN,
        locality=LATIN,
        country=st.just("") | COUNTRIES,
    ),
    first_day=st.none() | st.dates(),
    last_day=st.none() | st.dates(),
    expires_on=st.none() | DAYS,
    url=st.just("") | st.text(max_size=80),
)


@unhurried
@given(fields())
def test_fields_written_are_read_back(given_fields):
    assert read_message(write_message(given_fields)) == given_fields


@unhurried
@given(st.text(st.characters(codec="ascii"), max_size=200))
def test_any_message_is_read_and_reading_it_again_says_the_same(text):
    found = read_message(text)
    assert read_message(write_message(found)) == found


@unhurried
@given(DAYS | st.none(), DAYS | st.none(), CODES, CODES, st.sampled_from(["02", "03", "04"]))
def test_a_header_written_is_read_back(issued_on, signed_on, name, kind, version):
    issuer = Issuer("FR" + name[:2], name)
    header = Header(
        issuer=issuer, issued_on=issued_on, signed_on=signed_on, document_type=kind[:2], version=version
    )
    text = header.written()
    assert len(text) == header.length
    assert read_header(text + "6J2") == header


@unhurried
@given(DOCUMENTS, DAYS)
def test_a_document_sealed_is_read_back_and_authentic(document, on):
    try:
        text = sealed(document, on=on)
    except FieldRefused as refused:
        # Some Latin letters have no plain form: they are refused in a name, never guessed.
        assert refused.details["identifier"] in {"60", "62", "63", "6A", "6S", "6T", "6U", "6V", "6X"}  # noqa: PT017
        return
    found = read(text)
    assert found.fields == fields_of(document)
    assert (found.header.issued_on, found.header.signed_on) == (on, on)
    checked = verify(found, trust=trust_of(the_key()), on=on)
    assert checked.signature is SignatureState.VALID
    assert not set(checked.remarks) - {"field_too_short"}


@unhurried
@given(PARTIAL_DAYS)
def test_a_day_written_is_read_back(day):
    assert read_date(day.written()) == day
    assert str(day)


@unhurried
@given(DAYS)
def test_a_day_in_hexadecimal_is_read_back(day):
    assert read_days(written_days(day)) == day


@pytest.mark.parametrize(
    "text", ["", "1403198", "1403198A", "32011985", "00141985", "15001985", "00000000", "١٤٠٣١٩٨٥"]
)
def test_what_is_no_day_is_told(text):
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


@unhurried
@given(st.text(max_size=80))
def test_plain_letters_stay_as_they_are(text):
    once = plain(text)
    assert plain(once) == once
    assert once == once.strip()
    assert "  " not in once


@unhurried
@given(st.text("AVENUE BOULEVARD SAINTE123", max_size=80), st.integers(1, 60))
def test_an_address_is_shortened_only_where_it_does_not_fit(address, longest):
    short = shortened(address, longest)
    assert len(short) <= len(address)
    assert short == address or len(address) > longest
