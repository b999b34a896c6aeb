"""Try the file of a procedure before it is shipped: its author sees what people will be asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.applications.procedures.catalogue import load, procedures, text_of
from sejour.applications.procedures.preview import preview
from sejour.applications.procedures.reading import ProcedureFile, ProcedureFileError
from sejour.core import clock
from sejour.core.errors import NotFound
from sejour.desk.doors import agent_only
from sejour.desk.forms import ProcedureForm
from sejour.identity.access import Agent


@agent_only
def try_out(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Check the text of a file and show what it asks; nothing is kept."""
    if not agent.is_national:
        raise NotFound
    start = request.GET.get("depuis", "")
    known = {"code": start, "text": text_of(start)} if start in procedures() else None
    form = ProcedureForm(request.POST or None, initial=known)
    found: ProcedureFile | None = None
    if form.is_valid():
        try:
            found = load(form.cleaned_data["code"], form.cleaned_data["text"])
        except ProcedureFileError as error:
            form.add_error("text", str(error))
    context = {
        "agent": agent,
        "form": form,
        "procedure": found,
        "previews": [preview(found, nature, clock.today()) for nature in found.natures] if found else [],
        "known": procedures().values(),
        "section": "procedures",
    }
    return render(request, "desk/procedure_try.html", context, status=422 if form.errors else 200)
