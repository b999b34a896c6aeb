"""Who I am: for somebody who asks for a first permit, and has none to show yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications.procedures.catalogue import procedure_at
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity import services as identity
from sejour.identity.access import Applicant, is_agent
from sejour.portal.doors import applicant_only
from sejour.portal.failures import keeps_the_date
from sejour.portal.newcomer_form import NewcomerForm


@applicant_only
@keeps_the_date
def introduce(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Take the identity that a person states; then the procedure that they came for."""
    wanted = procedure_at(request.GET.get("pour", ""))
    if applicant.person is not None:
        return redirect("portal:procedure", wanted.address) if wanted else redirect("portal:space")
    if is_agent(request.user):
        raise NotFound
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        try:
            identity.introduce_person(account=applicant.account, at=clock.now(), **form.told)
        except Refusal as refusal:
            form.add_error("postal_code", str(refusal))
        else:
            messages.success(request, "C'est noté. Ce que vous écrivez ensuite est gardé à chaque étape.")
            return redirect("portal:procedure", wanted.address) if wanted else redirect("portal:procedures")
    return render(
        request,
        "portal/newcomer.html",
        {"form": form, "wanted": wanted},
        status=422 if form.errors else 200,
    )
