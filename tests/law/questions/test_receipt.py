"""`receipt`: CRPA L.112-11 and R.112-11-2."""

import pytest

from tests.law.asked import answer, refused


@pytest.mark.parametrize(
    ("received_on", "registration_by", "full_receipt_by"),
    [
        ("2026-10-05", "2026-10-06", "2026-10-19"),  # a Monday
        ("2026-10-09", "2026-10-12", "2026-10-23"),  # a Friday
        ("2026-10-31", "2026-11-02", "2026-11-16"),  # a Saturday; 11 November is a Wednesday
        ("2026-12-24", "2026-12-28", "2027-01-11"),  # before Christmas and New Year's Day
        ("2027-05-05", "2027-05-07", "2027-05-21"),  # before Ascension Day and Whit Monday
    ],
)
def test_crpa_r112_11_2_one_and_ten_working_days(received_on, registration_by, full_receipt_by):
    found = answer("receipt", received_on=received_on)
    assert (found["registration_by"], found["full_receipt_by"]) == (registration_by, full_receipt_by)


@pytest.mark.parametrize(
    ("departement", "received_on", "registration_by"),
    [
        ("75", "2026-04-02", "2026-04-03"),
        ("67", "2026-04-02", "2026-04-07"),  # Good Friday in Alsace
        ("57", "2025-12-24", "2025-12-29"),  # 26 December in Moselle
        ("976", "2026-04-24", "2026-04-28"),  # 27 April in Mayotte
        ("972", "2026-05-21", "2026-05-26"),  # 22 May in Martinique, then Whit Monday
        ("971", "2026-05-26", "2026-05-28"),  # 27 May in Guadeloupe
        ("973", "2026-06-09", "2026-06-11"),  # 10 June in Guyane
        ("977", "2026-10-08", "2026-10-12"),  # 9 October in Saint-Barthélemy
        ("974", "2027-12-17", "2027-12-21"),  # 20 December in La Réunion
    ],
)
def test_holidays_are_those_of_the_place(departement, received_on, registration_by):
    found = answer("receipt", received_on=received_on, departement=departement)
    assert found["registration_by"] == registration_by


@pytest.mark.parametrize("departement", ["20", "96", "2a", "1", "", "970", 75])
def test_an_unknown_departement_is_named(departement):
    assert refused("receipt", received_on="2026-10-05", departement=departement).fact == "departement"


def test_the_day_of_receipt_is_needed():
    assert refused("receipt").fact == "received_on"
