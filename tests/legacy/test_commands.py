"""The two commands, as they are typed."""

import json

import pytest

from sejour.legacy.models import RegisterImport
from sejour.legacy.reasons import AnomalyCode, Reason
from sejour.permits.models import Permit
from sejour.project.cli import main
from tests.legacy.extracts import another, extract, line

pytestmark = pytest.mark.django_db
ON = "--on=2026-11-23"


@pytest.fixture
def file(tmp_path):
    """Write an extract with one line of each outcome."""
    path = tmp_path / "extrait.csv"
    path.write_bytes(
        extract(line(courriel="a@"), line(courriel="a@"), another(1, nom="\x1b[31mROUGE"), another(2))
    )
    return path


def test_an_import_says_in_french_what_it_did(file, capsys):
    assert main(["import-register", str(file), ON]) == 0
    said = capsys.readouterr()
    done = RegisterImport.objects.get()
    assert said.err == ""
    assert said.out.splitlines()[0].startswith(f"Import n° {done.pk} de extrait.csv, extrait du 23/11/2026 (")
    assert [text.split(maxsplit=1) for text in said.out.splitlines()[1:]] == [
        ["4", "lignes lues"],
        ["2", "titres pris"],
        ["0", "titres déjà connus"],
        ["1", "doublons dans le fichier, sans effet"],
        ["1", "lignes refusées"],
        ["1", "control_character : La ligne contient un caractère de contrôle."],
        ["1", "anomalies à corriger, dont 1 nouvelles"],
        ["1", "unusable_email : L'adresse électronique ne peut pas fonctionner."],
        ["2", "personnes nouvelles"],
        ["Les", f"lignes refusées, une par une : sejour register-report --import {done.pk}"],
    ]


def test_an_import_may_say_it_in_json(file, capsys):
    assert main(["import-register", str(file), ON, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["file"], said["on"], said["taken"], said["refused"]) == ("extrait.csv", "2026-11-23", 2, 1)


def test_the_day_of_the_extract_is_today_unless_told(file, frozen):
    assert main(["import-register", str(file)]) == 0
    assert str(Permit.objects.first().known_on) == "2026-11-23"


@pytest.mark.parametrize("written", ["hier", "23/11/2026", "2026-02-30"])
def test_a_day_that_is_not_one_is_refused(file, written, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["import-register", str(file), "--on", written])
    assert stopped.value.code == 2
    assert f"« {written} » n'est pas une date AAAA-MM-JJ" in capsys.readouterr().err


def test_what_cannot_be_opened_is_said(tmp_path, capsys):
    for path, why in ((tmp_path, "c'est un dossier"), (tmp_path / "absent", "No such file")):
        assert main(["import-register", str(path)]) == 2
        said = capsys.readouterr()
        assert (said.out, f"{path} ne peut pas être lu : {why}" in said.err) == ("", True)


def test_another_file_is_refused_with_status_2(tmp_path, capsys):
    path = tmp_path / "extrait.xlsx"
    path.write_bytes(b"PK\x03\x04")
    assert main(["import-register", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{path} : Ce fichier n'est pas un extrait du registre : c'est un classeur")
    assert not RegisterImport.objects.exists()


def test_the_report_lists_refused_lines_with_their_reason_and_harms_no_terminal(file, capsys):
    main(["import-register", str(file), ON])
    capsys.readouterr()
    assert main(["register-report"]) == 0
    said = capsys.readouterr().out
    assert "ligne 4 [control_character] La ligne contient un caractère de contrôle." in said
    assert "\\x1b[31mROUGE" in said
    assert "\x1b" not in said
    assert "1 anomalies ouvertes" in said


def test_the_report_in_json_holds_the_same(file, capsys):
    main(["import-register", str(file), ON])
    done = RegisterImport.objects.get()
    capsys.readouterr()
    assert main(["register-report", "--import", str(done.pk), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["import"], said["counts"], said["anomalies"]) == (
        done.pk,
        done.counts,
        {"unusable_email": 1},
    )
    (row,) = said["refused"]
    assert (row["number"], row["reason"]) == (4, "control_character")


def test_a_report_without_refusals_is_json_too(tmp_path, capsys):
    path = tmp_path / "extrait.csv"
    path.write_bytes(extract(line()))
    main(["import-register", str(path), ON])
    capsys.readouterr()
    main(["register-report", "--json"])
    assert json.loads(capsys.readouterr().out)["refused"] == []


def test_a_report_of_no_import_is_refused_with_status_2(capsys):
    assert main(["register-report"]) == 2
    assert main(["register-report", "--import", "12"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said == ["Il n'y a pas d'import du registre.", "Il n'y a pas d'import n° 12 du registre."]


def test_every_code_is_told_in_french():
    assert all(code.label.endswith(".") for code in (*Reason, *AnomalyCode))
