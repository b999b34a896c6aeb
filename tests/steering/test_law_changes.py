"""A change of law: proposed, seen by all, approved by a second person, undone."""

import pytest
from django.db import IntegrityError, transaction

from sejour.applications import selectors as applications
from sejour.continuity.models import Coverage
from sejour.core import journal
from sejour.core.errors import NotFound, WrongState
from sejour.law.asking import ask
from sejour.law.editions import edition, published_text
from sejour.law.tables import parameter
from sejour.steering import services
from sejour.steering.errors import InvalidLawFile, NeedsAnotherPerson, NothingChanges, NotSeenYet
from sejour.steering.models import ChangeState, LawChange
from sejour.steering.services.law_in_force import edition_of, read_law_in_force
from tests.factories import people
from tests.factories.applications import filed
from tests.factories.days import NOON, TODAY
from tests.factories.jobs import run_jobs

SOURCE = "Loi de finances du 20 novembre 2026"
# A tariff more, in force from the day before the tests' day.
TARIFF = """
[[tariff]]
rule = "R-FEE-02"
from = 2026-11-22
first = { normal = 400, reduced = 100 }
renewal = { normal = 150, reduced = 50 }
stamp = 50
regularisation = { whole = 300, at_filing = 100 }
autorisation_provisoire = 100
certainty = "high"

"""
FEES = {"procedure": "renewal", "article": "L.423-1", "decided_on": "2026-11-23"}


def with_tariff(text=TARIFF):
    published = published_text("fees")
    place = published.index("[[minor_travel_document]]")
    return published[:place] + text.lstrip() + published[place:]


def shorter_attestations():
    """Return the parameters with attestations of two months from the tests' day."""
    published = published_text("parameters")
    name = 'name = "attestation_prolongation_months"'
    place = published.index("value = 3 }]", published.index(name))
    return f"{published[:place]}value = 3 }}, {{ from = 2026-11-23, value = 2 }}]{published[place + 12 :]}"


def propose(agent, *, file="fees", text=None, **more):
    return services.propose_law_change(
        agent=agent, file=file, text=text or with_tariff(), source=SOURCE, why="", at=NOON, **more
    )


def in_force(pilots, **what):
    first, second = pilots
    change = propose(first, **what)
    run_jobs("law")
    return services.approve_law_change(agent=second, change_id=change.pk, at=NOON)


def total():
    return ask("fees", FEES, today=TODAY)["total"]


def verbs(change):
    return [line.verb for line in journal.lines_of(f"law/{change.pk}")]


# Proposing ----------------------------------------------------------------------------------------


def test_nothing_changes_before_it_is_approved(pilots):
    before = total()
    propose(pilots[0])
    run_jobs("law")
    assert read_law_in_force().number == 0
    assert total() == before


def test_what_cannot_be_read_is_refused_with_its_place(pilots):
    with pytest.raises(InvalidLawFile, match=r"fees\.toml"):
        propose(pilots[0], text=with_tariff(TARIFF.replace("stamp = 50", "stamp = 'cher'")))
    with pytest.raises(InvalidLawFile, match=r"fees\.toml"):
        propose(pilots[0], text="[[tariff")
    assert not LawChange.objects.exists()


def test_the_text_in_force_is_no_change(pilots):
    with pytest.raises(NothingChanges):
        propose(pilots[0], text=published_text("fees"))


@pytest.mark.parametrize("file", ["rules", "holidays", "passwords", "../settings"])
def test_only_data_that_may_change_can_be_changed(pilots, file):
    with pytest.raises(NotFound):
        propose(pilots[0], file=file, text="x = 1")


def test_an_agent_of_a_prefecture_changes_no_law(db):
    with pytest.raises(NotFound):
        propose(people.signatory())


# Seeing -------------------------------------------------------------------------------------------


def test_who_gains_and_who_loses_is_seen_before(pilots):
    renewal = filed()
    change = propose(pilots[0])
    run_jobs("law")
    change.refresh_from_db()
    assert (change.preview["files"], change.preview["touched"]) == (1, 1)
    assert change.preview["aspects"] == [
        {"name": "prix du titre, en euros", "gain": 1, "loss": 0, "other": 0}
    ]
    (example,) = change.preview["examples"]
    assert example == {
        "reference": renewal.reference,
        "aspect": "prix du titre, en euros",
        "sense": "gain",
        "before": "250",
        "after": "200",
    }


def test_a_shorter_document_is_told_to_be_a_loss(pilots):
    filed()
    change = propose(pilots[0], file="parameters", text=shorter_attestations())
    run_jobs("law")
    change.refresh_from_db()
    lost = {aspect["name"]: aspect["loss"] for aspect in change.preview["aspects"]}
    assert lost == {
        "longueur du premier document, en mois": 1,
        "longueur des suivants, en mois": 1,
    }


def test_published_answers_that_change_are_told(pilots):
    text = published_text("fees").replace("stamp = 50", "stamp = 60")
    change = propose(pilots[0], text=text)
    run_jobs("law")
    change.refresh_from_db()
    told = {(case["question"], case["key"]) for case in change.preview["cases"]}
    assert {("fees", "stamp"), ("fees", "total")} <= told
    assert {question for question, _ in told} == {"fees"}


# Approving ----------------------------------------------------------------------------------------


def test_a_second_person_brings_it_into_force(pilots):
    before = total()
    change = in_force(pilots)
    assert total() == before, "this process has not asked for the law yet"
    read_law_in_force()
    assert (before, total()) == (250, 200)
    assert edition().number == change.edition == 1
    assert verbs(change) == ["law_change_proposed", "law_change_approved"]


def test_whoever_proposes_does_not_approve(pilots):
    change = propose(pilots[0])
    run_jobs("law")
    with pytest.raises(NeedsAnotherPerson):
        services.approve_law_change(agent=pilots[0], change_id=change.pk, at=NOON)


def test_nobody_approves_what_nobody_has_seen(pilots):
    change = propose(pilots[0])
    with pytest.raises(NotSeenYet):
        services.approve_law_change(agent=pilots[1], change_id=change.pk, at=NOON)


def test_effects_seen_under_an_older_law_are_seen_again(pilots):
    waiting = propose(pilots[0], file="parameters", text=shorter_attestations())
    run_jobs("law")
    in_force(pilots)
    with pytest.raises(NotSeenYet):
        services.approve_law_change(agent=pilots[1], change_id=waiting.pk, at=NOON)
    services.preview_law_change(change_id=waiting.pk, day=TODAY, at=NOON)
    services.approve_law_change(agent=pilots[1], change_id=waiting.pk, at=NOON)
    assert read_law_in_force().number == 2
    assert (total(), parameter("attestation_prolongation_months", TODAY)) == (200, 2)


def test_a_change_is_answered_once(pilots):
    change = in_force(pilots)
    for answer in (services.approve_law_change, services.refuse_law_change):
        with pytest.raises(WrongState):
            answer(agent=pilots[1], change_id=change.pk, at=NOON)


def test_files_are_looked_at_again(pilots):
    application = filed()
    assert Coverage.objects.get(application=application).next_months == 3
    change = in_force(pilots, file="parameters", text=shorter_attestations())
    run_jobs("law")
    assert Coverage.objects.get(application=application).next_months == 2
    change.refresh_from_db()
    assert change.applied_at == NOON
    assert verbs(change)[-1] == "law_change_applied"


def test_the_silence_of_files_follows(pilots):
    application = filed()
    text = published_text("parameters")
    place = text.index("value = 4 }]", text.index('name = "silence_months"'))
    longer = f"{text[:place]}value = 4 }}, {{ from = 2026-11-01, value = 6 }}]{text[place + 12 :]}"
    before = applications.silence(application).on
    in_force(pilots, file="parameters", text=longer)
    read_law_in_force()
    assert applications.silence(application).on > before


# Undoing ------------------------------------------------------------------------------------------


def test_it_is_undone_like_any_change(pilots):
    change = in_force(pilots)
    read_law_in_force()
    undoing = services.propose_undoing(agent=pilots[1], change_id=change.pk, why="erreur", at=NOON)
    run_jobs("law")
    with pytest.raises(NeedsAnotherPerson):
        services.approve_law_change(agent=pilots[1], change_id=undoing.pk, at=NOON)
    services.approve_law_change(agent=pilots[0], change_id=undoing.pk, at=NOON)
    assert read_law_in_force().text_of("fees") == published_text("fees")
    assert total() == 250
    assert undoing.undoes == change


def test_undoing_the_second_gives_back_the_first(pilots):
    first = in_force(pilots)
    read_law_in_force()
    dearer = with_tariff(TARIFF.replace("normal = 150", "normal = 160"))
    second = in_force(pilots, text=dearer)
    read_law_in_force()
    assert total() == 210
    undoing = services.propose_undoing(agent=pilots[0], change_id=second.pk, why="erreur", at=NOON)
    assert undoing.text == first.text
    assert edition_of(1).text_of("fees") == first.text


def test_a_proposal_set_aside_changes_nothing(pilots):
    change = propose(pilots[0])
    services.refuse_law_change(agent=pilots[1], change_id=change.pk, at=NOON)
    change.refresh_from_db()
    assert change.state == ChangeState.REFUSED
    assert read_law_in_force().number == 0
    assert verbs(change) == ["law_change_proposed", "law_change_refused"]


def test_ones_own_proposal_is_taken_back(pilots):
    change = propose(pilots[0])
    number = change.pk
    services.refuse_law_change(agent=pilots[0], change_id=number, at=NOON)
    assert not LawChange.objects.filter(pk=number).exists()


# What the database refuses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"answered_by": None, "answered_at": None}, "law_change_is_answered_unless_proposed"),
        ({"preview": None}, "law_change_was_seen_before_it_was_approved"),
        ({"edition": None}, "law_change_in_force_was_approved"),
        ({"source": ""}, "law_change_names_its_source"),
    ],
)
def test_the_database_keeps_the_rule(pilots, wrong, constraint):
    change = in_force(pilots)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LawChange.objects.filter(pk=change.pk).update(**wrong)


def test_the_database_refuses_an_approval_by_the_author(pilots):
    change = in_force(pilots)
    with pytest.raises(IntegrityError, match="answered_by_another_person"), transaction.atomic():
        LawChange.objects.filter(pk=change.pk).update(answered_by=change.proposed_by)
