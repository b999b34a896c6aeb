"""The register's import: lines refused, kept for correction, and anomalies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sejour.desk.doors import agent_only
from sejour.identity.access import Agent
from sejour.legacy import selectors
from sejour.legacy.reasons import AnomalyCode, Reason


@agent_only
def refused_lines(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Show what the last import refused, line by line, and the anomalies that block nobody."""
    prefecture = agent.prefecture.pk if agent.prefecture else None
    done = selectors.import_of(None)
    after = request.GET.get("apres", "0")
    context: dict[str, Any] = {"agent": agent, "done": done}
    if done is not None:
        number = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
        rows = selectors.refused_lines(done, after=number, prefecture=prefecture, size=selectors.PAGE + 1)
        shown = rows[: selectors.PAGE]
        more = len(rows) > selectors.PAGE
        context |= {
            "rows": shown,
            "by_reason": [
                (Reason(code).label.rstrip("."), count)
                for code, count in selectors.refusals_by_reason(done, prefecture=prefecture).items()
            ],
            "anomalies": [
                (AnomalyCode(code).label.rstrip("."), count)
                for code, count in selectors.open_anomalies_by_code(prefecture=prefecture).items()
            ],
            "next": f"{reverse('desk:register')}?apres={shown[-1].number}" if more else "",
        }
    return render(request, "desk/register.html", context)
