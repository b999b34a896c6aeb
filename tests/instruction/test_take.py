"""Taking files: the one whose holder loses rights first, and never the same for two agents."""

from threading import Barrier

import pytest

from sejour.applications.models import Application, Outcome
from sejour.core import journal
from sejour.core.errors import NotFound
from sejour.instruction import services
from sejour.instruction.errors import NothingToTake, TakenByAnother
from sejour.instruction.models import Assignment
from sejour.instruction.services.take import LEASE
from tests.factories import people
from tests.factories.applications import asked, filed
from tests.factories.days import NOON, in_days
from tests.factories.threads import InThread


def take_next(agent, at=NOON) -> str:
    return services.take_next(agent=agent, at=at).reference


@pytest.mark.django_db
class TestOneAgent:
    def test_takes_whoever_loses_rights_first(self):
        later, sooner = filed(last_day=in_days(100)), filed(last_day=in_days(70))
        agent = people.agent()
        assert [take_next(agent), take_next(agent)] == [sooner.reference, later.reference]

    def test_is_told_when_nothing_waits(self):
        filed(prefecture="13")
        with pytest.raises(NothingToTake):
            take_next(people.agent())

    def test_is_given_no_file_that_waits_for_pieces(self):
        asked(filed())
        with pytest.raises(NothingToTake):
            take_next(people.agent())

    def test_of_a_national_posting_takes_nothing(self):
        filed()
        with pytest.raises(NotFound):
            take_next(people.agent(prefecture=None))

    def test_begins_the_examination_with_the_file(self):
        file = filed()
        take_next(people.agent())
        file.refresh_from_db()
        assert file.state == "under_instruction"

    def test_takes_again_what_is_in_their_hands(self):
        file, agent = filed(), people.agent()
        for _ in range(2):
            services.take(agent=agent, reference=file.reference, at=NOON)
        assert Assignment.objects.get().agent == agent.posting


@pytest.mark.django_db
class TestTheLease:
    def test_keeps_others_away_until_it_ends(self):
        file, first, second = filed(), people.agent(), people.agent()
        services.take(agent=first, reference=file.reference, at=NOON)
        for at in (NOON, NOON + LEASE / 2):
            with pytest.raises(TakenByAnother):
                services.take(agent=second, reference=file.reference, at=at)
            with pytest.raises(NothingToTake):
                take_next(second, at)

    def test_ends_by_itself(self):
        file, first, second = filed(), people.agent(), people.agent()
        services.take(agent=first, reference=file.reference, at=NOON)
        assert take_next(second, NOON + LEASE) == file.reference
        with pytest.raises(TakenByAnother):
            services.take(agent=first, reference=file.reference, at=NOON + LEASE)

    def test_goes_on_with_each_act_of_its_agent(self):
        file, agent = filed(), people.agent()
        services.take(agent=agent, reference=file.reference, at=NOON)
        services.take(agent=agent, reference=file.reference, at=NOON + LEASE / 2)
        assert Assignment.objects.get().until == NOON + LEASE / 2 + LEASE

    def test_is_given_back(self):
        file, first, second = filed(), people.agent(), people.agent()
        services.take(agent=first, reference=file.reference, at=NOON)
        services.release(agent=first, reference=file.reference, at=NOON)
        assert take_next(second) == file.reference

    def test_is_not_given_back_by_somebody_else(self):
        file, first, second = filed(), people.agent(), people.agent()
        services.take(agent=first, reference=file.reference, at=NOON)
        services.release(agent=second, reference=file.reference, at=NOON)
        assert Assignment.objects.get().agent == first.posting


FILES = 24
AGENTS = 8


@pytest.mark.usefixtures("committed")
def test_eight_agents_at_once_never_get_the_same_file_and_leave_none():
    made = {filed(prefecture="59").reference for _ in range(FILES)}
    agents = [people.agent(prefecture="59") for _ in range(AGENTS)]
    together = Barrier(AGENTS)

    def work(agent) -> list[str]:
        together.wait(30)
        mine = []
        while True:
            try:
                mine.append(take_next(agent))
            except NothingToTake:
                return mine

    working = [InThread(lambda agent=agent: work(agent)) for agent in agents]
    taken = [reference for one in working for reference in one.result()]
    assert len(taken) == len(set(taken)) == FILES
    assert set(taken) == made
    for reference in made:
        lines = journal.lines_of(journal.stream_of("application", reference))
        assert [line.verb for line in lines].count("assigned") == 1


@pytest.mark.usefixtures("committed")
def test_one_file_wanted_by_eight_agents_goes_to_one():
    file = filed(prefecture="67")
    agents = [people.agent(prefecture="67") for _ in range(AGENTS)]
    together = Barrier(AGENTS)

    def want(agent) -> bool:
        together.wait(30)
        try:
            services.take(agent=agent, reference=file.reference, at=NOON)
        except TakenByAnother:
            return False
        return True

    wanting = [InThread(lambda agent=agent: want(agent)) for agent in agents]
    assert [one.result() for one in wanting].count(True) == 1


@pytest.mark.django_db
def test_a_decision_frees_the_hands_of_its_agent():
    file, agent, signatory = filed(), people.agent(), people.signatory()
    services.propose(agent=agent, reference=file.reference, outcome=Outcome.GRANTED, at=NOON)
    services.confirm(agent=signatory, reference=file.reference, at=NOON)
    assert not Assignment.objects.exists()
    assert Application.objects.get().state == "granted"
