"""Facts that may be true, for each question, and days around which the law turns."""

from datetime import date, timedelta

from hypothesis import strategies as st

from sejour.law.kinds import Category, PermitKind, Work
from sejour.law.tables import ZONES
from tests.law.articles import (
    ANNEX_9,
    IN_NO_LIST_OF_ANNEX_9,
    R431_14,
    R431_15_2_AL2_LONG_STAY_VISA,
    R431_15_2_AL3,
    SILENCE_OF_60_DAYS,
    SILENCE_OF_90_DAYS,
    WITHOUT_WORK_WHEN_RENEWED,
    articles,
)

LISTED = [article for _, listed, *_ in ANNEX_9 for article in articles(listed)]
ARTICLES = st.sampled_from(
    sorted(
        {
            *LISTED,
            *IN_NO_LIST_OF_ANNEX_9,
            *R431_14,
            *R431_15_2_AL2_LONG_STAY_VISA,
            *R431_15_2_AL3,
            *SILENCE_OF_60_DAYS,
            *SILENCE_OF_90_DAYS,
            *WITHOUT_WORK_WHEN_RENEWED,
        }
    )
)
DEPARTEMENTS = st.sampled_from(sorted(ZONES))
ENDS = st.dates(date(2022, 1, 1), date(2040, 12, 31))
FLAGS = st.booleans()


def values(kind):
    """Draw a value of the contract of a kind."""
    return st.sampled_from([member.value for member in kind])


@st.composite
def around(draw, day, before=250, after=450):
    """Draw a day around another one."""
    return day + timedelta(draw(st.integers(-before, after)))


def maybe(draw, facts, name, strategy):
    """Add a fact, or not."""
    if draw(FLAGS):
        facts[name] = draw(strategy)


def channel(draw, facts):
    """Add what tells the channel: the article, what is stated, or both."""
    if draw(FLAGS):
        facts["online"] = draw(FLAGS)
        maybe(draw, facts, "article", ARTICLES)
    else:
        facts["article"] = draw(ARTICLES)


def written(facts):
    """Write days as JSON does."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}


@st.composite
def deposit_window(draw):
    """Draw facts of `deposit-window`."""
    facts = {"held_until": draw(ENDS)}
    channel(draw, facts)
    maybe(draw, facts, "held_kind", values(PermitKind))
    maybe(draw, facts, "as_of", ENDS)
    return written(facts)


@st.composite
def deposit_status(draw):
    """Draw facts of `deposit-status`."""
    held_until = draw(ENDS)
    facts = {"held_until": held_until, "filed_on": draw(around(held_until))}
    channel(draw, facts)
    maybe(draw, facts, "held_kind", values(PermitKind))
    maybe(draw, facts, "first_failed_attempt_on", around(facts["filed_on"], 60, 0))
    maybe(draw, facts, "force_majeure", FLAGS)
    return written(facts)


@st.composite
def grace(draw):
    """Draw facts of `grace`."""
    held_until = draw(ENDS)
    facts = {
        "held_kind": draw(values(PermitKind)),
        "held_years": draw(st.integers(1, 10)),
        "held_until": held_until,
        "filed_on": draw(around(held_until, 150, 120)),
    }
    maybe(draw, facts, "decided_on", around(facts["filed_on"], 0, 200))
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


@st.composite
def provisional_documents(draw):
    """Draw facts of `provisional-documents`."""
    held_until = draw(ENDS)
    filed_on = draw(around(held_until, 200, 100))
    category = draw(st.sampled_from(list(Category)))
    facts = {
        "category": category.value,
        "article": draw(ARTICLES),
        "filed_on": filed_on,
        "held_until": held_until,
        "as_of": draw(around(filed_on, 30, 1500)),
    }
    maybe(draw, facts, "online", FLAGS)
    maybe(draw, facts, "complete_on", around(filed_on, 0, 60))
    maybe(draw, facts, "held_allowed_work", values(Work))
    maybe(draw, facts, "holds_long_stay_visa", FLAGS)
    maybe(draw, facts, "work_permit", FLAGS)
    from_day = filed_on
    if category is Category.COMMISSION:
        facts["referred_on"] = from_day = draw(around(filed_on, 0, 300))
    maybe(draw, facts, "decided_on", around(from_day, 0, 600))
    return written(facts)


@st.composite
def attestation_decision_favorable(draw):
    """Draw facts of `attestation-decision-favorable`."""
    facts = {"decided_on": draw(ENDS)}
    maybe(draw, facts, "granted_allows_work", FLAGS)
    maybe(draw, facts, "handed_over_on", around(facts["decided_on"], 0, 200))
    return written(facts)


@st.composite
def piece_request(draw, filed_on):
    """Draw a request for pieces made after a filing."""
    asked_on = draw(around(filed_on, 0, 200))
    facts = {"asked_on": asked_on, "due_on": draw(around(asked_on, 0, 60))}
    maybe(draw, facts, "received_on", around(asked_on, 0, 90))
    maybe(draw, facts, "indispensable", FLAGS)
    return written(facts)


@st.composite
def implicit_refusal(draw):
    """Draw facts of `implicit-refusal`."""
    filed_on = draw(ENDS)
    facts = {
        "article": draw(ARTICLES),
        "filed_on": filed_on,
        "complete_on": draw(around(filed_on, 0, 150)),
        "piece_requests": draw(st.lists(piece_request(filed_on), max_size=5)),
    }
    maybe(draw, facts, "blue_card_of_other_state", FLAGS)
    maybe(draw, facts, "received_by_first_office_on", around(filed_on, 30, 0))
    return written(facts)


@st.composite
def receipt(draw):
    """Draw facts of `receipt`."""
    facts = {"received_on": draw(ENDS)}
    maybe(draw, facts, "departement", DEPARTEMENTS)
    return written(facts)


FACTS = {
    "deposit-window": deposit_window(),
    "deposit-status": deposit_status(),
    "grace": grace(),
    "provisional-documents": provisional_documents(),
    "attestation-decision-favorable": attestation_decision_favorable(),
    "implicit-refusal": implicit_refusal(),
    "receipt": receipt(),
}
ASKED = st.sampled_from(list(FACTS)).flatmap(lambda name: st.tuples(st.just(name), FACTS[name]))
