"""Sign in: a one-time link sent by e-mail, or a password."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from sejour.core import clock
from sejour.core.errors import Refusal
from sejour.identity import access, services
from sejour.portal.doors import tell
from sejour.portal.forms import EmailForm, PasswordSignInForm
from sejour.ui.requests import place_of
from sejour.ui.responses import post_only

BACKEND = "django.contrib.auth.backends.ModelBackend"
NEXT = "after_sign_in"


def _remember_where_to(request: HttpRequest) -> None:
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        request.session[NEXT] = wanted


def _enter(request: HttpRequest) -> HttpResponse:
    default = reverse("desk:home" if access.is_agent(request.user) else "portal:space")
    return redirect(request.session.pop(NEXT, default))


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a link to it; the answer is the same whether it is known or not."""
    if request.user.is_authenticated:
        return _enter(request)
    _remember_where_to(request)
    form = EmailForm(request.POST or None)
    if form.is_valid():
        try:
            services.ask_for_link(email=form.cleaned_data["email"], place=place_of(request), at=clock.now())
        except Refusal as refusal:
            tell(request, refusal)
        else:
            return redirect("portal:link_sent")
    return render(request, "portal/sign_in.html", {"form": form, "password_form": PasswordSignInForm()})


def link_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way, and what to do if it does not come."""
    return render(request, "portal/link_sent.html")


@never_cache
@sensitive_variables("token")
def with_link(request: HttpRequest, token: str) -> HttpResponse:
    """Enter with a link. Opening it changes nothing: mail scanners open links; the button enters."""
    if request.method != "POST":
        return render(request, "portal/link.html", {"token": token})
    try:
        account = services.sign_in_with_link(token=token, at=clock.now())
    except Refusal as refusal:
        if request.user.is_authenticated:
            # A second click, or the same link in another tab.
            messages.info(
                request,
                f"Ce lien a déjà servi. Vous êtes dans l'espace de {access.address_of(request.user)}.",
            )
            return _enter(request)
        tell(request, refusal)
        return redirect("portal:sign_in")
    login(request, account, backend=BACKEND)
    return _enter(request)


@never_cache
@sensitive_post_parameters("password")
def with_password(request: HttpRequest) -> HttpResponse:
    """Enter with an address and its password."""
    if request.method != "POST":
        return redirect("portal:sign_in")
    form = PasswordSignInForm(request.POST)
    if form.is_valid():
        try:
            account = services.sign_in_with_password(
                **form.cleaned_data, place=place_of(request), at=clock.now()
            )
        except Refusal as refusal:
            tell(request, refusal)
        else:
            login(request, account, backend=BACKEND)
            return _enter(request)
    return render(request, "portal/sign_in.html", {"form": EmailForm(), "password_form": form}, status=422)


@post_only
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("portal:home")
