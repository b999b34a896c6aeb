"""The law in the open: every rule, number and list that the platform applies."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.core import clock
from sejour.law.asking import catalogue
from sejour.law.catalogue import QuestionEntry
from sejour.law.explaining import explain
from sejour.law.facts import FactError
from sejour.law.sources import Rule
from sejour.law.tables import RULES
from sejour.portal.lawbook import changes as dated
from sejour.portal.lawbook import shown, trying
from sejour.portal.lawbook.articles import articles, names_in
from sejour.portal.lawbook.forms import FactsForm, PeriodForm
from sejour.portal.lawbook.search import search
from sejour.portal.lawbook.words import CERTAINTY, GROUPS, group_of


def index(request: HttpRequest) -> HttpResponse:
    """Show all questions and rules, or those that hold the words typed."""
    typed = request.GET.get("q", "").strip()
    context = {
        "typed": typed,
        "found": search(typed) if typed else None,
        "questions": catalogue(),
        "groups": tuple(_groups()),
        "count": len(RULES),
    }
    return render(request, "portal/law/index.html", context)


def _groups() -> Iterator[tuple[str, tuple[Rule, ...]]]:
    found: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        found.setdefault(group_of(rule.id), []).append(rule)
    for name in sorted(found, key=[*GROUPS, *found].index):
        yield GROUPS.get(name, name), tuple(found[name])


def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Show a rule, what carries it, who cites it, and the worked cases that it decides."""
    try:
        found = explain(rule_id)
    except FactError as error:
        raise Http404 from error
    context = {
        "rule": found.rule,
        "certainty": CERTAINTY[found.rule.certainty],
        "articles": tuple((shown.slug(name), name) for name in names_in(found.rule.article)),
        "parameters": tuple(map(shown.parameter, found.parameters)),
        "tables": tuple(map(shown.table, found.tables)),
        "questions": tuple(entry for entry in catalogue() if entry.name in found.questions),
        "cases": tuple(trying.cases_citing(rule_id, today=clock.today())),
    }
    return render(request, "portal/law/rule.html", context)


def article(request: HttpRequest, article: str) -> HttpResponse:
    """Show the rules that rest on an article, and the lists that name it."""
    found = articles().get(article)
    if found is None:
        raise Http404
    return render(request, "portal/law/article.html", {"article": found})


def question(request: HttpRequest, question: str) -> HttpResponse:
    """Show what a question asks for and answers, and answer the facts that are typed."""
    entry = _named(question)
    form = FactsForm(request.POST or None, initial={"facts": trying.example(question)})
    answer = wrong = None
    if form.is_valid():
        given = trying.answer(entry, form.cleaned_data["facts"], today=clock.today())
        answer, wrong = (given, None) if isinstance(given, trying.Answer) else (None, given)
    context = {
        "question": entry,
        "facts": trying.rows(entry.facts),
        "form": form,
        "answer": answer,
        "certainty": CERTAINTY[answer.certainty] if answer else "",
        "wrong": wrong,
        "cases": tuple(trying.cases_of(question)),
    }
    return render(request, "portal/law/question.html", context, status=422 if wrong or form.errors else 200)


def _named(question: str) -> QuestionEntry:
    for entry in catalogue():
        if entry.name == question:
            return entry
    raise Http404


def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed on a day, or between two; and the days on which something did."""
    form = PeriodForm(request.GET or None)
    before = after = None
    found: tuple[dated.Change, ...] = ()
    if form.is_valid():
        before, after = form.cleaned_data["du"], form.cleaned_data["au"]
        found = dated.between(before, after)
    context = {"form": form, "before": before, "after": after, "found": found, "days": dated.days()}
    return render(request, "portal/law/changes.html", context, status=422 if form.errors else 200)
