"""Continuity, as the audit finds it: every gap-day with its cause, and the last run of the watch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.continuity import reporting
from sejour.core import clock
from sejour.desk.doors import agent_only
from sejour.identity.access import Agent


@agent_only
def gaps(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Show who is not covered, why, and whether it is ours; an agent sees their prefecture's files."""
    code = agent.prefecture.pk if agent.prefecture else None
    report = reporting.continuity_report(on=clock.today(), prefecture=code)
    return render(request, "desk/continuity.html", {"agent": agent, "report": report})
