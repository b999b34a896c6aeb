"""My account: address and password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from sejour.core import clock
from sejour.identity import services
from sejour.identity.access import Applicant
from sejour.portal.doors import applicant_only
from sejour.portal.forms import NewPasswordForm


@sensitive_post_parameters("password")
@applicant_only
def my_account(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """Show the account, and give it a password."""
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            services.set_password(
                account=applicant.account, password=form.cleaned_data["password"], at=clock.now()
            )
        except ValidationError as error:
            form.add_error("password", error)
        else:
            update_session_auth_hash(request, applicant.account)
            messages.success(request, "Votre mot de passe est enregistré.")
            return redirect("portal:account")
    return render(request, "portal/account.html", {"form": form, "applicant": applicant})
