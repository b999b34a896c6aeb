"""Rights of a day: the union of what all documents prove, and the sentences that tell it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sejour.continuity.rights import Proof, rights_on
from sejour.continuity.sentences import rights_sentence, work_sentence
from sejour.core.words import in_words
from sejour.law.kinds import Work
from sejour.portal.rights import rights_to_holder

DAY = timedelta(days=1)
START = date(2026, 11, 23)
FAR = START + 400 * DAY


@st.composite
def proofs(draw) -> Proof:
    first = START + draw(st.integers(-60, 60)) * DAY
    length = draw(st.one_of(st.none(), st.integers(0, 60)))
    last = None if length is None else first + length * DAY
    return Proof("carte_temporaire", first, last, draw(st.sampled_from(Work)), "L.423-1")


many = st.lists(proofs(), max_size=5)
days = st.integers(-70, 130).map(lambda n: START + n * DAY)


def holds(found: list[Proof], day: date) -> list[Proof]:
    return [p for p in found if p.first_day <= day and (p.last_day is None or day <= p.last_day)]


def last_in_a_row(found: list[Proof], day: date) -> date | None:
    """Walk day by day to the last one in a row; None when the row has no end."""
    while holds(found, day + DAY):
        day += DAY
        if day > FAR:
            return None
    return day


@given(many, days)
def test_a_day_is_covered_when_one_document_covers_it(found, day):
    assert rights_on(day, found).stay == bool(holds(found, day))


@given(many, days)
def test_the_widest_right_to_work_wins(found, day):
    today = holds(found, day)
    widest = max((p.work.rank for p in today), default=0)
    assert rights_on(day, found).work.rank == widest


@given(many, days)
def test_the_stay_goes_on_until_the_first_day_that_nothing_covers(found, day):
    rights = rights_on(day, found)
    if rights.stay:
        assert rights.stay_until == last_in_a_row(found, day)
        assert rights.has_no_end == (rights.stay_until is None)


@given(many, days)
def test_work_goes_on_until_the_first_day_that_gives_less(found, day):
    rights = rights_on(day, found)
    if rights.work is not Work.NONE:
        enough = [p for p in found if p.work.rank >= rights.work.rank]
        assert rights.work_until == last_in_a_row(enough, day)


@given(many, days, proofs())
def test_one_more_document_never_takes_a_right_away(found, day, more):
    before, after = rights_on(day, found), rights_on(day, [*found, more])
    assert after.stay >= before.stay
    assert after.work.rank >= before.work.rank
    if before.stay:
        assert (after.stay_until or FAR) >= (before.stay_until or FAR)


@given(many, days)
def test_the_order_of_documents_does_not_matter(found, day):
    forwards, backwards = rights_on(day, found), rights_on(day, found[::-1])
    assert rights_sentence(forwards) == rights_sentence(backwards)


@given(many, days)
def test_a_sentence_names_its_day_and_says_yes_or_no(found, day):
    rights = rights_on(day, found)
    for sentence in (rights_sentence(rights), rights_to_holder(rights)):
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "{" not in sentence
    assert rights_sentence(rights).startswith(f"Au {in_words(day)}, ")
    assert ("le séjour est régulier" in rights_sentence(rights)) == rights.stay
    assert rights_to_holder(rights).startswith("Vous êtes en séjour régulier") == rights.stay


@given(many, days)
def test_no_sentence_lets_a_third_party_believe_in_more_than_there_is(found, day):
    rights = rights_on(day, found)
    says = work_sentence(rights)
    assert ("peut travailler, sans limite" in says) == (rights.work is Work.FULL)
    assert ("dans les limites de son titre" in says) == (rights.work is Work.LIMITED)
    assert ("n'autorise à travailler" in says) == (rights.work is Work.NONE)
    if rights.stay and rights.work_until and rights.work_until != rights.stay_until:
        assert in_words(rights.work_until) in says
