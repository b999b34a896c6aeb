"""The history that a person reads: every act that the platform writes down has its sentence."""

import ast
from datetime import timedelta

import pytest

from sejour.applications import history, states
from sejour.applications.history import history_of
from sejour.core import journal
from sejour.core.actors import PLATFORM, WATCH, Actor
from tests.architecture.tree import MODULES, nodes
from tests.factories.applications import filed, give
from tests.factories.days import NOON

INTERNAL = history._INTERNAL
TOLD = set(history._SENTENCES)
# The word of a transition, where the journal says it in the past.
IN_THE_JOURNAL = {
    "file": "filed",
    "take_up": "taken_up",
    "request_complement": "complement_requested",
    "complete": "complement_answered",
    "propose": "decision_proposed",
    "send_back": "proposal_sent_back",
    "grant": "granted",
    "refuse": "refused",
    "close": "closed",
    "reopen": "reopened",
    "annul": "annulled",
    "withdraw": "withdrawn",
    "hand_over": "completed",
}
# Subjects whose lines are not those of an application.
OTHER_SUBJECTS = {"account", "person", "register", "import", "law", "file", "paper"}
# Contexts whose lines are all of another subject.
OTHER_CONTEXTS = {"wallet"}


def constant(node: ast.AST | None) -> list[str]:
    """Return the words that an expression may give: a text, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return constant(node.body) + constant(node.orelse)
    return []


def subject_of(call: ast.Call) -> str:
    for keyword in call.keywords:
        if keyword.arg == "stream" and isinstance(keyword.value, ast.Call) and keyword.value.args:
            return "".join(constant(keyword.value.args[0]))
    return "application"


def written_verbs() -> set[str]:
    """Return the verbs that the source writes in the journal of applications."""
    found: set[str] = set()
    for path in MODULES:
        if OTHER_CONTEXTS & set(path.parts):
            continue
        for call in nodes(path, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name not in ("append", "write", "_write") or subject_of(call) in OTHER_SUBJECTS:
                continue
            said = [k.value for k in call.keywords if k.arg == "verb"]
            if name == "write" and call.args:
                said.append(call.args[0])
            if name == "_write" and len(call.args) > 1:
                said.append(call.args[1])
            for expression in said:
                found |= set(constant(expression))
        for function in nodes(path, ast.FunctionDef):
            given = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
            found |= {word for name, usual in given if name.arg == "verb" for word in constant(usual)}
    return found


def test_the_verbs_that_are_written_are_found():
    assert {"filed", "granted", "refused", "consulted", "document_issued", "card_made"} <= written_verbs()


def test_every_verb_that_is_written_has_its_sentence_or_is_internal():
    assert written_verbs() <= TOLD | INTERNAL


@pytest.mark.parametrize("move", states.MOVES, ids=lambda move: move.verb)
def test_every_transition_is_told_or_is_internal(move):
    verb = IN_THE_JOURNAL[move.verb]
    assert verb in written_verbs()
    assert verb in TOLD | INTERNAL


def test_every_transition_has_its_word_in_the_journal():
    assert set(IN_THE_JOURNAL) == {move.verb for move in states.MOVES}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(TOLD))
def test_every_sentence_is_written_out(verb):
    reference = filed().reference
    details = {
        "counts_from": "2026-11-23",
        "due_on": "2026-12-23",
        "first_day": "2026-11-23",
        "last_day": None,
        "from_day": "2026-11-24",
        "piece": "photo",
        "on": "2026-12-01",
    }
    journal.append(
        stream=journal.stream_of("application", reference), verb=verb, actor=PLATFORM, at=NOON, **details
    )
    line = history_of(reference)[0] if verb not in INTERNAL else None
    if line:
        assert line.sentence.endswith(".")
        assert "None" not in line.sentence
        assert line.sentence[0].isupper()


@pytest.mark.django_db
def test_a_piece_that_was_given_is_named():
    application = filed()
    give(application, "passport")
    assert history_of(application.reference)[0].sentence == (
        "Pièce remise : passeport, ou autre preuve de nationalité avec photo."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(INTERNAL))
def test_what_is_internal_is_not_shown(verb):
    reference = filed().reference
    before = len(history_of(reference))
    stream = journal.stream_of("application", reference)
    journal.append(stream=stream, verb=verb, actor=PLATFORM, at=NOON)
    assert len(history_of(reference)) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "who"),
    [
        (Actor("account 7"), "vous"),
        (Actor("agent 3"), "un agent de la préfecture"),
        (PLATFORM, "la plateforme"),
        (WATCH, "la plateforme"),
    ],
)
def test_who_did_it_is_said_without_a_name(actor, who):
    reference = filed().reference
    stream = journal.stream_of("application", reference)
    journal.append(stream=stream, verb="consulted", actor=actor, at=NOON)
    assert history_of(reference)[0].who == who


@pytest.mark.django_db
def test_an_agent_who_opens_a_file_again_the_same_day_is_told_once():
    reference = filed().reference
    stream = journal.stream_of("application", reference)
    days = [NOON, NOON + timedelta(hours=1), NOON + timedelta(days=1)]
    for agent, at in [*((Actor("agent 3"), day) for day in days), (Actor("agent 4"), NOON)]:
        journal.append(stream=stream, verb="consulted", actor=agent, at=at)
    consulted = [line.at for line in history_of(reference) if line.sentence.startswith("Dossier consulté")]
    assert consulted == [NOON, days[2], days[1]]
