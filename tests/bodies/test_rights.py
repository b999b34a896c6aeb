"""What a body is told of somebody it names, and what remains of its question."""

import pytest
from django.db import connection

from sejour.bodies import sandbox
from sejour.bodies.answers import known_since
from sejour.bodies.choices import BodyKind, Purpose
from sejour.bodies.models import Event, Subscription, Usage
from sejour.bodies.services import quota
from sejour.continuity.rights import Proof
from sejour.core import journal
from sejour.law.kinds import Work
from sejour.verification.models import Check
from tests.factories import bodies
from tests.factories.bodies import access, as_sent, body, employers
from tests.factories.days import DAY, NOON, TODAY, in_days
from tests.factories.people import person
from tests.factories.permits import permit
from tests.factories.threads import InThread


@pytest.fixture
def holder(db):
    """Somebody with a card of one year that ends in ninety days."""
    found = person()
    permit(found, number="CST000000042")
    return found


# What is told ------------------------------------------------------------------------------------


def test_social_rights_are_told_with_their_beginning_and_without_work(speaker, holder):
    told = speaker().post("rights", {**as_sent(holder), "purpose": "social"}).json()
    assert told["stay"] == {"allowed": True, "until": "2027-02-21", "since": "2026-02-22"}
    assert told["work"] is None
    assert told["documents"] == [
        {
            "kind": "carte_temporaire",
            "number": "CST000000042",
            "first_day": "2026-02-22",
            "last_day": "2027-02-21",
        }
    ]
    assert "travail" not in told["sentence"]


def test_a_bank_is_told_of_the_stay_and_nothing_else(speaker, holder):
    spoken = speaker(access(body(kind=BodyKind.BANK, purposes=[Purpose.STAY])))
    told = spoken.post("rights", {**as_sent(holder), "purpose": "stay"}).json()
    assert told["stay"] == {"allowed": True, "until": "2027-02-21", "since": None}
    assert told["work"] is None
    assert told["documents"] is None


def test_work_is_told_with_its_limits(speaker, db):
    student = person()
    permit(student, article="L.422-1", work=Work.LIMITED)
    told = speaker(access(employers())).post("rights", {**as_sent(student), "purpose": "work"}).json()
    assert told["work"]["right"] == "limited"
    assert "heures par an" in told["work"]["limits"]
    assert "dans les limites" in told["sentence"]


def test_nothing_about_who_the_person_is_comes_out(speaker, holder):
    text = speaker().post("rights", {**as_sent(holder), "purpose": "social"}).content.decode()
    for kept in (holder.family_name, holder.given_names, holder.nationality, holder.address):
        assert kept not in text


def test_a_day_of_the_past_is_answered_as_it_was(speaker, holder):
    asked = {**as_sent(holder), "purpose": "social", "on": in_days(-90).isoformat()}
    assert speaker().post("rights", asked).json()["on"] == in_days(-90).isoformat()


@pytest.mark.parametrize("days", [-91, 1])
def test_a_day_too_far_is_refused(speaker, holder, days):
    asked = {**as_sent(holder), "purpose": "social", "on": in_days(days).isoformat()}
    refused = speaker().post("rights", asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "day_out_of_reach")


def test_who_has_no_right_is_told_so(speaker, db):
    expired = person()
    permit(expired, last_day=in_days(-10))
    told = speaker().post("rights", {**as_sent(expired), "purpose": "social"}).json()
    assert told["stay"] == {"allowed": False, "until": None, "since": None}
    assert told["documents"] == []


def test_an_unknown_day_of_birth_is_given_as_zeros(speaker, db):
    unknown = person(born_day=None, born_month=None)
    permit(unknown)
    spoken = speaker()
    assert as_sent(unknown)["birth_date"] == "1985-00-00"
    assert spoken.post("rights", {**as_sent(unknown), "purpose": "social"}).status_code == 200
    guess = {**as_sent(unknown), "birth_date": "1985-01-01", "purpose": "social"}
    assert spoken.post("rights", guess).status_code == 404


def test_since_goes_back_over_documents_that_touch():
    def proof(first, last):
        return Proof("kind", in_days(first), None if last is None else in_days(last), Work.FULL, "")

    assert known_since(
        TODAY, [proof(-30, -11), proof(-10, 5), proof(-100, -31), proof(-300, -200)]
    ) == in_days(-100)
    assert known_since(TODAY, [proof(-30, -5), proof(-4, None), proof(3, 9)]) == in_days(-30)
    assert known_since(TODAY, [proof(-30, -1), proof(1, 9)]) is None


# What is refused ---------------------------------------------------------------------------------


def test_an_unknown_number_and_another_date_of_birth_are_one_answer_and_one_work(speaker, holder):
    spoken = speaker()
    wrong = {**as_sent(holder), "birth_date": "1985-03-15", "purpose": "social"}
    unknown = {**as_sent(holder), "foreigner_number": "7599999999", "purpose": "social"}
    answers, questions = [], []
    for asked in (wrong, unknown):
        with CaptureStatements() as seen:
            answers.append(spoken.post("rights", asked))
        questions.append(seen.statements)
    assert answers[0].status_code == answers[1].status_code == 404
    assert answers[0].content == answers[1].content
    assert questions[0] == questions[1]


class CaptureStatements:
    """Remembers the statements that are run, without their values."""

    def __enter__(self):
        self.statements = []

        def remember(execute, sql, params, many, context):
            if "SAVEPOINT" not in sql:
                self.statements.append(sql)
            return execute(sql, params, many, context)

        self.wrapper = connection.execute_wrapper(remember)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error):
        return self.wrapper.__exit__(*error)


def test_dates_of_birth_are_not_tried_one_after_the_other(speaker, holder):
    spoken, other = speaker(), speaker()
    for day in range(1, 6):
        wrong = {**as_sent(holder), "birth_date": f"1985-04-{day:02d}", "purpose": "social"}
        assert spoken.post("rights", wrong).status_code == 404
    refused = spoken.post("rights", {**as_sent(holder), "purpose": "social"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert int(refused["Retry-After"]) > 0
    assert other.post("rights", {**as_sent(holder), "purpose": "social"}).status_code == 200


def test_a_purpose_beyond_the_token_is_refused(speaker, holder):
    refused = speaker().post("rights", {**as_sent(holder), "purpose": "work"})
    assert (refused.status_code, refused.json()["code"]) == (403, "purpose_not_allowed")
    assert not Usage.objects.exists()


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"foreigner_number": "12"}, "foreigner_number"),
        ({"birth_date": "14/03/1985"}, "birth_date"),
        ({"purpose": "all"}, "purpose"),
        ({"name": "DIALLO"}, "name"),
        ({"on": "yesterday"}, "on"),
    ],
)
def test_what_is_not_as_described_is_named_and_not_repeated(speaker, holder, change, fact):
    refused = speaker().post("rights", {**as_sent(holder), "purpose": "social", **change})
    assert (refused.status_code, refused.json()["fact"]) == (422, fact)
    assert "DIALLO" not in refused.content.decode()


def test_nobody_asks_without_a_token(client, holder):
    refused = client.post(
        "/api/v1/bodies/rights", {**as_sent(holder), "purpose": "social"}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_token")


# Quotas ------------------------------------------------------------------------------------------


def test_questions_beyond_the_quota_are_refused_and_say_until_when(speaker, holder, frozen):
    spoken = speaker(access(body(a_minute=2, a_day=3)))
    asked = {**as_sent(holder), "purpose": "social"}
    assert [spoken.post("rights", asked).status_code for _ in range(3)] == [200, 200, 429]
    assert int(spoken.post("rights", asked)["Retry-After"]) == 61
    frozen.shift(60)
    assert spoken.post("rights", asked).status_code == 200
    refused = spoken.post("rights", asked)
    assert refused.status_code == 429
    # Noon in Paris, and one minute: until midnight.
    assert int(refused["Retry-After"]) == 12 * 3600 - 60 + 1
    assert Check.objects.filter(person=holder).count() == 3


def test_the_quota_holds_whoever_asks_at_once(committed):
    channel = access(body(a_minute=5, a_day=5)).channel

    def taken():
        try:
            quota.take(channel=channel, questions=1, at=NOON)
        except quota.QuotaExceeded:
            return 0
        return 1

    assert sum(one.result() for one in [InThread(taken) for _ in range(9)]) == 5


# What remains ------------------------------------------------------------------------------------


def test_the_person_sees_who_asked_for_what_and_what_was_told(speaker, holder):
    spoken = speaker()
    told = spoken.post("rights", {**as_sent(holder), "purpose": "social"}).json()
    (check,) = Check.objects.filter(person=holder)
    assert check.reference == told["check"]
    assert (check.way, check.asked_by, check.purpose) == ("body", spoken.access.body.name, "droits sociaux")
    assert check.answer == told["sentence"]


def test_every_question_is_in_the_journal(speaker, holder):
    spoken = speaker()
    spoken.post("rights", {**as_sent(holder), "purpose": "social"})
    spoken.post("rights", {**as_sent(holder), "birth_date": "1985-03-15", "purpose": "social"})
    line = journal.lines_of(journal.stream_of("person", holder.pk))[-1]
    assert (line.verb, line.actor) == ("rights_checked", f"body {spoken.access.body.public_id}")
    asked = journal.lines_of(journal.stream_of("body", str(spoken.access.body.public_id)))[-1]
    assert asked.verb == "nobody_found"
    assert holder.foreigner_number not in str(asked.details)


# Many people at once -----------------------------------------------------------------------------


def test_many_are_answered_each_at_their_place(speaker, holder):
    unknown = {"foreigner_number": "7599999999", "birth_date": "1990-01-01"}
    asked = {"purpose": "social", "people": [as_sent(holder), unknown, as_sent(holder)]}
    answers = speaker().post("rights/batch", asked).json()["answers"]
    assert [answer.get("code") for answer in answers] == [None, "not_found", None]
    assert Check.objects.filter(person=holder).count() == 2


def test_a_list_beyond_the_quota_is_not_answered_at_all(speaker, holder):
    spoken = speaker(access(body(a_minute=2, a_day=2)))
    asked = {"purpose": "social", "people": 3 * [as_sent(holder)]}
    assert spoken.post("rights/batch", asked).status_code == 429
    assert not Check.objects.exists()
    assert spoken.post("rights", {**as_sent(holder), "purpose": "social"}).status_code == 200


def test_a_bank_asks_one_by_one(speaker, holder):
    spoken = speaker(access(body(kind=BodyKind.BANK, purposes=[Purpose.STAY])))
    refused = spoken.post("rights/batch", {"purpose": "stay", "people": [as_sent(holder)]})
    assert (refused.status_code, refused.json()["code"]) == (403, "no_batches")


# Following, over HTTP ----------------------------------------------------------------------------


def test_a_body_follows_fetches_what_happened_and_stops(speaker, holder):
    spoken = speaker()
    asked = {**as_sent(holder), "purpose": "social", "last_day": in_days(200).isoformat()}
    told = spoken.post("subscriptions", asked).json()
    assert set(told) == {"id", "purpose", "last_day", "created_at"}
    permit(holder, last_day=in_days(400))
    (event,) = spoken.get("events").json()["events"]
    assert (event["type"], event["subscription"], event["last_day"]) == (
        "right_extended",
        told["id"],
        in_days(400).isoformat(),
    )
    assert spoken.get("events", after=event["number"]).json() == {"events": [], "more": False}
    assert spoken.delete(f"subscriptions/{told['id']}").status_code == 204
    assert spoken.delete(f"subscriptions/{told['id']}").status_code == 404


def test_what_a_body_that_only_fetches_has_read_waits_no_more(speaker, holder):
    spoken = speaker()
    asked = {**as_sent(holder), "purpose": "social", "last_day": in_days(200).isoformat()}
    spoken.post("subscriptions", asked)
    for days in (400, 500):
        permit(holder, last_day=in_days(days))
    first, second = spoken.get("events").json()["events"]
    assert Event.objects.filter(delivered_at=None).count() == 2
    spoken.get("events", after=first["number"])
    assert Event.objects.get(delivered_at=None).number == second["number"]
    assert len(spoken.get("events").json()["events"]) == 2, "it may always read again"


def test_a_body_never_sees_the_events_of_another(speaker, holder):
    spoken, other = speaker(), speaker()
    asked = {**as_sent(holder), "purpose": "social", "last_day": in_days(200).isoformat()}
    told = spoken.post("subscriptions", asked).json()
    permit(holder, last_day=in_days(400))
    assert other.get("events").json()["events"] == []
    assert other.delete(f"subscriptions/{told['id']}").status_code == 404


# Sandbox -----------------------------------------------------------------------------------------


def test_the_sandbox_knows_made_up_people_only_and_nobody_else_does(speaker, holder):
    tried = speaker(access(is_sandbox=True))
    real = speaker()
    made_up = {**bodies.MADE_UP, "purpose": "social"}
    assert tried.post("rights", made_up).json()["stay"]["allowed"] is True
    assert tried.post("rights", {**as_sent(holder), "purpose": "social"}).status_code == 404
    assert real.post("rights", made_up).status_code == 404
    assert not Check.objects.exists()


def test_every_situation_of_the_sandbox_is_answered(speaker):
    tried = speaker(access(is_sandbox=True))
    work = speaker(access(employers(), is_sandbox=True))
    told = {}
    for row in tried.get("sandbox/people").json():
        named = {"foreigner_number": row["foreigner_number"], "birth_date": row["birth_date"]}
        stay = tried.post("rights", {**named, "purpose": "social"}).json()["stay"]
        right = work.post("rights", {**named, "purpose": "work"}).json()["work"]["right"]
        told[row["foreigner_number"][-1]] = (stay["allowed"], right)
    assert told == {
        "1": (True, "full"),
        "2": (True, "full"),
        "3": (False, "none"),
        "4": (False, "none"),
        "5": (True, "limited"),
        "6": (True, "full"),
        "7": (True, "none"),
    }
    assert len(told) == len(sandbox.people())


def test_a_sandbox_event_is_made_to_order_and_touches_no_real_row(speaker, holder):
    who = access()
    tried = speaker(access(who.body, is_sandbox=True))
    asked = {**bodies.MADE_UP, "purpose": "social", "last_day": in_days(30).isoformat()}
    subscription = tried.post("subscriptions", asked).json()["id"]
    made = tried.post("sandbox/events", {"subscription": subscription, "type": "right_withdrawn"}).json()
    assert (made["number"], made["type"], made["right"]) == (1, "right_withdrawn", "none")
    assert tried.get("events").json()["events"] == [made]
    assert speaker(who).get("events").json()["events"] == []
    assert Subscription.objects.get().person is None


def test_events_are_made_up_in_the_sandbox_only(speaker, holder):
    spoken = speaker()
    asked = {**as_sent(holder), "purpose": "social", "last_day": in_days(30).isoformat()}
    subscription = spoken.post("subscriptions", asked).json()["id"]
    refused = spoken.post("sandbox/events", {"subscription": subscription, "type": "right_ends"})
    assert (refused.status_code, refused.json()["code"]) == (403, "sandbox_only")
    assert not Event.objects.exists()


def test_the_situations_of_the_sandbox_do_not_grow_old():
    for day in (TODAY, TODAY + 1000 * DAY):
        for made_up in sandbox.people().values():
            assert list(made_up.proofs(day)), made_up.situation
