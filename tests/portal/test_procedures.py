"""Any procedure, by anybody: found, begun, answered step by step, filed, corrected until the decision."""

import pytest
from django.urls import reverse

from sejour.applications import services
from sejour.applications.models import Application, Correction
from sejour.applications.procedures.catalogue import procedures
from sejour.continuity.models import Coverage
from sejour.core import journal
from sejour.core.errors import WrongState
from sejour.identity.models import Person
from tests.factories import people
from tests.factories.applications import decided, holder
from tests.factories.days import NOON
from tests.factories.permits import permit
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
ME = {
    "family_name": "Haïdara",
    "given_names": "",
    "usage_name": "",
    "native_name": "",
    "sex": "F",
    "born": "00/00/1999",
    "birth_country": "99335",
    "nationality": "99335",
    "address": "3 rue de l'Essai",
    "address_complement": "",
    "postal_code": "69001",
    "city": "Lyon",
    "phone": "",
}
STUDIES = {"school": "Université de Lyon", "level": "Licence, 2e année", "studies_end_on": ""}


@pytest.fixture
def newcomer():
    """Somebody with an account, unknown to the register."""
    return people.account("nouvelle@exemple.fr")


@pytest.fixture
def inside(new_client, newcomer):
    client = new_client()
    client.force_login(newcomer)
    return client


def begin(client, address="etudiant"):
    return client.post(reverse("portal:procedure_start", args=[address]), follow=True)


def page_of(application, step):
    return reverse("portal:filing_step", args=[application.reference, step])


# Finding -------------------------------------------------------------------------------------


def test_anybody_finds_a_procedure_by_a_word_without_its_accent(client):
    page = read(client.get(reverse("portal:procedures"), {"q": "etudes"}))
    assert page.says("Étudiant")
    assert not page.says("Visiteur")


def test_words_that_find_nothing_lead_to_the_whole_list(client):
    page = read(client.get(reverse("portal:procedures"), {"q": "licorne"}))
    assert page.says("Aucune démarche ne parle de « licorne »")
    assert reverse("portal:procedures") in page.links


@pytest.mark.parametrize("procedure", procedures().values(), ids=lambda p: p.code)
def test_each_procedure_says_its_steps_pieces_and_price_before_it_is_begun(client, procedure):
    page = read(client.get(reverse("portal:procedure", args=[procedure.address])))
    assert page.says(procedure.summary)
    assert page.says("Les pièces demandées")
    assert page.says("Prix")


def test_a_procedure_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("portal:procedure", args=["licorne"])).status_code == 404


# Newcomers -----------------------------------------------------------------------------------


def test_a_first_permit_from_the_identity_to_the_filing(inside, newcomer):
    page = read(begin(inside))
    assert page.says("Qui êtes-vous ?")
    address = f"{reverse('portal:newcomer')}?pour=etudiant"
    assert read(inside.post(address, ME, follow=True)).says("Commencer cette démarche")
    begin(inside)
    (draft,) = Application.objects.all()
    assert (draft.procedure, draft.article, draft.category) == ("first", "L.422-1", "first")
    steps = [
        ("entry", {"entered_on": "01/09/2026", "long_stay_visa": "yes"}),
        ("studies", STUDIES),
        ("resources", {"resources": "grant"}),
    ]
    for (step, typed), after in zip(steps, [*steps[1:], None], strict=True):
        answer = inside.post(page_of(draft, step), typed)
        expected = (
            page_of(draft, after[0]) if after else reverse("portal:filing_pieces", args=[draft.reference])
        )
        assert answer.url == expected
    recap = read(inside.get(reverse("portal:filing_recap", args=[draft.reference])))
    for words in ("Université de Lyon", "1er septembre 2026", "oui", "Bourse", "HAÏDARA"):
        assert recap.says(words)
    inside.post(
        reverse("portal:filing_recap", args=[draft.reference]), {"sworn": "on", "without_pieces": "on"}
    )
    draft.refresh_from_db()
    assert draft.filed_at == NOON
    assert draft.holds_long_stay_visa
    assert Coverage.objects.filter(application=draft).exists()


def test_a_person_with_one_name_and_an_unknown_birthday_is_known_as_they_are(inside, newcomer):
    inside.post(reverse("portal:newcomer"), ME)
    person = Person.objects.get(account=newcomer)
    assert person.full_name == "HAÏDARA"
    assert person.born_on_text == "00/00/1999"
    assert (person.prefecture_id, person.foreigner_number) == ("69", None)


def test_a_passport_that_says_no_sex_is_believed(inside, newcomer):
    assert not read(inside.get(reverse("portal:newcomer"))).form_to("").fields.get("sex")
    inside.post(reverse("portal:newcomer"), {**ME, "sex": "-"})
    assert Person.objects.get(account=newcomer).sex == ""


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("family_name", "محمد", "en lettres latines"),
        ("family_name", "\u202e\u200b", "avec des lettres"),
        ("family_name", "12345", "avec des lettres"),
        ("family_name", "a" * 121, "120"),
        ("postal_code", "00000", "Ce code postal n'est pas connu"),
        ("postal_code", "abc", "cinq chiffres"),
        ("born", "31/02/1999", "n'existe pas"),
        ("nationality", "Atlantide", "choix"),
    ],
)
def test_what_cannot_be_a_name_or_a_place_is_said_beside_its_field_and_the_rest_is_kept(
    inside, field, typed, told
):
    answer = inside.post(reverse("portal:newcomer"), {**ME, field: typed})
    page = read(answer)
    assert answer.status_code == 422
    assert page.says(told)
    assert page.form_to("").fields["city"] == "Lyon"
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "name", ["d'Aubigné-N’Guessan", "Nguyễn", "Ó", "X" * 40, "Şeyma İpek", "de  la   Cruz"]
)
def test_names_of_every_shape_are_kept_and_found(inside, newcomer, name):
    inside.post(reverse("portal:newcomer"), {**ME, "family_name": name, "native_name": "محمد حيدرة"})
    person = Person.objects.get(account=newcomer)
    assert person.family_name == " ".join(name.split())
    assert "محمد" in person.native_name
    assert person.search_name


def test_two_clicks_introduce_one_person(inside, newcomer):
    inside.post(reverse("portal:newcomer"), ME)
    assert inside.post(reverse("portal:newcomer"), ME).status_code == 302
    assert Person.objects.filter(account=newcomer).count() == 1


def test_whoever_is_known_is_not_asked_again(enter):
    answer = enter(holder()).get(reverse("portal:newcomer"))
    assert answer.url == reverse("portal:space")


# Natures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "code", "nature", "article"),
    [
        ("L.423-1", "spouse_of_french", "renewal", "L.423-1"),
        ("L.422-1", "employee", "change_of_ground", "L.421-1"),
        ("L.421-3", "employee", "renewal", "L.421-3"),
        (None, "protection", "first", "L.424-1"),
        ("L.422-1", "eu_citizen", "first", "L.233-1"),
    ],
)
def test_what_is_asked_for_follows_from_what_is_held(held, code, nature, article):
    person = people.person()
    if held:
        permit(person, article=held)
    draft = services.start_procedure(person=person, code=code, actor=people.REGISTER, at=NOON)
    assert (draft.procedure, draft.article) == (nature, article)


def test_two_applications_on_different_grounds_live_together(enter):
    found = holder()
    client = enter(found)
    for address in ("conjoint-de-francais", "salarie"):
        begin(client, address)
        begin(client, address)
    assert sorted(Application.objects.of(found.person).values_list("form", "procedure")) == [
        ("employee", "change_of_ground"),
        ("spouse_of_french", "renewal"),
    ]


# Answers -------------------------------------------------------------------------------------


@pytest.fixture
def job(enter):
    """Somebody in the middle of asking for an employee's permit."""
    found = holder()
    client = enter(found)
    begin(client, "salarie")
    return client, Application.objects.get(person=found.person, form="employee")


def test_an_answer_opens_the_questions_that_follow_on_the_same_page(job):
    client, draft = job
    answer = client.post(page_of(draft, "job"), {"contract": "fixed"})
    assert answer.url.startswith(page_of(draft, "job") + "#id_")
    page = read(client.get(page_of(draft, "job")))
    assert page.says("Nom de l'employeur")
    assert not page.says("Quand l'emploi a-t-il pris fin")
    draft.refresh_from_db()
    assert draft.article == "L.421-3"


def test_a_wrong_answer_keeps_the_right_ones(job):
    client, draft = job
    client.post(page_of(draft, "job"), {"contract": "lost"})
    answer = client.post(page_of(draft, "job"), {"contract": "lost", "job_ended_on": "31/02/2026"})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.answers == {"contract": "lost"}


def test_what_is_typed_is_kept_by_the_script_before_it_is_sent(job):
    client, draft = job
    answer = client.post(
        page_of(draft, "job"), {"contract": "permanent", "employer": ""}, headers={"X-Keep": "1"}
    )
    assert answer.status_code == 204
    draft.refresh_from_db()
    assert draft.answers == {"contract": "permanent"}


def test_the_fact_of_a_work_permit_is_read_in_the_answers(job):
    client, draft = job
    client.post(page_of(draft, "job"), {"contract": "permanent"})
    client.post(
        page_of(draft, "job"), {"contract": "permanent", "employer": "Les Lilas", "work_permit": "yes"}
    )
    draft.refresh_from_db()
    assert draft.work_permit
    client.post(page_of(draft, "job"), {"contract": "lost", "job_ended_on": "01/11/2026"})
    draft.refresh_from_db()
    assert not draft.work_permit
    assert draft.answers == {"contract": "lost", "job_ended_on": "2026-11-01"}


def test_a_filing_waits_for_its_answers_and_says_which(job):
    client, draft = job
    page = read(
        client.post(
            reverse("portal:filing_recap", args=[draft.reference]),
            {"sworn": "on", "without_pieces": "on"},
            follow=True,
        )
    )
    assert page.says("Quel est votre contrat ?")
    assert page.says("Tout ce que vous avez écrit est gardé")
    draft.refresh_from_db()
    assert draft.is_draft


def test_another_persons_step_is_not_found(job, enter):
    _, draft = job
    assert enter(holder()).get(page_of(draft, "job")).status_code == 404


def test_a_step_of_another_procedure_is_not_found(job):
    client, draft = job
    assert client.get(page_of(draft, "marriage")).status_code == 404


# Corrections ---------------------------------------------------------------------------------


@pytest.fixture
def filed_job(job):
    client, draft = job
    client.post(page_of(draft, "job"), {"contract": "permanent"})
    client.post(page_of(draft, "job"), {"contract": "permanent", "employer": "Lilas", "work_permit": "no"})
    services.file_application(reference=draft.reference, actor=people.REGISTER, at=NOON)
    draft.refresh_from_db()
    return client, draft


def test_a_filed_answer_is_corrected_beside_the_old_one_and_the_date_stays(filed_job):
    client, application = filed_job
    typed = {"contract": "permanent", "employer": "Les Lilas SARL", "work_permit": "no"}
    page = read(client.post(page_of(application, "job"), typed, follow=True))
    assert page.says("Votre correction est gardée")
    (correction,) = Correction.objects.filter(application=application)
    assert (correction.before, correction.after) == ({"employer": "Lilas"}, {"employer": "Les Lilas SARL"})
    dates = (application.filed_on, application.counts_from)
    application.refresh_from_db()
    assert (application.filed_on, application.counts_from) == dates
    lines = journal.lines_of(journal.stream_of("application", application.reference))
    assert lines[-1].verb == "answers_corrected"
    assert "Lilas" not in str(lines[-1])


def test_a_correction_that_is_not_whole_changes_nothing(filed_job):
    client, application = filed_job
    answer = client.post(page_of(application, "job"), {"contract": "permanent", "employer": ""})
    assert answer.status_code == 422
    assert not Correction.objects.exists()


def test_a_work_permit_learnt_after_the_filing_widens_what_comes_next(filed_job):
    client, application = filed_job
    client.post(
        page_of(application, "job"), {"contract": "permanent", "employer": "Lilas", "work_permit": "yes"}
    )
    application.refresh_from_db()
    assert application.work_permit


def test_the_same_answers_sent_twice_are_one_correction(filed_job):
    client, application = filed_job
    for _ in range(2):
        client.post(
            page_of(application, "job"), {"contract": "permanent", "employer": "Lys", "work_permit": "no"}
        )
    assert Correction.objects.count() == 1


def test_after_the_decision_no_answer_is_corrected(filed_job):
    _, application = filed_job
    decided(application)
    with pytest.raises(WrongState):
        services.answer_step(
            reference=application.reference,
            step="job",
            answers={"employer": "X"},
            actor=people.REGISTER,
            at=NOON,
        )


def test_an_agent_has_no_identity_to_state_here(new_client):
    client = new_client()
    client.force_login(people.agent().posting.account)
    assert client.get(reverse("portal:newcomer")).status_code == 404
