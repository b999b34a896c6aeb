"""An import has the open files of the people it speaks of looked at again, and no others."""

from datetime import date

import pytest

from sejour.applications import services as applications
from sejour.applications.models import Application, Procedure
from sejour.core import journal
from sejour.identity.models import Person
from tests.factories.applications import APPLICANT
from tests.factories.days import NOON
from tests.legacy.extracts import A_WEEK_LATER, another, line, take

pytestmark = pytest.mark.django_db


def filed(foreigner_number: str) -> Application:
    return applications.register_filing(
        person=Person.objects.get(foreigner_number=foreigner_number),
        procedure=Procedure.RENEWAL,
        article="L.423-1",
        actor=APPLICANT,
        at=NOON,
    )


def verbs(application: Application) -> list[str]:
    return [line.verb for line in journal.lines_of(f"application/{application.reference}")]


def test_a_permit_that_comes_in_moves_the_end_of_cover_of_an_open_file():
    take(line(), another(1))
    mine, theirs = filed("7500000001"), filed("7600000001")
    longer = {"date_debut": "01/03/2026", "date_fin": "28/02/2027", "remise_le": ""}
    take(line(numero_titre="B", **longer), another(1))
    mine.refresh_from_db()
    assert mine.held_until == date(2027, 2, 28)
    assert "filing_reassessed" in verbs(mine)
    assert "filing_reassessed" not in verbs(theirs)


def test_a_person_who_moved_takes_their_open_file_along():
    take(line(), another(1))
    mine, theirs = filed("7500000001"), filed("7600000001")
    take(line(departement="69"), another(1), on=A_WEEK_LATER)
    mine.refresh_from_db()
    assert mine.prefecture_id == "69"
    assert "transferred" in verbs(mine)
    assert "transferred" not in verbs(theirs)


def test_a_person_who_moved_to_no_prefecture_leaves_the_file_where_it_is():
    take(line())
    mine = filed("7500000001")
    take(line(departement="00"), on=A_WEEK_LATER)
    mine.refresh_from_db()
    assert mine.prefecture_id == "75"


def test_a_second_run_looks_at_nothing_again():
    take(line())
    mine = filed("7500000001")
    take(line())
    assert "filing_reassessed" not in verbs(mine)
