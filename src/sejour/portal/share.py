"""Share codes: let somebody check my rights, for a purpose, until a day, and see who did."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity.access import Applicant
from sejour.law.periods import add_days
from sejour.portal.doors import attached_only
from sejour.portal.forms import ShareForm
from sejour.territory.selectors import zone_of
from sejour.ui.responses import post_only
from sejour.verification import selectors, services
from sejour.verification.ways import Purpose

SUGGESTED_DAYS = 30


@attached_only
def my_codes(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Make a code, shown this once; list the codes and the checks made with them."""
    person = applicant.person
    assert person is not None
    today = clock.day_of(clock.now(), zone_of(person.prefecture))
    form = ShareForm(request.POST or None, initial={"last_day": add_days(today, SUGGESTED_DAYS)})
    clear = None
    if form.is_valid():
        try:
            _, clear = services.make_share_code(
                person=person,
                purpose=Purpose(form.cleaned_data["purpose"]),
                last_day=form.cleaned_data["last_day"],
                most_checks=form.cleaned_data["most_checks"],
                actor=applicant.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("last_day", str(refusal))
    context = {
        "form": form,
        "clear": clear,
        "person": person,
        "codes": selectors.share_codes_of(person),
        "others": selectors.checks_without_code(person),
        "today": today,
    }
    return render(request, "portal/share.html", context, status=422 if form.errors else 200)


@post_only
@attached_only
def revoke(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """End a code at once."""
    assert applicant.person is not None
    try:
        services.revoke_share_code(
            person=applicant.person, public_id=str(public_id), actor=applicant.actor, at=clock.now()
        )
    except NotFound:
        # A second click finds a code of one's own that is ended: what was wanted is done.
        if public_id not in {code.public_id for code in selectors.share_codes_of(applicant.person)}:
            raise
    messages.success(request, "Ce code ne marche plus.")
    return redirect("portal:share")
