"""Anything may be asked: the answer is JSON, or an error that names the fact."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sejour.law.asking import QUESTIONS, ask
from sejour.law.facts import FactError, names_of
from tests.law import strategies
from tests.law.asked import TODAY

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["2026-02-30", "2026-12-31", "0000-00-00", "9999-12-31", "L.423-1", "renewal", "75", "full"]
    )
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
NAMES = {name: names_of(question.facts) | {"as_of"} for name, question in QUESTIONS.items()}
QUESTION = pytest.mark.parametrize("question", QUESTIONS)


def tried(question, facts):
    """Ask; return the answer, or the error once it is found to name a fact of the question."""
    try:
        found = ask(question, facts, today=TODAY)
    except FactError as error:
        found = error
    if isinstance(found, FactError):
        first = re.split(r"[.\[]", found.fact)[0]
        given_names = set(facts) if isinstance(facts, dict) else set()
        assert first in NAMES[question] | {"facts"} or found.fact in given_names
        assert found.problem
    else:
        json.dumps(found, allow_nan=False)
    return found


@QUESTION
@given(facts=JSON)
def test_any_json_as_facts_is_answered_or_refused_by_name(question, facts):
    tried(question, facts)


@given(question=JSON, facts=JSON)
def test_any_json_as_a_question_is_refused_by_name(question, facts):
    with pytest.raises(FactError) as caught:
        ask(question, facts, today=TODAY)
    assert caught.value.fact == "question"


@QUESTION
@given(data=st.data())
def test_facts_under_their_right_names_are_answered_or_refused_by_name(question, data):
    names = sorted(NAMES[question])
    tried(question, data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=len(names))))


@QUESTION
@given(data=st.data())
def test_one_fact_of_the_wrong_kind_is_the_one_that_is_named(question, data):
    facts = data.draw(strategies.FACTS[question])
    name = data.draw(st.sampled_from(sorted(NAMES[question])))
    found = tried(question, {**facts, name: {"unexpected": [1.5]}})
    assert isinstance(found, FactError)
    assert found.fact in {name, f"{name}.unexpected"}


@QUESTION
@given(data=st.data())
def test_an_unknown_fact_is_the_one_that_is_named(question, data):
    facts = data.draw(strategies.FACTS[question])
    name = data.draw(st.text(min_size=1, max_size=12).filter(lambda text: text not in NAMES[question]))
    found = tried(question, {**facts, name: 1})
    assert isinstance(found, FactError)
    assert found.fact == name


@QUESTION
@given(data=st.data())
def test_facts_that_may_be_true_are_answered(question, data):
    assert isinstance(tried(question, data.draw(strategies.FACTS[question])), dict)


NESTED = {
    "implicit-refusal": (
        {"article": "L.423-1", "filed_on": "2026-09-15"},
        "piece_requests",
        ["asked_on", "due_on", "received_on", "indispensable"],
    ),
    "closing": (
        {"on": "2026-12-01", "requests": []},
        "missing",
        ["piece", "required_by_text", "indispensable"],
    ),
    "work-proof": ({"on": "2026-12-01"}, "documents", ["kind", "from", "until", "work_mention"]),
}


@pytest.mark.parametrize("question", NESTED)
@given(data=st.data())
def test_a_malformed_part_of_a_list_is_named_by_its_place(question, data):
    known, name, keys = NESTED[question]
    part = data.draw(st.dictionaries(st.sampled_from(keys), JSON))
    found = tried(question, {**known, name: [part]})
    if isinstance(found, FactError):
        assert found.fact.startswith(f"{name}[0]")


@given(request=st.dictionaries(st.sampled_from(["asked_on", "due_on", "pieces"]), JSON))
def test_a_malformed_request_is_named_by_its_place(request):
    found = tried("closing", {"on": "2026-12-01", "missing": [], "requests": [request]})
    if isinstance(found, FactError):
        assert found.fact.startswith("requests[0]")


@given(months=st.dictionaries(st.text(max_size=5) | st.integers(2020, 2030).map(str), JSON, max_size=5))
def test_malformed_months_are_named_by_their_year(months):
    found = tried("habitual-residence", {"filed_on": "2026-12-15", "months_in_france": months})
    if isinstance(found, FactError):
        assert found.fact.removeprefix("months_in_france.") in months
