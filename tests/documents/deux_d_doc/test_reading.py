"""Texts that are no 2D-Doc, cut, too long or hostile: one clear sentence, never a traceback."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sejour.documents.deux_d_doc.errors import (
    ForeignCharacter,
    HeaderIsWrong,
    NotADeuxDDoc,
    SignatureIsMissing,
    TextIsTooLong,
    Unreadable,
    VersionNotRead,
)
from sejour.documents.deux_d_doc.message import US
from sejour.documents.deux_d_doc.reading import LONGEST, read
from sejour.documents.deux_d_doc.verification import verify
from sejour.documents.deux_d_doc.words import conclusion_of, lines_of, title_of
from tests.documents.deux_d_doc.seals import LAYOUT, SAMPLES, TODAY, TYPE_13, official_trust

unhurried = settings(deadline=None)
HEADER = TYPE_13[:26]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NotADeuxDDoc),
        ("\ufeff \r\n", NotADeuxDDoc),
        ("https://exemple.fr", NotADeuxDDoc),
        ("dc04FR00", NotADeuxDDoc),
        ("DC", VersionNotRead),
        ("DC01FR000001", VersionNotRead),
        ("DC05" + TYPE_13[4:], VersionNotRead),
        ("DC\x1b[", VersionNotRead),
        ("DC04", HeaderIsWrong),
        (HEADER[:25], HeaderIsWrong),
        ("DC04F\x1b00" + HEADER[8:], HeaderIsWrong),
        (HEADER[:12] + "ZZZZ" + HEADER[16:], HeaderIsWrong),
        (HEADER[:12] + "-001" + HEADER[16:], HeaderIsWrong),
        (HEADER, SignatureIsMissing),
        (TYPE_13.replace(US, ""), SignatureIsMissing),
        (TYPE_13.replace("PARIS", "PÂRIS"), ForeignCharacter),
        (TYPE_13.replace("PARIS", "\x1b[31m"), ForeignCharacter),
        (TYPE_13.replace("PARIS", "PARIS\n"), ForeignCharacter),
        (TYPE_13 + "\0", ForeignCharacter),
        (TYPE_13 + "A" * LONGEST, TextIsTooLong),
        ("DC04" * 10_000_000, TextIsTooLong),
        ("<GS>" * LONGEST + "A", TextIsTooLong),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text, refusal):
    with pytest.raises(refusal) as refused:
        read(text)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert "{" not in sentence


def test_a_vector_whose_separators_were_lost_says_what_to_do():
    lost = next(one["donnees"] for one in LAYOUT["vecteurs"] if one["nom"].startswith("Test COVID"))
    with pytest.raises(SignatureIsMissing, match="Scannez de nouveau"):
        read(lost)


@pytest.mark.parametrize("end", ["", "A", "1!", "AAAAAAA", "=" * 8, "A" * 102, "A" * 104, "a" * 103])
def test_a_signature_that_is_none_is_read_as_empty(end):
    document = read(TYPE_13.partition(US)[0] + US + end)
    assert not verify(document, trust=official_trust(), on=TODAY).is_valid
    assert document.fields


@unhurried
@given(st.text())
@example("DC04" + "\x1d" * 40)
@example(HEADER + "\x1f" * 10)
@example(HEADER + "6J" + US)
def test_no_text_breaks_the_reader(text):
    judged(text)


@unhurried
@given(st.sampled_from([sample["code"] for sample in SAMPLES]), st.data())
def test_no_text_near_an_example_breaks_the_reader(code, data):
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(code)), st.integers(0, len(code)))))
    judged(code[:begin] + data.draw(st.text(max_size=30)) + code[end:])


@unhurried
@given(st.text(st.sampled_from("0123456789ABCDEF\x1d\x1e\x1f /-"), max_size=300))
def test_no_message_breaks_the_reader(message):
    judged(HEADER + message)
    judged(HEADER + message + US + TYPE_13.partition(US)[2])


def judged(text: str) -> None:
    """Read, verify and tell a text; only an Unreadable is allowed to come out."""
    try:
        document = read(text)
    except Unreadable:
        return
    checked = verify(document, trust=official_trust(), on=TODAY)
    said = [title_of(document), conclusion_of(checked), *(line.value for line in lines_of(document))]
    assert all(words.isprintable() for words in said)
