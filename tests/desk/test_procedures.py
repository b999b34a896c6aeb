"""The author of a procedure tries its file: faults are told with their place, the rest is shown."""

import pytest
from django.urls import reverse

from sejour.applications.procedures.catalogue import procedures, text_of
from tests.factories import people
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:procedure_try")


@pytest.fixture
def pilot(enter):
    return enter(people.agent(prefecture=None))


def test_a_known_file_is_a_start_and_shows_all_that_people_read(pilot):
    form = read(pilot.get(PAGE, {"depuis": "student"})).form_to("")
    assert form.fields["code"] == "student"
    page = read(pilot.post(PAGE, {"code": "student", "text": text_of("student")}))
    assert page.says("Le fichier est bon.")
    for question in procedures()["student"].questions.values():
        assert page.says(question.label)
        assert page.says(question.why)


def test_a_fault_is_told_with_its_place_and_the_text_is_kept(pilot):
    text = text_of("student").replace('kind = "choice"', 'kind = "poem"')
    answer = pilot.post(PAGE, {"code": "student", "text": text})
    page = read(answer)
    assert answer.status_code == 422
    assert page.says("student: step[2].question[0].kind")
    assert "poem" in page.form_to("").fields["text"]


def test_nothing_is_kept(pilot):
    pilot.post(PAGE, {"code": "student", "text": text_of("student").replace("Étudiant", "Savant")})
    assert procedures()["student"].title == "Étudiant"


def test_a_start_that_does_not_exist_starts_from_nothing(pilot):
    assert read(pilot.get(PAGE, {"depuis": "../../etc/passwd"})).form_to("").fields["text"] == ""
