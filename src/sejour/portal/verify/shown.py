"""The page of an answer: a yes or a no, one sentence, what it is worth, and the way to a receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.core.clock import PARIS
from sejour.portal.verify.forms import ReceiptForm
from sejour.portal.verify.tokens import token_for
from sejour.portal.verify.words import PAGES, page_words
from sejour.verification.answers import Answer
from sejour.verification.languages import Language
from sejour.verification.telling import effects_of, sentence_of, title_of, tone_of


def answer_page(request: HttpRequest, answer: Answer, language: Language) -> HttpResponse:
    """Return the page of an answer."""
    asked_by = request.POST.get("asked_by", "")
    local = answer.at.astimezone(PARIS)
    context = {
        **page_words(language),
        "title": title_of(answer, language),
        "sentence": sentence_of(answer, language),
        "effects": effects_of(answer, language),
        "tone": tone_of(answer),
        "answer": answer,
        "made_at": PAGES.say("page.instant", language, day=local.date(), time=f"{local:%H:%M}"),
        "token": token_for(answer.reference) if answer.reference else "",
        "form": ReceiptForm(initial={"made_for": asked_by}, language=language),
    }
    return render(request, "portal/verify/answer.html", context)
