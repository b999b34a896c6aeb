"""Accounts: one-time links, passwords, postings."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from sejour.core import journal, throttle
from sejour.core.actors import PLATFORM, Actor
from sejour.core.clock import PARIS, day_of
from sejour.core.events import publish
from sejour.core.throttle import Limit
from sejour.identity.errors import LinkExpired, WrongCredentials
from sejour.identity.events import SignInLinkAsked
from sejour.identity.models import Account, Posting, SignInLink, normalized_email
from sejour.territory.models import Prefecture

LINK_MINUTES = 30
# An address is limited together with where the guess comes from: a stranger cannot lock an owner out.
LINKS = Limit("sign-in links", attempts=6, window=timedelta(hours=1))
PASSWORDS = Limit("passwords", attempts=6, window=timedelta(minutes=15))
PASSWORDS_BY_PLACE = Limit("passwords by place", attempts=60, window=timedelta(minutes=15))


def _digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def ask_for_link(*, email: str, place: str, at: datetime) -> None:
    """Send a one-time link to an address, whether or not it has an account.

    `place` is where the request comes from. Raises TooManyAttempts.
    """
    address = normalized_email(email)
    throttle.check(LINKS, f"{address} {place}", at=at)
    throttle.fail(LINKS, f"{address} {place}", at=at)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.create(
            email=address,
            digest=_digest(token),
            created_at=at,
            expires_at=at + timedelta(minutes=LINK_MINUTES),
        )
        publish(
            SignInLinkAsked(at=at, on=day_of(at, PARIS), email=address, token=token, minutes=LINK_MINUTES)
        )


@transaction.atomic
def sign_in_with_link(*, token: str, at: datetime) -> Account:
    """Use a one-time link; return its account, opened now if the address had none.

    Raises LinkExpired.
    """
    link = (
        SignInLink.objects.select_for_update()
        .filter(digest=_digest(token), used_at=None, expires_at__gt=at)
        .first()
    )
    if link is None:
        raise LinkExpired
    link.used_at = at
    link.save(update_fields=["used_at"])
    account = open_account(email=link.email, at=at)
    if account.confirmed_at is None:
        account.confirmed_at = at
        account.save(update_fields=["confirmed_at"])
    if not account.is_active:
        raise LinkExpired
    return account


def sign_in_with_password(*, email: str, password: str, place: str, at: datetime) -> Account:
    """Return the account of an address and its password. Raises WrongCredentials, TooManyAttempts."""
    address = normalized_email(email)
    throttle.check(PASSWORDS, f"{address} {place}", at=at)
    throttle.check(PASSWORDS_BY_PLACE, place, at=at)
    account = Account.objects.filter(email=address).first()
    if account is None:
        # The same work as for a known address: time must not tell which addresses exist.
        make_password(password)
    elif account.is_active and account.confirmed_at and account.check_password(password):
        throttle.forget(PASSWORDS, f"{address} {place}")
        return account
    throttle.fail(PASSWORDS, f"{address} {place}", at=at)
    throttle.fail(PASSWORDS_BY_PLACE, place, at=at)
    raise WrongCredentials


@transaction.atomic
def open_account(*, email: str, at: datetime) -> Account:
    """Return the account of an address, opened now if there was none."""
    account, opened = Account.objects.get_or_create(
        email=normalized_email(email), defaults={"created_at": at, "password": make_password(None)}
    )
    if opened:
        journal.append(stream=journal.stream_of("account", account.pk), verb="opened", actor=PLATFORM, at=at)
    return account


@transaction.atomic
def open_confirmed_account(*, email: str, password: str, at: datetime) -> Account:
    """Open an account whose address is known to be read, with a password: an agent's, say."""
    account = open_account(email=email, at=at)
    account.confirmed_at = at
    account.save(update_fields=["confirmed_at"])
    set_password(account=account, password=password, at=at)
    return account


@transaction.atomic
def set_password(*, account: Account, password: str, at: datetime) -> None:
    """Give an account a password. Raises django's ValidationError with what is wrong with it."""
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.append(
        stream=journal.stream_of("account", account.pk),
        verb="password_set",
        actor=Actor(f"account {account.pk}"),
        at=at,
    )


@transaction.atomic
def post_agent(
    *, email: str, password: str, name: str, role: str, prefecture: Prefecture | None, at: datetime
) -> Posting:
    """Post an agent at a prefecture, or nationally; the account is opened and confirmed."""
    account = open_confirmed_account(email=email, password=password, at=at)
    return Posting.objects.create(account=account, prefecture=prefecture, role=role, name=name)
