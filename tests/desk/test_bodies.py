"""Authorised bodies as steering sees them: registered, given accesses, suspended, watched."""

import json

import pytest
from django.urls import reverse
from joserfc.jwk import ECKey

from sejour.bodies.choices import Purpose
from sejour.bodies.models import Body, Channel, Client
from sejour.bodies.services import follow, register
from sejour.core import journal
from tests.factories import bodies, people
from tests.factories.bodies import STEERING, access, body
from tests.factories.days import DAY, NOON
from tests.factories.people import person
from tests.factories.renewals import EXPIRES, card
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Caisse d'essai",
    "kind": "social",
    "legal_basis": "Texte d'essai",
    "purposes": ["stay", "social"],
    "a_minute": "60",
    "a_day": "1000",
}


@pytest.fixture
def pilot():
    """An agent of the national office."""
    return people.agent(prefecture=None)


@pytest.fixture
def steering(enter, pilot):
    """Their browser."""
    return enter(pilot)


def url(name: str, of: Body, *more: str) -> str:
    return reverse(f"desk:{name}", args=[of.public_id, *more])


def verbs(of: Body) -> list[str]:
    return [line.verb for line in journal.lines_of(journal.stream_of("body", str(of.public_id)))]


def test_a_body_is_registered_with_what_it_may_ask(steering, pilot):
    answer = steering.post(reverse("desk:body_register"), TYPED)
    found = Body.objects.get()
    assert answer.url == url("body", found)
    assert (found.name, found.purposes, found.a_day) == ("Caisse d'essai", ["social", "stay"], 1000)
    (line,) = journal.lines_of(journal.stream_of("body", str(found.public_id)))
    assert (line.verb, line.actor) == ("body_registered", pilot.actor.name)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"purposes": ["work"]}, "ne peut pas demander : travail"),
        ({"purposes": []}, "obligatoire"),
        ({"legal_basis": ""}, "obligatoire"),
        ({"a_day": "10"}, "moins qu'une minute"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(steering, change, says):
    answer = steering.post(reverse("desk:body_register"), {**TYPED, **change})
    assert answer.status_code == 422
    assert says in read(answer).text
    assert not Body.objects.exists()


def test_a_name_is_registered_once(steering):
    steering.post(reverse("desk:body_register"), TYPED)
    assert "porte déjà ce nom" in read(steering.post(reverse("desk:body_register"), TYPED)).text


def test_a_secret_is_shown_once_and_opens_the_door(steering, client):
    found = body()
    page = steering.post(url("body_add_access", found), {"realm": "real"})
    made = Client.objects.get()
    secret = page.context["secret"]
    assert secret in read(page).text
    assert "no-store" in page["Cache-Control"]
    assert secret not in read(steering.get(url("body", found))).text
    form = {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": secret}
    assert client.post("/api/v1/oauth/token", form).status_code == 200


def test_a_body_that_signs_gives_its_public_key(steering):
    found = body()
    key = json.dumps(ECKey.generate_key("P-256").as_dict(private=False))
    page = steering.post(url("body_add_access", found), {"realm": "sandbox", "public_key": key})
    assert "il n'y a pas de secret" in read(page).text
    assert Client.objects.get().channel.is_sandbox


@pytest.mark.parametrize("key", ["what", "[]", "{}", '{"kty": "RSA"}'])
def test_what_is_no_key_is_refused(steering, key):
    answer = steering.post(url("body_add_access", body()), {"realm": "real", "public_key": key})
    assert answer.status_code == 422
    assert not Client.objects.exists()


def test_an_access_is_ended_and_a_second_click_changes_nothing(steering):
    given = access()
    end = url("body_end_access", given.body, given.client.client_id)
    steering.post(end)
    steering.post(end)
    assert Client.objects.get().ended_at is not None
    assert verbs(given.body).count("client_ended") == 1


def test_a_body_is_suspended_and_resumed(steering):
    found = body()
    steering.post(url("body_suspend", found))
    assert "suspendu" in read(steering.get(url("body", found))).text
    steering.post(url("body_suspend", found))
    steering.post(url("body_resume", found))
    assert verbs(found) == ["body_registered", "body_suspended", "body_resumed"]


@pytest.mark.parametrize("address", ["http://example.org/", "example.org", "https://a:b@example.org/"])
def test_an_address_that_may_not_be_called_is_refused(steering, address):
    found = body()
    answer = steering.post(url("body_address", found), {"realm": "real", "url": address})
    assert answer.status_code == 422
    assert not Channel.objects.exclude(url="").exists()


def test_what_waits_is_seen_with_its_reason(steering):
    given = access()
    register.set_address(
        body=given.body, is_sandbox=False, url="https://example.org/", actor=STEERING, at=NOON
    )
    holder = person()
    card(holder)
    subscription = bodies.follow(given, holder, Purpose.SOCIAL)
    follow.look_at([subscription.pk], at=NOON + 54 * DAY, on=EXPIRES + DAY)
    Channel.objects.filter(pk=subscription.channel_id).update(
        failures=3, failing_since=NOON, last_error="réponse 500", next_try_at=NOON
    )
    page = read(steering.get(reverse("desk:bodies"))).text
    assert given.body.name in page
    assert "réponse 500" in page
    one = read(steering.get(url("body", given.body))).text
    assert "3 essais" in one


def test_a_new_address_is_tried_at_once(steering):
    found = body()
    Channel.objects.filter(body=found).update(failures=3, failing_since=NOON, next_try_at=NOON)
    steering.post(url("body_address", found), {"realm": "real", "url": "https://example.org/sejour"})
    channel = Channel.objects.get(body=found, is_sandbox=False)
    assert (channel.url, channel.failures, channel.next_try_at) == ("https://example.org/sejour", 0, None)
