"""ACC-11: the renewal job fails technically. It is tried again, told, replaced by hand; the person knows."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from sejour.continuity import selectors
from sejour.continuity.models import ProvisionalDocument, WatchRun
from sejour.continuity.services import grant_attestation
from sejour.notifications.models import Message
from sejour.project.tasks import watch_tonight
from tests.factories.applications import AGENT, filed, holder
from tests.factories.days import at, in_days
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
# The card of the factories ends 90 days after the filing: the next document is due 29 days before.
DUE, A_DAY_LATE = in_days(61), in_days(62)


@pytest.fixture
def applicant():
    found = holder()
    filed(found.person)
    return found


@pytest.fixture
def broken():
    """Let the database refuse every document, as a full disk would; return what repairs it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no space left'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON continuity_provisionaldocument "
            "FOR EACH ROW EXECUTE FUNCTION refuse()"
        )

    def repair():
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER refuse ON continuity_provisionaldocument")

    return repair


def watch(frozen, day):
    frozen.move_to(at(day))
    with transaction.atomic():
        watch_tonight(0)


def renewals(person):
    return ProvisionalDocument.objects.filter(person=person, kind="attestation_prolongation")


def test_a_failure_is_told_once_and_tried_again_until_it_goes_through(frozen, applicant, broken):
    for _ in range(2):
        frozen.move_to(at(DUE))
        with pytest.raises(DatabaseError, match="no space left"):
            watch_tonight(0)
    assert Message.objects.filter(notice="watch_failed").count() == 1
    assert not renewals(applicant.person).exists()
    broken()
    watch(frozen, DUE)
    watch(frozen, DUE)
    assert renewals(applicant.person).count() == 1
    assert WatchRun.objects.filter(day=DUE).exclude(report={}).count() == 1


def test_the_person_reads_that_we_are_late_and_until_when_they_are_covered(frozen, applicant, enter):
    frozen.move_to(at(A_DAY_LATE))
    page = read(enter(applicant).get(reverse("portal:space")))
    assert page.says("Votre prochain document a du retard, par notre faute")
    assert page.says("Vous restez couvert jusqu'au")
    watch(frozen, A_DAY_LATE)
    assert not read(enter(applicant).get(reverse("portal:space"))).says("par notre faute")


def test_an_agent_replaces_the_job_the_same_day(frozen, applicant):
    frozen.move_to(at(A_DAY_LATE))
    (application,) = applicant.person.applications.all()
    grant_attestation(
        reference=application.reference,
        first_day=in_days(91),
        last_day=in_days(180),
        actor=AGENT,
        at=at(A_DAY_LATE),
    )
    assert selectors.rights_of(applicant.person, in_days(120)).stay
    assert selectors.delayed_by_us(applicant.person, A_DAY_LATE) is None


def test_whoever_owes_a_piece_is_not_told_that_we_are_late(frozen, applicant):
    assert selectors.delayed_by_us(applicant.person, DUE) is None
