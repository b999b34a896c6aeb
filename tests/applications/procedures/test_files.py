"""The files of procedures: those that we ship are sound; each way of being wrong is refused."""

import tomllib
from copy import deepcopy
from datetime import date
from importlib import resources

import pytest

from sejour.applications.models import Procedure
from sejour.applications.procedures.answers import kept, missing, steps_asked
from sejour.applications.procedures.catalogue import load, procedures, searched
from sejour.applications.procedures.preview import preview
from sejour.applications.procedures.reading import Kind, Nature, ProcedureFileError, read_procedure
from sejour.law.pieces import PIECES

ALL = list(procedures().values())
SAMPLE = """
code = "sample"
address = "essai"
title = "Essai"
summary = "Un essai."
natures = ["first", "renewal"]
asks_for = ["L.421-1", "L.421-3"]

[[step]]
code = "job"
title = "Votre emploi"

[[step.question]]
code = "contract"
label = "Quel contrat ?"
kind = "choice"
why = "Il décide du titre."
choices = [{ code = "permanent", words = "CDI" }, { code = "fixed", words = "CDD", asks_for = "L.421-3" }]

[[step.question]]
code = "employer"
label = "Quel employeur ?"
kind = "text"
why = "L'agent le compare."
when = { question = "contract", is = ["permanent"] }
"""


@pytest.mark.parametrize("procedure", ALL, ids=lambda p: p.code)
def test_every_question_says_why_it_is_asked_in_a_plain_sentence(procedure):
    for question in procedure.questions.values():
        assert question.why.endswith(".")
        assert question.label[0].isupper()


@pytest.mark.parametrize("procedure", ALL, ids=lambda p: p.code)
def test_every_procedure_has_pieces_a_price_and_a_way_for_each_nature(procedure):
    for nature in procedure.natures:
        found = preview(procedure, nature, date(2026, 11, 25))
        assert found.pieces
        assert found.euros is None or found.euros > 0
        assert Procedure(nature.value)


def test_every_ground_that_the_law_knows_is_asked_for_by_one_procedure():
    asked = [article for procedure in ALL if procedure.is_for_a_permit for article in procedure.asks_for]
    not_permits = {"L.414-4", "L.561-9", "L.561-10"}
    assert sorted(asked) == sorted(PIECES.grounds.keys() - not_permits)


@pytest.mark.parametrize("words", ["etudiant", "Étudiant", "ÉTUDES", "mariage conjoint", "L.422-1"])
def test_words_find_a_procedure_whatever_their_accents(words):
    assert {found.code for found in searched(words)} & {"student", "spouse_of_french"}


def test_words_that_nothing_speaks_of_find_nothing():
    assert searched("licorne") == []
    assert len(searched("")) == len(ALL)


def test_the_sample_is_sound():
    assert load("sample", SAMPLE).code == "sample"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda t: t.update(code="other"), "describes other"),
        (lambda t: t.update(address="Essai !"), "an address is made of"),
        (lambda t: t.update(surprise=1), "surprise: unknown fact"),
        (lambda t: t.pop("title"), "title"),
        (lambda t: t.update(natures=[]), "say what is asked for"),
        (lambda t: t.update(natures=["first", "duplicate"]), "leads to a permit, or it does not"),
        (lambda t: t.update(natures=["wedding"]), "natures"),
        (lambda t: t.update(asks_for=["L.999-9"]), "knows no L.999-9"),
        (lambda t: t["step"].append({**t["step"][0], "question": []}), "step job stands twice"),
        (lambda t: t["step"].append({"code": "empty", "title": "E", "question": []}), "asks something"),
        (lambda t: t["step"][0]["question"][0].update(choices=[]), "a choice has some"),
        (
            lambda t: t["step"][0]["question"][1].update(choices=[{"code": "aa", "words": "A"}]),
            "belong to a choice",
        ),
        (lambda t: t["step"][0]["question"][1].update(code="Not a code"), "a code is made of"),
        (lambda t: t["step"][0]["question"][1].update(code="contract"), "question contract stands twice"),
        (lambda t: t["step"][0]["question"][1].update(tells="work_permit"), "told by yes or no"),
        (
            lambda t: t["step"][0]["question"][1].update(when={"question": "later", "is": ["yes"]}),
            "later is not asked before",
        ),
        (
            lambda t: t["step"][0]["question"][1].update(when={"question": "contract", "is": ["maybe"]}),
            "cannot be answered by ['maybe']",
        ),
        (
            lambda t: t["step"][0]["question"][0]["choices"][0].update(asks_for="L.423-1"),
            "is not what this procedure asks for",
        ),
    ],
)
def test_each_way_of_being_wrong_is_refused_with_its_place(change, problem):
    table = deepcopy(tomllib.loads(SAMPLE))
    change(table)
    with pytest.raises(ProcedureFileError, match="^sample: ") as refused:
        read_procedure("sample", table)
    assert problem in str(refused.value)


def test_a_file_that_is_no_toml_is_refused_by_its_name():
    with pytest.raises(ProcedureFileError, match="^sample: "):
        load("sample", "code = ")


def test_every_file_that_is_shipped_is_read():
    files = resources.files("sejour.applications.procedures") / "data"
    assert {file.name for file in files.iterdir()} == {f"{code}.toml" for code in procedures()}


# Answers -------------------------------------------------------------------------------------

SAMPLE_FILE = load("sample", SAMPLE)


def test_a_question_is_asked_once_its_condition_is_met():
    assert [q.code for q in missing(SAMPLE_FILE, "first", {})] == ["contract"]
    assert [q.code for q in missing(SAMPLE_FILE, "first", {"contract": "permanent"})] == ["employer"]
    assert missing(SAMPLE_FILE, "first", {"contract": "fixed"}) == []


def test_an_answer_to_a_question_that_is_not_asked_any_more_is_forgotten_and_nothing_else():
    answers = {"contract": "fixed", "employer": "Les Lilas", "missing": ["photo"]}
    assert kept(SAMPLE_FILE, "first", answers) == {"contract": "fixed", "missing": ["photo"]}


def test_an_answer_decides_what_is_asked_for():
    assert SAMPLE_FILE.asked_by({"contract": "fixed"}, "L.421-1") == "L.421-3"
    assert SAMPLE_FILE.asked_by({"contract": "permanent"}, "L.421-3") == "L.421-3"
    assert SAMPLE_FILE.asked_by({}) == "L.421-1"
    assert SAMPLE_FILE.asked_by({}, "L.423-1") == "L.421-1"


def test_a_step_in_which_nothing_is_asked_is_left_out():
    student = procedures()["student"]
    assert [step.code for step in steps_asked(student, Nature.RENEWAL, {})] == ["studies", "resources"]
    assert [step.code for step in steps_asked(student, Nature.FIRST, {})][0] == "entry"


def test_every_kind_of_answer_is_used_or_ready():
    used = {question.kind for procedure in ALL for question in procedure.questions.values()}
    assert used >= set(Kind) - {Kind.PHOTO_CODE, Kind.STAMP_NUMBER}
