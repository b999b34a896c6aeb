"""Bodies that follow my rights: which, why, under which text, since when and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sejour.bodies import selectors
from sejour.core import clock
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only
from sejour.territory.selectors import zone_of


@attached_only
def my_bodies(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show by whom I am followed, or was. What each asked is with the checks."""
    person = applicant.person
    assert person is not None
    today = clock.day_of(clock.now(), zone_of(person.prefecture))
    context = {"subscriptions": selectors.subscriptions_to(person, on=today), "section": "account"}
    return render(request, "portal/bodies.html", context)
