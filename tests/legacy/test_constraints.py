"""The database is the last guardian: each constraint is broken by name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sejour.legacy.models import Anomaly, Refusal, RefusedLine, RegisterImport
from sejour.permits.models import Permit
from tests.legacy.extracts import ON, line, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """Import one refused line, and one that is taken with an anomaly of its person and one of its permit."""
    return take(line(numero_etranger="1"), line(courriel="a@", remise_le=""))


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def copy_of(row, **changes):
    row.pk = None
    for field, value in changes.items():
        setattr(row, field, value)
    with transaction.atomic():
        row.save(force_insert=True)


def test_an_import_ends_after_it_starts(done):
    with refused_by("import_ends_after_it_starts"):
        copy_of(done, ended_at=done.started_at - timedelta(seconds=1))


def test_an_import_names_its_file_by_a_sha256(done):
    with refused_by("import_names_its_file_by_a_sha256"):
        copy_of(done, sha256="inconnu")


def test_a_refused_line_is_kept_once_for_a_reason(done):
    with refused_by("refused_line_is_kept_once_for_a_reason"):
        copy_of(RefusedLine.objects.get())


def test_an_import_refuses_a_line_once(done):
    with refused_by("import_refuses_a_line_once"):
        copy_of(Refusal.objects.get())


def test_an_anomaly_of_a_person_is_open_once(done):
    with refused_by("anomaly_of_a_person_is_open_once"):
        copy_of(Anomaly.objects.get(permit=None))


def test_an_anomaly_of_a_permit_is_open_once(done):
    with refused_by("anomaly_of_a_permit_is_open_once"):
        copy_of(Anomaly.objects.get(permit=Permit.objects.get()))


def test_an_anomaly_closes_after_it_opens(done):
    with refused_by("anomaly_closes_after_it_opens"):
        copy_of(Anomaly.objects.get(permit=None), closed_on=ON - timedelta(days=1))


def test_every_object_has_a_name_to_show(done):
    shown = [str(model.objects.first()) for model in (RegisterImport, RefusedLine, Refusal, Anomaly)]
    assert [text.rsplit(" ", 1)[0] for text in shown] == ["import", "ligne refusée", "refus", "anomalie"]
