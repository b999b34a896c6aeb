"""Share codes: a third party reads one sentence, and learns nothing from a wrong guess."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from sejour.core import references
from sejour.verification.limits import FROM_A_PLACE as GUESSES
from sejour.verification.limits import WRONG_DATES
from sejour.verification.models import Check, ShareCode
from tests.factories import people
from tests.factories.applications import holder
from tests.factories.days import NOON, at, in_days
from tests.ui.pages import read

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")
REFUSED = "Ce code et cette date de naissance ne donnent rien ensemble, ou le code n'est plus valable."
ANSWER = "Au 23 novembre 2026, le séjour est régulier, au moins jusqu'au 21 février 2027."
SHARE = "/mon-espace/partage/"


@pytest.fixture
def applicant():
    return holder()


@pytest.fixture
def inside(enter, applicant):
    return enter(applicant)


def make(client, *, last_day="23/12/2026", purpose="employer", most_checks="") -> str:
    answer = client.post(SHARE, {"purpose": purpose, "last_day": last_day, "most_checks": most_checks})
    return CODE.search(read(answer).text).group()


def check(client, code, born_on="14/03/1985", place="192.0.2.1", **more):
    sent = {"way": "code", "code": code, "born_on": born_on, **more}
    return client.post(reverse("portal:verify"), sent, REMOTE_ADDR=place)


def test_a_third_party_reads_one_sentence_and_no_name(inside, client, applicant):
    page = read(check(client, make(inside)))
    assert page.says(ANSWER)
    for secret in ("DIALLO", "Aminata", "1985", applicant.person.foreigner_number):
        assert secret not in page.text


def test_the_holder_sees_each_check(inside, client):
    code = make(inside)
    assert read(inside.get(SHARE)).says("Personne n'a encore vérifié.")
    check(client, code)
    page = read(inside.get(SHARE))
    assert page.says("Vérifié le 23 novembre 2026 à 12 h 00")
    assert page.says(ANSWER)


def test_a_code_is_shown_once_and_not_kept(inside):
    code = make(inside)
    assert code not in read(inside.get(SHARE)).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(c::text, ' ') FROM continuity_sharecode c")
        assert code.replace("-", "") not in cursor.fetchone()[0]


def typed_badly(code: str) -> list[str]:
    return [
        code.lower(),
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
        f"  {code}  ",
        code.replace("-", "\u00a0"),
    ]


@pytest.mark.parametrize("way", range(7))
def test_a_code_is_understood_however_it_is_typed(inside, client, way):
    code = with_look_alikes(inside)
    assert read(check(client, typed_badly(code)[way])).says(ANSWER)


def with_look_alikes(client) -> str:
    """Make codes until one holds both a 0 and a 1."""
    while True:
        code = make(client)
        if {"0", "1"} <= set(code):
            return code


def test_a_wrong_code_a_wrong_date_and_an_ended_code_look_the_same(inside, client, new_client, frozen):
    good, revoked = make(inside), make(inside)
    ended = make(inside, last_day="23/11/2026")
    stop(inside, code_number=1)
    mistyped = good[:-1] + ("0" if good[-1] != "0" else "2")
    frozen.move_to(at(in_days(1)))
    pages = [
        read(check(new_client(), code, born))
        for code, born in (
            (unknown(0), "14/03/1985"),
            (mistyped, "14/03/1985"),
            ("bonjour", "14/03/1985"),
            (good, "15/03/1985"),
            (good, "00/03/1985"),
            (revoked, "14/03/1985"),
            (ended, "14/03/1985"),
        )
    ]
    assert all(page.says(REFUSED) for page in pages)
    assert len({without_what_was_typed(page) for page in pages}) == 1
    assert read(check(client, good)).says("le séjour est régulier")
    assert Check.objects.count() == 1


def stop(client, *, code_number: int):
    code = ShareCode.objects.order_by("pk")[code_number]
    return client.post(reverse("portal:share_revoke", args=[code.public_id]), follow=True)


def without_what_was_typed(page) -> str:
    return f"{page.text} {sorted(name for form in page.forms for name in form.fields)}"


def unknown(number: int) -> str:
    """Return a well-formed code that nobody has."""
    body = f"{number:012d}"
    return references.grouped(body + references.check_of(body))


def guess(client, times: int = GUESSES.attempts) -> None:
    for number in range(times):
        found = check(client, unknown(37 * number))
        assert found.status_code == 422
        assert read(found).says(REFUSED)


def test_guesses_are_limited_from_one_place_alone(inside, client):
    code = make(inside)
    guess(client)
    refused = check(client, code)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "960"
    assert read(refused).says("Trop d'essais. Attendez 16 minutes")
    assert read(check(client, code, place="192.0.2.2")).says(ANSWER)


def test_the_limit_ends(inside, client, frozen):
    code = make(inside)
    guess(client)
    frozen.move_to(NOON + GUESSES.window)
    assert read(check(client, code)).says(ANSWER)


def test_right_answers_are_not_limited(inside, client):
    code = make(inside)
    for _ in range(GUESSES.attempts + 2):
        assert check(client, code).status_code == 200


def test_a_date_that_cannot_be_read_is_no_guess(inside, client):
    code = make(inside)
    for _ in range(WRONG_DATES + 1):
        assert read(check(client, code, "le 14 mars")).says("Écrivez la date comme sur le titre")
    assert read(check(client, code)).says(ANSWER)


def test_a_code_lasts_until_the_end_of_its_last_day(inside, client, frozen):
    code = make(inside, last_day="23/11/2026")
    frozen.move_to(at(in_days(0), 22, 59))
    assert read(check(client, code)).says(ANSWER)
    frozen.move_to(at(in_days(0), 23, 0))
    assert read(check(client, code)).says(REFUSED)


def test_a_code_ends_when_its_holder_says_so_however_often(inside, client):
    code = make(inside)
    for _ in range(2):
        assert read(stop(inside, code_number=0)).says("Ce code ne marche plus.")
    assert read(check(client, code)).says(REFUSED)


@pytest.mark.parametrize("last_day", ["22/11/2026", "22/02/2027"])
def test_a_code_lasts_three_months_at_most(inside, last_day):
    answer = inside.post(SHARE, {"purpose": "bank", "last_day": last_day})
    assert answer.status_code == 422
    assert read(answer).says("Choisissez une date entre aujourd'hui et le 21/02/2027.")
    assert not ShareCode.objects.exists()


def test_the_answer_is_of_the_day_of_the_question(inside, client, frozen):
    code = make(inside, last_day="21/02/2027")
    frozen.move_to(at(in_days(90)) - timedelta(hours=1))
    assert read(check(client, code)).says("Au 21 février 2027, le séjour est régulier")


def test_whoever_has_no_document_is_told_so_to_the_third_party_too(enter, client):
    code = make(enter(people.applicant()))
    page = read(check(client, code))
    assert page.says("aucun document en cours de validité ne prouve le séjour régulier")


# What a holder decides, and sees ---------------------------------------------------------------------


def test_a_code_for_one_check_answers_once(inside, client):
    code = make(inside, most_checks="1")
    assert read(check(client, code)).says(ANSWER)
    assert read(check(client, code)).says(REFUSED)
    assert Check.objects.count() == 1
    page = read(inside.get(SHARE))
    assert page.says("utilisé")
    assert page.says("1 vérification sur 1")
    assert not page.says("Arrêter ce code")


def test_five_wrong_dates_lock_a_code_and_its_holder_is_told(inside, client):
    code = make(inside)
    for _ in range(WRONG_DATES):
        assert read(check(client, code, "15/03/1985")).says(REFUSED)
    assert read(check(client, code)).says(REFUSED)
    page = read(inside.get(SHARE))
    assert page.says("bloqué le 23 novembre 2026 à 12 h 00")
    assert not page.says("Arrêter ce code")


def test_four_wrong_dates_do_not(inside, client):
    code = make(inside)
    for _ in range(WRONG_DATES - 1):
        check(client, code, "15/03/1985")
    assert read(check(client, code)).says(ANSWER)


def test_the_right_date_of_an_ended_code_is_no_wrong_date(inside, client):
    code = make(inside, most_checks="1")
    for _ in range(WRONG_DATES + 2):
        check(client, code)
    assert ShareCode.objects.get().locked_at is None


def test_the_holder_reads_who_says_they_checked(inside, client):
    check(client, make(inside), asked_by="Café des Amis")
    assert read(inside.get(SHARE)).says("par Café des Amis (nom donné, non vérifié), avec un code de partage")


def test_a_landlord_learns_nothing_of_work(inside, client):
    page = read(check(client, make(inside, purpose="housing")))
    assert page.says("Oui : séjour régulier")
    assert page.says(ANSWER)
    assert "travail" not in page.text.lower().replace("vérification a été faite", "")
