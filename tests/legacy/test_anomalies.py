"""What is to be corrected on a line that is taken all the same."""

from datetime import date

import pytest

from sejour.identity.models import Person
from sejour.legacy.models import Anomaly
from sejour.legacy.reasons import OF_THE_PERMIT, AnomalyCode
from sejour.permits.models import Permit
from tests.legacy.extracts import A_WEEK_LATER, another, line, outcome_of, take

pytestmark = pytest.mark.django_db

SHOWN = {
    "a country that is not": ({"nationalite": "99999"}, AnomalyCode.UNKNOWN_COUNTRY, "99999"),
    "no nationality": ({"nationalite": ""}, AnomalyCode.UNKNOWN_COUNTRY, ""),
    "a country of birth that is not": ({"pays_naissance": "12345"}, AnomalyCode.UNKNOWN_COUNTRY, "12345"),
    "a département that is not": ({"departement": "00"}, AnomalyCode.NO_COMPETENT_PREFECTURE, "00"),
    "no département": ({"departement": ""}, AnomalyCode.NO_COMPETENT_PREFECTURE, ""),
    "an e-mail that cannot work": ({"courriel": "a@"}, AnomalyCode.UNUSABLE_EMAIL, "a@"),
    "an unknown sex": ({"sexe": "X"}, AnomalyCode.UNKNOWN_SEX, "X"),
    "an endless address": ({"adresse": "x" * 201}, AnomalyCode.VALUE_CUT, "adresse"),
    "an endless telephone": ({"telephone": "0" * 31}, AnomalyCode.VALUE_CUT, "telephone"),
    "a hand-over that is not recorded": ({"remise_le": ""}, AnomalyCode.HANDOVER_NOT_RECORDED, ""),
    "a hand-over in the future": (
        {"remise_le": "24/11/2026"},
        AnomalyCode.HANDOVER_IN_THE_FUTURE,
        "2026-11-24",
    ),
    "a ground that is no article": ({"article": "VPF"}, AnomalyCode.UNKNOWN_ARTICLE, "VPF"),
    "no ground": ({"article": ""}, AnomalyCode.UNKNOWN_ARTICLE, ""),
    "an unknown status": ({"statut": "suspendu"}, AnomalyCode.UNKNOWN_STATUS, "suspendu"),
}


@pytest.mark.parametrize(("changes", "code", "detail"), SHOWN.values(), ids=SHOWN)
def test_a_line_with_an_anomaly_is_taken_and_told(changes, code, detail):
    done = take(line(**changes))
    assert outcome_of(done) == {"taken": 1}
    anomaly = Anomaly.objects.get()
    assert (anomaly.code, anomaly.detail, anomaly.first_import) == (code, detail, done)
    assert (anomaly.permit is not None) == (code in OF_THE_PERMIT)


def test_every_anomaly_has_its_test():
    assert {code for _, code, _ in SHOWN.values()} == set(AnomalyCode)


@pytest.mark.parametrize(
    "changes",
    [
        {"remise_le": "", "date_debut": "26/08/2026"},
        {"pays_naissance": ""},
        {"courriel": ""},
        {"sexe": ""},
        {"statut": ""},
        {"departement": "2a"},
        {"departement": "1"},
        {"langue": "xyzw"},
        {"prenoms": "SP"},
        {"date_naissance": "00/00/1992"},
    ],
    ids=str,
)
def test_what_is_only_unusual_is_no_anomaly(changes):
    take(line(**changes))
    assert not Anomaly.objects.exists()


def test_an_address_that_cannot_work_is_not_written_to():
    take(line(courriel="usager at exemple"))
    assert Person.objects.get().email == ""


def test_what_is_too_long_is_cut_and_a_code_is_dropped():
    take(line(adresse="x" * 300, code_postal="7" * 40))
    person = Person.objects.get()
    assert (person.address, person.postal_code) == ("x" * 200, "")


def test_an_anomaly_of_a_person_is_open_once_whatever_the_permits():
    take(line(courriel="a@"), line(courriel="a@", numero_titre="B"))
    assert Anomaly.objects.get().code == "unusable_email"


def test_an_anomaly_of_a_permit_is_its_own():
    take(line(remise_le=""), line(remise_le="", numero_titre="B"))
    assert Anomaly.objects.count() == 2


def test_an_anomaly_stays_open_as_long_as_the_extracts_show_it():
    first = take(line(courriel="a@", remise_le=""))
    again = take(line(courriel="a@", remise_le=""), on=A_WEEK_LATER)
    assert again.counts["new_anomalies"] == 0
    assert set(Anomaly.objects.open().values_list("first_import", flat=True)) == {first.pk}


def test_an_anomaly_that_a_newer_extract_no_longer_shows_is_closed():
    take(line(courriel="a@", remise_le="", statut="suspendu", nationalite="99999"))
    done = take(line(), on=A_WEEK_LATER)
    assert done.counts["closed_anomalies"] == 4
    assert set(Anomaly.objects.values_list("closed_on", flat=True)) == {A_WEEK_LATER}


def test_an_anomaly_that_comes_back_is_opened_again():
    take(line(courriel="a@"))
    take(line(), on=A_WEEK_LATER)
    take(line(courriel="b@"), on=date(2026, 12, 7))
    assert list(Anomaly.objects.order_by("pk").values_list("detail", "closed_on")) == [
        ("a@", A_WEEK_LATER),
        ("b@", None),
    ]


def test_an_older_file_does_not_open_again_what_was_corrected():
    take(line(courriel="a@"))
    take(line(), on=A_WEEK_LATER)
    take(line(courriel="a@"))
    assert not Anomaly.objects.open().exists()


def test_the_anomalies_of_others_are_left_alone():
    take(line(courriel="a@"), another(1, courriel="b@"))
    take(line(), on=A_WEEK_LATER)
    assert Anomaly.objects.open().get().detail == "b@"


def test_an_anomaly_blocks_nobody():
    take(line(remise_le="", courriel="a@", departement="00", nationalite="99999"))
    assert Permit.objects.get().person.prefecture is None
