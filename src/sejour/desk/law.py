"""Changes of law: proposed with their source, their effects shown before anybody approves, undone too."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.desk.doors import agent_only
from sejour.desk.forms import LawChangeForm, UndoLawChangeForm
from sejour.identity.access import Agent
from sejour.steering import selectors, services
from sejour.steering.errors import InvalidLawFile
from sejour.ui.responses import post_only

MOST_SHOWN = 100


@agent_only
def changes(request: HttpRequest, agent: Agent) -> HttpResponse:
    """List the changes, and the files that can be changed."""
    context = {
        "agent": agent,
        "changes": selectors.changes(agent)[:MOST_SHOWN],
        "files": selectors.changeable_files(),
        "section": "law",
    }
    return render(request, "desk/law_changes.html", context)


@agent_only
def propose(request: HttpRequest, agent: Agent, file: str) -> HttpResponse:
    """Propose a new text of a data file, starting from the one in force."""
    selectors.changes(agent)
    form = LawChangeForm(request.POST or None, initial={"text": selectors.text_in_force(file)})
    if form.is_valid():
        try:
            change = services.propose_law_change(agent=agent, file=file, at=clock.now(), **form.cleaned_data)
        except InvalidLawFile as refusal:
            form.add_error("text", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Changement proposé. Ses effets se calculent ; rien n'a changé encore.")
            return redirect("desk:law_change", change.pk)
    context = {"agent": agent, "form": form, "file": file, "section": "law"}
    return render(request, "desk/law_propose.html", context, status=422 if form.errors else 200)


@agent_only
def change(request: HttpRequest, agent: Agent, change_id: int) -> HttpResponse:
    """Show a change: its lines, its effects, and what may be done about it."""
    found = selectors.change_seen_by(agent, change_id)
    context = {
        "agent": agent,
        "change": found,
        "diff": selectors.diff_of(found),
        "is_author": found.proposed_by_id == agent.posting.pk,
        "undo": UndoLawChangeForm(),
        "section": "law",
    }
    return render(request, "desk/law_change.html", context)


@post_only
@agent_only
def approve(request: HttpRequest, agent: Agent, change_id: int) -> HttpResponse:
    """Bring a change into force."""
    return _act(
        request,
        change_id,
        lambda: services.approve_law_change(agent=agent, change_id=change_id, at=clock.now()),
        "Changement en vigueur. Les dossiers en cours sont relus un par un.",
    )


@post_only
@agent_only
def refuse(request: HttpRequest, agent: Agent, change_id: int) -> HttpResponse:
    """Set a proposal aside, or take back one's own."""
    selectors.change_seen_by(agent, change_id)
    try:
        services.refuse_law_change(agent=agent, change_id=change_id, at=clock.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Proposition écartée. La loi en vigueur n'a pas changé.")
    return redirect("desk:law_changes")


@post_only
@agent_only
def look_again(request: HttpRequest, agent: Agent, change_id: int) -> HttpResponse:
    """Work out the effects of a proposal again."""
    return _act(
        request,
        change_id,
        lambda: services.ask_for_preview(agent=agent, change_id=change_id, at=clock.now()),
        "Les effets se calculent de nouveau. Rechargez cette page dans un moment.",
    )


@post_only
@agent_only
def undo(request: HttpRequest, agent: Agent, change_id: int) -> HttpResponse:
    """Propose to give back the text that a change replaced."""
    selectors.change_seen_by(agent, change_id)
    form = UndoLawChangeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Dites pourquoi ce changement devrait être annulé. Rien n'a été changé.")
        return redirect("desk:law_change", change_id)
    try:
        found = services.propose_undoing(
            agent=agent, change_id=change_id, why=form.cleaned_data["why"], at=clock.now()
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:law_change", change_id)
    messages.success(request, "Annulation proposée : ses effets se calculent, une autre personne approuvera.")
    return redirect("desk:law_change", found.pk)


def _act(request: HttpRequest, change_id: int, verb: Callable[[], object], done: str) -> HttpResponse:
    try:
        verb()
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("desk:law_change", change_id)
