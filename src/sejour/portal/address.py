"""Where to reach me: corrected at any time; another département takes the open files along (A6, R-TEL-14)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.applications import selectors as applications
from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.identity import services as identity
from sejour.identity.access import Applicant
from sejour.law.moves import address_change
from sejour.law.tables import parameter
from sejour.permits.selectors import permit_to_renew
from sejour.portal.doors import attached_only
from sejour.portal.forms import CONTACT_FIELDS, ContactForm
from sejour.territory.selectors import zone_of


@attached_only
def my_contact(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show how we reach a person, and let them correct it."""
    person = applicant.person
    assert person is not None
    known = {field: getattr(person, field) for field in CONTACT_FIELDS}
    form = ContactForm(request.POST or None, initial=known)
    if form.is_valid():
        before = person.departement
        try:
            moved = identity.update_contact(
                person=person, actor=applicant.actor, at=clock.now(), **form.corrected
            )
        except Refusal as refusal:
            form.add_error("postal_code", str(refusal))
        else:
            messages.success(request, _told(moved.departement != before, str(moved.prefecture or "")))
            return redirect("portal:contact")
    today = clock.day_of(clock.now(), zone_of(person.prefecture))
    permit = permit_to_renew(person)
    pending = any(a.is_open for a in applications.applications_of(person))
    years = permit.years if permit and permit.years else 0
    context = {
        "form": form,
        "person": person,
        "months": parameter("address_change_months", today),
        "must_declare": address_change(
            moved_on=today, permit_years=years, on=today, pending_application=pending
        ).declare_by,
        "pending": pending,
    }
    return render(request, "portal/contact.html", context, status=422 if form.errors else 200)


def _told(moved: bool, prefecture: str) -> str:
    if not moved:
        return "C'est enregistré. Vos prochains messages partent à cette adresse."
    return (
        f"C'est enregistré. Vos demandes en cours passent à {prefecture} ; leur date de dépôt, vos pièces et "
        "vos droits ne changent pas."
    )
