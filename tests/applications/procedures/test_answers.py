"""Answers: each kind takes what people type and nothing else, and is read back in words."""

import pytest

from sejour.applications.errors import AnswerRefused
from sejour.applications.procedures.answers import accepted, said
from sejour.applications.procedures.reading import Choice, Kind, Question

A, B = Choice("aa", "La première"), Choice("bb", "La seconde")


def question(kind, **fields):
    choices = (A, B) if kind is Kind.CHOICE else ()
    return Question(code="what", label="Quoi ?", kind=kind, why="Pour voir.", choices=choices, **fields)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "words"),
    [
        (Kind.TEXT, "  Les Lilas ", "Les Lilas", "Les Lilas"),
        (Kind.TEXT, "   ", None, "non répondu"),
        (Kind.NAME, "N’Diaye\u202e\u0000 O'Brien-Müller", "N’Diaye O'Brien-Müller", "N’Diaye O'Brien-Müller"),
        (Kind.LONG_TEXT, "Ligne\nautre", "Ligne\nautre", "Ligne\nautre"),
        (Kind.YES_NO, "yes", "yes", "oui"),
        (Kind.YES_NO, "no", "no", "non"),
        (Kind.CHOICE, "bb", "bb", "La seconde"),
        (Kind.DAY, "2026-02-28", "2026-02-28", "28 février 2026"),
        (Kind.BIRTH_DATE, (1985, 0, 0), [1985, 0, 0], "00/00/1985"),
        (Kind.NUMBER, 0, 0, "0"),
        (Kind.COUNTRY, "99341", "99341", "99341"),
        (Kind.PHOTO_CODE, "abcd efgh ijkl mnop qrst 12", "ABCDEFGHIJKLMNOPQRST12", "ABCDEFGHIJKLMNOPQRST12"),
        (Kind.STAMP_NUMBER, "1234 5678 1234 5678", "1234567812345678", "1234567812345678"),
        (Kind.TEXT, None, None, "non répondu"),
    ],
)
def test_what_people_type_is_kept_in_one_form_and_read_back(kind, typed, kept, words):
    asked = question(kind)
    assert accepted(asked, typed) == kept
    assert said(asked, kept) == words


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.TEXT, "a" * 201),
        (Kind.NAME, "a" * 161),
        (Kind.LONG_TEXT, "a" * 2001),
        (Kind.YES_NO, "maybe"),
        (Kind.CHOICE, "cc"),
        (Kind.DAY, "2026-02-30"),
        (Kind.DAY, "hier"),
        (Kind.BIRTH_DATE, "14/03/1985"),
        (Kind.BIRTH_DATE, (1985, 3)),
        (Kind.BIRTH_DATE, (1985, -1, 2)),
        (Kind.NUMBER, -1),
        (Kind.NUMBER, True),
        (Kind.NUMBER, "douze"),
        (Kind.NUMBER, 10**9),
        (Kind.PHOTO_CODE, "ABC"),
        (Kind.STAMP_NUMBER, "1234"),
    ],
)
def test_what_is_no_answer_is_refused_in_words_that_name_the_question(kind, typed):
    with pytest.raises(AnswerRefused, match="Quoi ?"):
        accepted(question(kind), typed)
