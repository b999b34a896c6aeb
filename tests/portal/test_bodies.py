"""Bodies that follow somebody, as this person sees them."""

import pytest
from django.urls import reverse

from sejour.bodies.choices import Purpose
from sejour.bodies.services.subscribe import unsubscribe
from tests.factories import bodies
from tests.factories.applications import holder
from tests.factories.bodies import access, caller
from tests.factories.days import NOON
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db


def page_of(enter, applicant) -> str:
    return read(enter(applicant).get(reverse("portal:bodies"))).text


def test_who_is_followed_sees_by_whom_why_and_what_was_told(enter, frozen):
    mine = holder()
    given = access()
    bodies.follow(given, mine.person, Purpose.SOCIAL)
    permit(mine.person, last_day=mine.person.permits.get().last_day.replace(year=2028))
    text = page_of(enter, mine)
    for seen in (
        given.body.name,
        given.body.legal_basis,
        "droits sociaux",
        "le droit va plus loin",
        "en cours",
    ):
        assert seen in text


def test_who_stopped_is_still_seen(enter, frozen):
    mine = holder()
    given = access()
    subscription = bodies.follow(given, mine.person, Purpose.STAY)
    unsubscribe(caller=caller(given), public_id=str(subscription.public_id), at=NOON)
    assert "terminé" in page_of(enter, mine)


def test_nobody_sees_who_follows_another(enter, frozen):
    other = holder()
    given = access()
    bodies.follow(given, other.person, Purpose.STAY)
    text = page_of(enter, holder())
    assert given.body.name not in text
    assert "Aucun organisme" in text


def test_the_account_leads_there(enter, frozen):
    page = read(enter(holder()).get(reverse("portal:account")))
    assert reverse("portal:bodies") in page.links
