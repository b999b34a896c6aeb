"""The pages of the check: the four ways to ask, the answer, the receipt."""

from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sejour.core import clock
from sejour.core.errors import Refusal, TooManyAttempts
from sejour.documents import selectors as files
from sejour.portal.verify.forms import FORMS, LONGEST_NUMBER, ReceiptForm
from sejour.portal.verify.shown import answer_page
from sejour.portal.verify.tokens import reference_in
from sejour.portal.verify.words import asked_in, page_words, refusal_in
from sejour.ui.requests import place_of
from sejour.ui.responses import file_response, post_only
from sejour.verification import services
from sejour.verification.answers import Answer
from sejour.verification.errors import FileIsTooLarge
from sejour.verification.services import LARGEST_FILE

PDF = "application/pdf"
_MEGABYTE = 1024 * 1024
# Somewhat larger than what is accepted: a file a little too large is read, and its refusal is too.
_LARGEST_BODY = 3 * LARGEST_FILE


@csrf_exempt
def check(request: HttpRequest) -> HttpResponse:
    """Show the four ways to ask; answer the one that was sent. What is far too large is not even read.

    Looking for the token of a form would read it: that is done once its length is known.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST_BODY:
        language = asked_in(request)
        refusal = FileIsTooLarge(limit=LARGEST_FILE // _MEGABYTE)
        forms = {way: kind(language=language) for way, kind in FORMS.items()}
        context = {**page_words(language), "forms": forms, "refused": refusal_in(language, refusal)}
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _private(render(request, "portal/verify/check.html", context, status=status))
    return _check(request)


@csrf_protect
def _check(request: HttpRequest) -> HttpResponse:
    language = asked_in(request)
    sent = request.POST.get("way", "")
    # The 2D-Doc of a paper holds an address that names its number: a telephone that reads it lands here.
    known = {"number": request.GET.get("numero", "")[:LONGEST_NUMBER]}
    forms = {way: kind(initial=known, language=language) for way, kind in FORMS.items()}
    refused, status, wait = "", HTTPStatus.OK, 0
    if sent in FORMS:
        forms[sent] = FORMS[sent](request.POST, request.FILES, language=language)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if forms[sent].is_valid():
            try:
                return _private(
                    answer_page(request, _answer(request, sent, forms[sent].cleaned_data), language)
                )
            except TooManyAttempts as refusal:
                refused, status = refusal_in(language, refusal), HTTPStatus.TOO_MANY_REQUESTS
                wait = 60 * int(refusal.details["minutes"])
            except Refusal as refusal:
                refused = refusal_in(language, refusal)
    context = {**page_words(language), "forms": forms, "refused": refused}
    response = _private(render(request, "portal/verify/check.html", context, status=status))
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _answer(request: HttpRequest, way: str, given: dict[str, Any]) -> Answer:
    """Ask by the way that was chosen."""
    who: dict[str, Any] = {
        "place": place_of(request),
        "at": clock.now(),
        "asked_by": given["asked_by"],
    }
    if way == "code":
        return services.check_share_code(typed=given["code"], born=given["born_on"], **who)
    if way == "number":
        return services.check_number(typed=given["number"], born=given["born_on"], **who)
    if given["file"]:
        return services.check_file(content=_content(given["file"]), **who)
    return services.check_seal(text=given["text"], **who)


def _content(file: "UploadedFile[Any]") -> bytes:
    """Read a file, no further than what tells that it is too large."""
    return bytes(file.read(LARGEST_FILE + 1))


@post_only
def receipt(request: HttpRequest) -> HttpResponse:
    """Give the receipt of a check just made: a signed PDF."""
    language = asked_in(request)
    form = ReceiptForm(request.POST, language=language)
    refused = ""
    if form.is_valid():
        try:
            return _receipt(request.POST.get("token", ""), form.cleaned_data)
        except Refusal as refusal:
            refused = refusal_in(language, refusal)
    token = request.POST.get("token", "")
    context = {**page_words(language), "form": form, "token": token, "refused": refused}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _private(render(request, "portal/verify/receipt.html", context, status=status))


def _receipt(token: str, given: dict[str, Any]) -> HttpResponse:
    reference = reference_in(token)
    paper = services.make_receipt(
        reference=reference,
        made_for=given["made_for"],
        hire_on=given["hire_on"],
        departement=given["departement"],
        at=clock.now(),
    )
    response = file_response(files.content_of(paper), PDF, f"verification-{reference}.pdf", attachment=True)
    response["Referrer-Policy"] = "no-referrer"
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of caches and of search engines.

    Its referrer goes to no other site, by the policy of the whole site; « no-referrer » would make browsers
    hide their origin from us too, and our own forms would be refused.
    """
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
