"""The pages of « Où en suis-je ? »: a question, the answer, its days for a calendar."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sejour.core import clock
from sejour.law.situation import Act, Standing, standing
from sejour.portal.situation.calendar import calendar_of
from sejour.portal.situation.page import page_of
from sejour.portal.situation.told import BY_NAME, STEPS, Told
from sejour.territory import selectors as territory
from sejour.ui.responses import file_response, personal

View = Callable[[HttpRequest], HttpResponse]


def _kept_nowhere(view: View) -> View:
    """Keep the answers out of caches and search engines: they stand in the address."""

    @wraps(view)
    def entered(request: HttpRequest) -> HttpResponse:
        response = personal(view(request))
        response["X-Robots-Tag"] = "noindex"
        return response

    return require_safe(entered)


def _told(request: HttpRequest) -> Told:
    """Read the answers of the address, on the day where the person lives."""
    given = {key: request.GET.get(key, "") for step in STEPS for key in step.keys}
    departements = territory.departements()
    place = territory.competent_for(given["l"] if given["l"] in dict(departements) else None)
    today = clock.day_of(clock.now(), territory.zone_of(place))
    return Told(given, on=today, departements=departements)


@_kept_nowhere
def question(request: HttpRequest) -> HttpResponse:
    """Ask one question, or take its answer and go on to the next."""
    told = _told(request)
    step = BY_NAME.get(request.GET.get("e", ""), STEPS[0])
    if step not in told.flow:
        return redirect(_address("portal:situation", told))
    form = told.blank(step)
    if "ok" in request.GET:
        form = told.wrong.get(step.name) or told.form(step, strict=True)
        if form.is_valid():
            following = told.after(step)
            if following is None:
                return redirect(_address("portal:situation_answer", told))
            return redirect(_address("portal:situation", told, e=following.name))
    before = told.before(step)
    context = {
        "form": form,
        "step": step,
        "rank": told.flow.index(step) + 1,
        "kept": list(told.pairs(but=step)),
        "back": before and _address("portal:situation", told, e=before.name),
        "answer": _address("portal:situation_answer", told) if "d" in told.read else "",
    }
    return render(request, "portal/situation.html", context, status=422 if form.errors else 200)


def _address(name: str, told: Told, **more: str) -> str:
    pairs = "&".join([*(f"{key}={value}" for key, value in more.items()), *filter(None, [told.query])])
    return f"{reverse(name)}?{pairs}" if pairs else reverse(name)


def _stands(told: Told) -> Standing | HttpResponse:
    """Return where the person stands, or the way to the first question that must be answered again."""
    if told.facts is None or told.wrong:
        first = next((step.name for step in told.flow if step.name in told.wrong), STEPS[0].name)
        return redirect(_address("portal:situation", told, e=first, **({"ok": "1"} if told.wrong else {})))
    return standing(told.facts)


@_kept_nowhere
def answer(request: HttpRequest) -> HttpResponse:
    """Show the answer."""
    told = _told(request)
    stands = _stands(told)
    if isinstance(stands, HttpResponse):
        return stands
    page = page_of(stands, told)
    asks = page.lacks[0].address if page.lacks and stands.action.act is Act.ANSWER else ""
    context = {
        "page": page,
        "asks": asks,
        "facts": stands.facts,
        "prefecture": territory.competent_for(stands.facts.departement),
        "link": request.build_absolute_uri(_address("portal:situation_answer", told)),
        "calendar": _address("portal:situation_calendar", told),
    }
    return render(request, "portal/situation_answer.html", context)


@_kept_nowhere
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the days to come as a calendar file."""
    told = _told(request)
    stands = _stands(told)
    if isinstance(stands, HttpResponse):
        return stands
    content = calendar_of(stands, at=clock.now(), host=settings.MAIL_DOMAIN)
    return file_response(content, "text/calendar; charset=utf-8", "mes-dates.ics", attachment=True)
