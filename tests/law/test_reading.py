"""The strict reader of facts and of data files: what cannot be read is named."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import pytest

from sejour.law.facts import Departement
from sejour.law.reading import Article, FactError, in_order, names_of, needed, read
from tests.law.asked import answer, refused


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    on: date
    from_: date | None = None


@dataclass(frozen=True, kw_only=True)
class Outer:
    day: date | None = None
    flag: bool = False
    count: int | None = None
    name: str | None = None
    article: Article | None = None
    departement: Departement | None = None
    colour: Colour | None = None
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    colours: tuple[Colour, ...] = field(default_factory=tuple)


def refusal(kind, given):
    """Read what cannot be read; return the fact and the problem."""
    with pytest.raises(FactError) as caught:
        read(kind, given)
    return caught.value.fact, caught.value.problem


def test_every_kind_of_fact_is_read():
    found = read(
        Outer,
        {
            "day": "2026-12-31",
            "flag": True,
            "count": 4,
            "name": "Aminata Diallo",
            "article": "L.421-13-1",
            "departement": "2A",
            "colour": "blue",
            "inner": {"on": date(2026, 1, 1), "from": "2026-01-02"},
            "inners": [{"on": "2026-01-03"}],
            "colours": ["red", "blue"],
        },
    )
    assert found == Outer(
        day=date(2026, 12, 31),
        flag=True,
        count=4,
        name="Aminata Diallo",
        article=Article("L.421-13-1"),
        departement=Departement("2A"),
        colour=Colour.BLUE,
        inner=Inner(date(2026, 1, 1), date(2026, 1, 2)),
        inners=(Inner(date(2026, 1, 3)),),
        colours=(Colour.RED, Colour.BLUE),
    )


def test_a_fact_left_out_or_null_has_its_default():
    assert read(Outer, {}) == read(Outer, {"day": None, "flag": None, "inners": None}) == Outer()


@pytest.mark.parametrize("given", [None, 3, "facts", [], [["day", "2026-12-31"]]])
def test_facts_are_an_object(given):
    assert refusal(Outer, given) == ("facts", "an object of facts is expected")


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({"inner": 3}, "inner"),
        ({"inner": {}}, "inner.on"),
        ({"inner": {"on": "2026-01-01", "of": 1}}, "inner.of"),
        ({"inner": {"on": 1}}, "inner.on"),
        ({"inner": {"on": "2026-01-01", "from": 1}}, "inner.from"),
        ({"inners": 3}, "inners"),
        ({"inners": {"on": "2026-01-01"}}, "inners"),
        ({"inners": [3]}, "inners[0]"),
        ({"inners": [None]}, "inners[0]"),
        ({"inners": [{"on": "2026-01-01"}, {"on": "2026-02-30"}]}, "inners[1].on"),
        ({"colours": ["red", "green"]}, "colours[1]"),
        ({"colours": "red"}, "colours"),
        ({"unknown": 1}, "unknown"),
        ({"from_": "2026-01-01"}, "from_"),
    ],
)
def test_the_fact_at_fault_is_named_by_its_path(given, fact):
    assert refusal(Outer, given)[0] == fact


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("2026-02-29", "this date does not exist"),
        ("2026-13-01", "this date does not exist"),
        ("2026-1-1", "a date written YYYY-MM-DD is expected"),
        ("20260101", "a date written YYYY-MM-DD is expected"),
        ("2026-W01-1", "a date written YYYY-MM-DD is expected"),
        ("2026-01-01T00:00:00", "a date written YYYY-MM-DD is expected"),
        ("2026-01-01\n", "a date written YYYY-MM-DD is expected"),
        ("\u0662\u0660\u0662\u0666-01-01", "a date written YYYY-MM-DD is expected"),
        ("", "a date written YYYY-MM-DD is expected"),
        (20260101, "a date written YYYY-MM-DD is expected"),
        (True, "a date written YYYY-MM-DD is expected"),
        (datetime(2026, 1, 1), "a date written YYYY-MM-DD is expected"),
        ("1899-12-31", "a date between 1900-01-01 and 2199-12-31 is expected"),
        ("2200-01-01", "a date between 1900-01-01 and 2199-12-31 is expected"),
        (date(1, 1, 1), "a date between 1900-01-01 and 2199-12-31 is expected"),
    ],
)
def test_an_impossible_day_is_refused(value, problem):
    assert refusal(Outer, {"day": value}) == ("day", problem)


@pytest.mark.parametrize("value", ["1900-01-01", "2028-02-29", "2199-12-31"])
def test_a_possible_day_is_read(value):
    assert read(Outer, {"day": value}).day.isoformat() == value


@pytest.mark.parametrize("value", [0, 1, "true", "", [], {}])
def test_a_flag_is_true_or_false(value):
    assert refusal(Outer, {"flag": value}) == ("flag", "true or false is expected")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (True, "a whole number is expected"),
        (4.0, "a whole number is expected"),
        ("4", "a whole number is expected"),
        (float("nan"), "a whole number is expected"),
        (-1, "a number between 0 and 1,000,000 is expected"),
        (1_000_001, "a number between 0 and 1,000,000 is expected"),
        (10**400, "a number between 0 and 1,000,000 is expected"),
    ],
)
def test_an_impossible_number_is_refused(value, problem):
    assert refusal(Outer, {"count": value}) == ("count", problem)


@pytest.mark.parametrize("value", [0, 1, 1_000_000])
def test_a_possible_number_is_read(value):
    assert read(Outer, {"count": value}).count == value


@pytest.mark.parametrize("value", ["a", "a" * 200])
def test_a_text_of_one_to_two_hundred_characters_is_read(value):
    assert read(Outer, {"name": value}).name == value


@pytest.mark.parametrize("value", ["", "a" * 201, "a\nb", "\x00", 3, ["a"], "\ud800"])
def test_a_text_is_short_and_printable(value):
    assert refusal(Outer, {"name": value}) == ("name", "a text of 1 to 200 characters is expected")


@pytest.mark.parametrize(
    "value", ["L.423-7", "R.431-15-1", "R.*432-1", "D.414-1", "L.421-13-1", "ACCORD-6-2", "ACCORD-7BIS"]
)
def test_an_article_is_written_as_in_the_code(value):
    assert read(Outer, {"article": value}).article == value


@pytest.mark.parametrize(
    "value",
    [
        "423-7",
        "L423-7",
        "L. 423-7",
        "art. L.423-7",
        "l.423-7",
        "L.423",
        "L.423-7 ",
        "L.423-7\n",
        "X.423-7",
        4,
    ],
)
def test_anything_else_is_no_article(value):
    assert refusal(Outer, {"article": value}) == ("article", "an article such as L.423-7 is expected")


@pytest.mark.parametrize("value", ["green", "RED", "", 1, None.__class__, [], {}])
def test_a_choice_is_one_of_its_values(value):
    assert refusal(Outer, {"colour": value}) == ("colour", "one of red, blue is expected")


def test_the_names_of_facts_are_those_of_the_contract():
    assert names_of(Inner) == {"on", "from"}


def test_a_fact_that_turns_out_to_be_needed_is_named():
    assert needed("years", 4) == 4
    with pytest.raises(FactError, match=r"^years: this fact is needed for the answer$"):
        needed("years", None)


@pytest.mark.parametrize(
    ("early", "late"), [(None, date(2026, 1, 1)), (date(2026, 1, 1), None), (None, None)]
)
def test_days_that_are_not_told_are_in_order(early, late):
    in_order("early", early, "late", late)


def test_the_same_day_is_in_order():
    in_order("early", date(2026, 1, 1), "late", date(2026, 1, 1))


def test_a_later_day_that_comes_first_is_named():
    with pytest.raises(FactError, match="^late: comes before early$"):
        in_order("early", date(2026, 1, 2), "late", date(2026, 1, 1))


def test_an_error_is_printed_with_its_fact():
    error = FactError("held_until", "this date does not exist")
    assert error.as_json() == {"error": "this date does not exist", "fact": "held_until"}


@pytest.mark.parametrize(
    ("length", "problem"), [(200, None), (201, "a list of at most 200 items is expected")]
)
def test_a_list_may_be_long_but_not_endless(length, problem):
    facts = {"pending": ["L.421-9"] * length, "asked": "L.423-1"}
    if problem is None:
        assert answer("simultaneous-applications", **facts)["allowed"] is True
    else:
        error = refused("simultaneous-applications", **facts)
        assert (error.fact, error.problem) == ("pending", problem)
