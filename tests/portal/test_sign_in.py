"""Entering: by a link that serves once, or by a password."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from sejour.identity.models import Account, SignInLink
from sejour.identity.services.accounts import LINKS, PASSWORDS, PASSWORDS_BY_PLACE
from sejour.notifications.models import Message
from tests.factories import people
from tests.factories.applications import draft, holder
from tests.factories.days import NOON
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
SPENT = "Ce lien ne fonctionne plus : il a déjà servi ou il est trop ancien."
WRONG = "L'adresse ou le mot de passe ne correspond pas."
TOO_MANY = "Trop d'essais. Attendez"


def ask_for_link(client, email="awa@exemple.fr", **more):
    return client.post(reverse("portal:sign_in"), {"email": email}, **more)


def link_to(email="awa@exemple.fr") -> str:
    """Return the way in that the last letter gives, as the mailbox would show it."""
    text = Message.objects.filter(email=email, notice="sign_in_link").latest("pk").text
    (line,) = [line for line in text.splitlines() if line.startswith("http")]
    return "/" + line.split("/", 3)[3]


def is_inside(client) -> bool:
    return "_auth_user_id" in client.session


def with_password(client, email, password=people.PASSWORD, place="192.0.2.1"):
    typed = {"email": email, "password": password}
    return client.post(reverse("portal:sign_in_with_password"), typed, REMOTE_ADDR=place)


# Links ---------------------------------------------------------------------------------------


def test_a_link_lets_in_whoever_presses_the_button(client):
    ask_for_link(client)
    answer = client.post(link_to())
    assert answer.url == reverse("portal:space")
    assert is_inside(client)
    assert Account.objects.get(email="awa@exemple.fr").confirmed_at == NOON


def test_the_answer_does_not_tell_whether_an_address_is_known(new_client):
    people.account("connue@exemple.fr")
    first, second = (
        ask_for_link(new_client(), email, follow=True) for email in ("connue@exemple.fr", "autre@exemple.fr")
    )
    assert read(first).text == read(second).text
    assert first.redirect_chain == second.redirect_chain


def test_opening_a_link_does_not_use_it(client, new_client):
    ask_for_link(client)
    scanner = new_client()
    for _ in range(3):
        assert read(scanner.get(link_to())).says("Appuyez sur le bouton pour entrer.")
        scanner.head(link_to())
    assert not is_inside(scanner)
    client.post(link_to())
    assert is_inside(client)


def test_a_link_serves_once(client, new_client):
    ask_for_link(client)
    client.post(link_to())
    second = new_client()
    assert read(second.post(link_to(), follow=True)).says(SPENT)
    assert not is_inside(second)


def test_a_link_opened_in_two_tabs_tells_the_second_that_one_is_inside_already(client):
    ask_for_link(client)
    link = link_to()
    client.get(link)
    client.get(link)
    client.post(link)
    page = read(client.post(link, follow=True))
    assert page.says("Ce lien a déjà servi. Vous êtes dans l'espace de awa@exemple.fr.")
    assert not page.says(SPENT)


def test_a_link_ends_after_half_an_hour(client, frozen):
    ask_for_link(client)
    frozen.move_to(NOON + timedelta(minutes=30))
    assert read(client.post(link_to(), follow=True)).says(SPENT)
    assert not is_inside(client)


def test_a_link_lasts_until_then(client, frozen):
    ask_for_link(client)
    frozen.move_to(NOON + timedelta(minutes=29, seconds=59))
    client.post(link_to())
    assert is_inside(client)


def test_an_unknown_link_is_told_in_the_same_words(client):
    unknown = reverse("portal:sign_in_with_link", args=["x" * 43])
    assert read(client.post(unknown, follow=True)).says(SPENT)


def test_nothing_of_a_link_is_kept_that_lets_in(client):
    ask_for_link(client)
    token = link_to().split("/")[-2]
    (kept,) = SignInLink.objects.all()
    assert token.encode() not in bytes(kept.digest)


def test_an_address_is_the_same_in_capitals(client):
    known = people.account("awa@exemple.fr")
    ask_for_link(client, " Awa@Exemple.FR ")
    client.post(link_to())
    assert client.session["_auth_user_id"] == str(known.pk)


def test_a_closed_account_does_not_open_with_a_link(client):
    account = people.account("awa@exemple.fr")
    account.is_active = False
    account.save()
    ask_for_link(client)
    assert read(client.post(link_to(), follow=True)).says(SPENT)


def test_links_are_limited_for_an_address_from_one_place_alone(client):
    for _ in range(LINKS.attempts):
        assert ask_for_link(client, REMOTE_ADDR="192.0.2.1").status_code == 302
    assert read(ask_for_link(client, REMOTE_ADDR="192.0.2.1")).says(TOO_MANY)
    assert ask_for_link(client, REMOTE_ADDR="192.0.2.2").status_code == 302
    assert ask_for_link(client, "autre@exemple.fr", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_links_may_be_asked_for_again_after_an_hour(client, frozen):
    for _ in range(LINKS.attempts + 1):
        ask_for_link(client)
    frozen.move_to(NOON + LINKS.window)
    assert ask_for_link(client).status_code == 302


@pytest.mark.parametrize("typed", ["", "awa", "awa@", "awa@exemple", "awa@exemple.fr\x00"])
def test_an_address_that_is_none_is_told_next_to_its_field(client, typed):
    page = read(ask_for_link(client, typed))
    assert page.says("Il y a quelque chose à corriger")
    assert not Message.objects.exists()


def test_links_leave_by_the_queue_never_from_the_page(client):
    ask_for_link(client)
    assert not mail.outbox


# Passwords -----------------------------------------------------------------------------------


def test_a_password_lets_in(client):
    people.account("awa@exemple.fr", password=people.PASSWORD)
    assert with_password(client, "AWA@exemple.fr").url == reverse("portal:space")
    assert is_inside(client)


def test_an_agent_enters_at_the_desk(client):
    agent = people.agent()
    assert with_password(client, agent.posting.account.email).url == reverse("desk:home")


@pytest.mark.parametrize(
    "case", ["unknown address", "wrong password", "no password", "not confirmed", "closed"]
)
def test_whatever_is_wrong_the_words_are_the_same(client, case):
    account = people.account("awa@exemple.fr", password=people.PASSWORD)
    email, password = "awa@exemple.fr", people.PASSWORD
    if case == "unknown address":
        email = "personne@exemple.fr"
    elif case == "wrong password":
        password = "un autre mot de passe"
    elif case == "no password":
        account.set_unusable_password()
    elif case == "not confirmed":
        account.confirmed_at = None
    else:
        account.is_active = False
    account.save()
    answer = with_password(client, email, password)
    assert (answer.status_code, is_inside(client)) == (422, False)
    assert read(answer).says(WRONG)


def test_wrong_passwords_are_limited(client):
    people.account("awa@exemple.fr", password=people.PASSWORD)
    for _ in range(PASSWORDS.attempts):
        assert read(with_password(client, "awa@exemple.fr", "faux")).says(WRONG)
    assert read(with_password(client, "awa@exemple.fr")).says(TOO_MANY)
    assert not is_inside(client)


def test_a_stranger_elsewhere_cannot_lock_the_owner_out(client, new_client):
    people.account("awa@exemple.fr", password=people.PASSWORD)
    stranger = new_client()
    for _ in range(PASSWORDS.attempts + 3):
        with_password(stranger, "awa@exemple.fr", "faux", place="198.51.100.7")
    with_password(client, "awa@exemple.fr", place="192.0.2.1")
    assert is_inside(client)


def test_one_place_cannot_try_many_addresses(client):
    for number in range(PASSWORDS_BY_PLACE.attempts):
        with_password(client, f"essai{number}@exemple.fr", "faux")
    assert read(with_password(client, "encore@exemple.fr", "faux")).says(TOO_MANY)


def test_a_right_password_forgets_the_wrong_ones(client):
    people.account("awa@exemple.fr", password=people.PASSWORD)
    for _ in range(PASSWORDS.attempts - 1):
        with_password(client, "awa@exemple.fr", "faux")
    with_password(client, "awa@exemple.fr")
    client.logout()
    for _ in range(PASSWORDS.attempts - 1):
        assert read(with_password(client, "awa@exemple.fr", "faux")).says(WRONG)


def test_the_way_back_from_a_wrong_password_is_the_sign_in_page(client):
    assert client.get(reverse("portal:sign_in_with_password")).url == reverse("portal:sign_in")


def test_a_password_is_chosen_and_keeps_one_inside(enter, client):
    applicant = holder(email="awa@exemple.fr")
    inside = enter(applicant)
    page = read(inside.post(reverse("portal:account"), {"password": people.PASSWORD}, follow=True))
    assert page.says("Votre mot de passe est enregistré.")
    with_password(client, "awa@exemple.fr")
    assert is_inside(client)


@pytest.mark.parametrize("typed", ["court", "awa@exemple.fr", "qwerty123456"])
def test_a_weak_password_is_refused_with_words(enter, typed):
    answer = enter(holder(email="awa@exemple.fr")).post(reverse("portal:account"), {"password": typed})
    assert read(answer).says("Il y a quelque chose à corriger")


# Where one comes back to ---------------------------------------------------------------------


def test_whoever_was_sent_to_sign_in_comes_back_to_the_page(client):
    wanted = reverse("portal:messages")
    client.get(client.get(wanted).url)
    ask_for_link(client)
    assert client.post(link_to()).url == wanted


@pytest.mark.parametrize("where", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(client, where):
    client.get(reverse("portal:sign_in"), {"next": where})
    ask_for_link(client)
    assert client.post(link_to()).url == reverse("portal:space")


def test_a_form_sent_after_the_session_ended_says_so_and_leads_back_to_its_page(client):
    application = draft()
    form = reverse("portal:filing_situation", args=[application.reference])
    answer = client.post(form, {"city": "Lyon"}, headers={"referer": f"http://testserver{form}"}, follow=True)
    assert read(answer).says("Vous n'étiez plus connecté")
    ask_for_link(client)
    assert client.post(link_to()).url == form


def test_whoever_is_inside_does_not_sign_in_again(enter):
    assert enter(holder()).get(reverse("portal:sign_in")).url == reverse("portal:space")


def test_leaving_ends_the_session(enter):
    inside = enter(holder())
    inside.post(reverse("portal:sign_out"))
    assert not is_inside(inside)
    assert inside.get(reverse("portal:space")).status_code == 302
