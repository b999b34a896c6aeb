"""The public check: a code and a birth date give one sentence, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sejour.continuity import services
from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.portal.doors import place_of
from sejour.portal.forms import CheckForm


@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Answer whoever was given a code by its holder."""
    form = CheckForm(request.POST or None)
    answer = refused = None
    if form.is_valid():
        try:
            made, answer = services.check_share_code(
                typed=form.cleaned_data["code"],
                born=form.cleaned_data["born_on"],
                place=place_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            refused = str(refusal)
        else:
            return render(request, "portal/verified.html", {"answer": answer, "at": made.at, "check": made})
    context = {"form": form, "refused": refused}
    return render(request, "portal/verify.html", context, status=422 if form.errors else 200)
