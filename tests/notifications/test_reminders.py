"""Reminders of a permit that ends: each step once, to whoever has something to do."""

from datetime import date

import pytest

from sejour.applications.models import Outcome
from sejour.applications.reminders import write_reminders
from sejour.applications.services import withdraw_application
from sejour.law.kinds import PermitKind
from sejour.law.reminders import steps
from sejour.notifications.models import Message
from tests.factories import people
from tests.factories.applications import AGENT, decided, filed
from tests.factories.days import DAY, NOON, TODAY, at, in_days
from tests.factories.permits import permit
from tests.factories.threads import InThread

END = in_days(150)
ONLINE = steps(held_until=END, held_kind=PermitKind.CARTE_TEMPORAIRE, online=True)


def holder(*, last_day: date = END, email: str = "awa@exemple.fr", **fields):
    found = people.person(email=email)
    permit(found, last_day=last_day, **fields)
    return found


def remind(day: date) -> int:
    return write_reminders(on=day, at=at(day)).written


def keys() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("key", flat=True))


def steps_told() -> list[str]:
    return [key.split("/")[-1] for key in keys()]


def nights(first: date, last: date):
    while first <= last:
        yield first
        first += DAY


@pytest.mark.django_db
class TestReminders:
    def test_tell_each_step_once_on_its_day(self):
        holder()
        told = {}
        for night in nights(TODAY, END + 5 * DAY):
            if remind(night):
                told[steps_told()[-1]] = night
        assert told == {step.name: step.day for step in ONLINE}

    def test_of_the_counter_follow_their_own_steps(self):
        holder(article="L.435-1", last_day=in_days(100))
        for night in nights(TODAY, in_days(101)):
            remind(night)
        counter = steps(held_until=in_days(100), held_kind=PermitKind.CARTE_TEMPORAIRE, online=False)
        assert steps_told() == [step.name for step in counter]

    def test_written_again_the_same_day_are_none(self):
        holder()
        assert [remind(ONLINE[0].day) for _ in range(3)] == [1, 0, 0]

    def test_missed_for_a_few_nights_tell_the_last_step_alone(self):
        holder()
        remind(ONLINE[0].day)
        assert remind(ONLINE[2].day + DAY) == 1
        assert steps_told() == [ONLINE[0].name, ONLINE[2].name]

    def test_never_go_back_to_an_earlier_step(self):
        holder()
        remind(ONLINE[2].day)
        assert remind(ONLINE[2].day + DAY) == 0
        assert len(keys()) == 1

    def test_end_with_the_permit(self):
        holder(last_day=in_days(-1))
        assert remind(TODAY) == 0

    def test_are_for_whoever_has_not_filed(self):
        filed(holder(last_day=in_days(90)))
        assert remind(TODAY) == 0

    def test_come_again_to_whoever_withdrew(self):
        application = filed(holder(last_day=in_days(90)))
        withdraw_application(reference=application.reference, actor=AGENT, at=NOON)
        assert remind(TODAY) == 1

    def test_come_again_to_whoever_was_refused(self):
        application = filed(holder(last_day=in_days(90)))
        decided(application, Outcome.REFUSED)
        assert remind(TODAY) == 1

    def test_leave_whoever_waits_for_a_card_alone(self):
        decided(filed(holder(last_day=in_days(90))))
        assert remind(TODAY) == 0

    def test_speak_of_the_permit_that_ends_last(self):
        person = holder(last_day=in_days(61), number="CST100000001")
        permit(person, last_day=in_days(90), number="CST100000002")
        assert remind(TODAY) == 1
        assert "CST100000002" in Message.objects.get().text

    def test_are_not_for_whoever_holds_a_later_permit(self):
        person = holder(last_day=in_days(61))
        permit(person, last_day=in_days(700))
        assert remind(TODAY) == 0

    def test_need_an_address(self):
        holder(email="")
        assert remind(in_days(60)) == 0

    def test_go_to_the_address_that_was_proven(self):
        person = holder(last_day=in_days(90), email="registre@exemple.fr")
        people.applicant(person, email="prouvee@exemple.fr")
        remind(TODAY)
        assert Message.objects.get().email == "prouvee@exemple.fr"

    def test_are_seen_in_the_space_of_their_person(self):
        person = holder(last_day=in_days(90))
        remind(TODAY)
        assert Message.objects.get().person == person

    def test_of_many_people_are_written_batch_by_batch(self, monkeypatch):
        monkeypatch.setattr("sejour.applications.reminders.BATCH", 3)
        for _ in range(8):
            holder(last_day=in_days(90))
        done = write_reminders(on=TODAY, at=NOON)
        assert (done.written, done.looked_at) == (8, 8)


@pytest.mark.usefixtures("committed")
def test_two_runs_at_once_tell_each_person_once():
    day = date(2031, 5, 5)
    people_ = [holder(last_day=day + 90 * DAY, email=f"essai{n}@exemple.fr") for n in range(6)]
    runs = [InThread(lambda shift=shift: write_reminders(on=day, at=at(day, 1, shift))) for shift in range(3)]
    written = [run.result().written for run in runs]
    assert sum(written) == len(people_)
    assert Message.objects.filter(person__in=people_).count() == len(people_)
