"""The work list: who is about to lose rights comes first, with the reason written."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from sejour.continuity import selectors as continuity
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.desk.doors import agent_only, prefecture_only
from sejour.desk.forms import PaperForm
from sejour.identity.access import Agent
from sejour.instruction import selectors, services
from sejour.instruction.choices import PROCEDURES, Procedure
from sejour.territory.selectors import zone_of
from sejour.ui.responses import post_only


@agent_only
def home(request: HttpRequest, agent: Agent) -> HttpResponse:  # noqa: ARG001 - every page takes both
    """Go to the first page of this agent."""
    return redirect("desk:continuity" if agent.is_national else "desk:queue")


@prefecture_only
def work_list(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Show one page of the list, in the order of days left before a loss of rights."""
    view = request.GET.get("vue", "a-traiter")
    if view not in selectors.VIEWS:
        raise NotFound
    at = clock.now()
    on = clock.day_of(at, zone_of(agent.prefecture))
    rows = selectors.work_list(agent, view=view, on=on, at=at, after=_after(request.GET.get("apres", "")))
    shown, more = rows[: selectors.PAGE], len(rows) > selectors.PAGE
    context = {
        "agent": agent,
        "rows": shown,
        "views": [(key, label) for key, (label, _) in selectors.VIEWS.items()],
        "view": view,
        "next": _next(view, shown[-1].key) if more else "",
        "is_first": "apres" not in request.GET,
        "alarm": continuity.persons_in_alarm(),
    }
    return render(request, "desk/queue.html", context)


def _next(view: str, key: tuple[date, int]) -> str:
    query = urlencode({"vue": view, "apres": f"{key[0].isoformat()}_{key[1]}"})
    return f"{reverse('desk:queue')}?{query}"


def _after(text: str) -> tuple[date, int]:
    day, _, pk = text.partition("_")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return selectors.BEGINNING


@post_only
@prefecture_only
def take_next(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Take the file that comes first and that nobody has in hand."""
    try:
        application = services.take_next(agent=agent, at=clock.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return redirect("desk:queue")
    return redirect("desk:file", application.reference)


@prefecture_only
def search(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Find files by number, foreigner number or name."""
    typed = request.GET.get("q", "").replace("\0", "")[:100]
    context = {"agent": agent, "typed": typed, "found": selectors.search(agent, typed)}
    return render(request, "desk/search.html", context)


@prefecture_only
def cards(request: HttpRequest, agent: Agent) -> HttpResponse:
    """List the cards that are not in the hands of their holders yet."""
    return render(request, "desk/cards.html", {"agent": agent, "cards": selectors.cards_of(agent)})


@prefecture_only
def paper_filing(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Register an application received at the counter."""
    form = PaperForm(request.POST or None, procedures=PROCEDURES)
    if form.is_valid():
        try:
            application = services.register_paper_filing(
                agent=agent,
                foreigner_number=form.cleaned_data["foreigner_number"],
                procedure=Procedure(form.cleaned_data["procedure"]),
                article=form.cleaned_data["article"],
                at=clock.now(),
            )
        except NotFound:
            form.add_error("foreigner_number", "Aucune personne de votre département n'a ce numéro.")
        else:
            messages.success(request, "Demande enregistrée ; le récépissé est établi.")
            return redirect("desk:file", application.reference)
    return render(request, "desk/paper.html", {"agent": agent, "form": form})
