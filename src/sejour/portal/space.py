"""My space: my permit, my window, what to do now and until when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications import selectors as applications
from sejour.applications.advice import advise
from sejour.continuity import selectors as continuity
from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity import services as identity
from sejour.identity.access import Applicant, is_agent
from sejour.law.pieces import pieces_for
from sejour.notifications import selectors as notifications
from sejour.permits import selectors as permits
from sejour.portal.doors import applicant_only, attached_only, tell
from sejour.portal.forms import AttachForm
from sejour.portal.rights import rights_to_holder
from sejour.portal.status import status_of
from sejour.territory.selectors import zone_of


@attached_only
def my_space(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show the permit held, the rights of today, the applications, and what to do."""
    person = applicant.person
    assert person is not None
    today = clock.day_of(clock.now(), zone_of(person.prefecture))
    permit = permits.permit_to_renew(person)
    rights = continuity.rights_of(person, today)
    found = [(a, status_of(a)) for a in applications.applications_of(person)]
    context = {
        "person": person,
        "permit": permit,
        "advice": advise(permit, today) if permit else None,
        "rights": rights,
        "delayed": continuity.delayed_by_us(person, today),
        "rights_sentence": rights_to_holder(rights),
        "applications": found,
        "unread": next((a for a, status in found if status.is_unread), None),
        "renewal": applications.renewal_in_progress(person),
        "pieces": pieces_for(permit.article, renewal=True) if permit else (),
        "today": today,
    }
    return render(request, "portal/space.html", context)


@applicant_only
def attach(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Attach a foreigner number, with a proof that an outsider does not have."""
    if applicant.person is not None:
        return redirect("portal:space")
    if is_agent(request.user):
        raise NotFound
    form = AttachForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            identity.attach_person(
                account=applicant.account,
                foreigner_number=typed["foreigner_number"],
                proven_by=permits.person_proven_by(
                    foreigner_number=typed["foreigner_number"],
                    born=typed["born_on"],
                    permit_number=typed["permit_number"],
                    last_day=typed["last_day"],
                ),
                at=clock.now(),
            )
        except Refusal as refusal:
            tell(request, refusal)
        else:
            messages.success(request, "Votre titre est relié à votre compte.")
            return redirect("portal:space")
    return render(request, "portal/attach.html", {"form": form})


@attached_only
def my_messages(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show the messages that were sent."""
    assert applicant.person is not None
    found = notifications.messages_of(applicant.person)
    return render(request, "portal/messages.html", {"sent": found})
