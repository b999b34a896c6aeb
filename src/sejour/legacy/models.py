"""What each import of the register did, what it refused, and what is to be corrected."""

from django.db import models
from django.db.models import F, Func, Q

from sejour.identity.models import Person
from sejour.legacy.reasons import AnomalyCode, Reason
from sejour.permits.models import Permit
from sejour.territory.models import Prefecture


class RegisterImport(models.Model):
    """One import of one extract: of which day, from which file, with which outcome."""

    file_name = models.CharField("fichier", max_length=255)
    sha256 = models.CharField("empreinte du fichier", max_length=64)
    on = models.DateField("jour de l'extrait")
    started_at = models.DateTimeField("commencé à")
    ended_at = models.DateTimeField("fini à")
    counts = models.JSONField("décomptes")

    class Meta:
        verbose_name = "import du registre"
        constraints = [
            models.CheckConstraint(
                name="import_ends_after_it_starts", condition=Q(ended_at__gte=F("started_at"))
            ),
            models.CheckConstraint(
                name="import_names_its_file_by_a_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"


class RefusedLine(models.Model):
    """A line that could not be taken, kept byte for byte until it is corrected.

    The same line refused again for the same reason, in a second run or in the next extract, is the
    same row; `Refusal` tells which imports met it, and where.
    """

    reason = models.CharField("motif", max_length=32, choices=Reason)
    raw = models.BinaryField("ligne")
    digest = models.GeneratedField(
        expression=Func(F("raw"), function="sha256"),
        output_field=models.BinaryField("empreinte"),
        db_persist=True,
    )
    prefecture = models.ForeignKey(
        Prefecture, verbose_name="préfecture", on_delete=models.PROTECT, null=True, related_name="+"
    )
    first_import = models.ForeignKey(
        RegisterImport, verbose_name="premier import", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "ligne refusée"
        constraints = [
            models.UniqueConstraint(
                name="refused_line_is_kept_once_for_a_reason", fields=["digest", "reason"]
            )
        ]

    def __str__(self) -> str:
        return f"ligne refusée {self.pk}"


class Refusal(models.Model):
    """A refused line, met by an import at a line of its file (the header is line 1)."""

    register_import = models.ForeignKey(
        RegisterImport, verbose_name="import", on_delete=models.PROTECT, related_name="refusals"
    )
    line = models.ForeignKey(
        RefusedLine, verbose_name="ligne", on_delete=models.PROTECT, related_name="refusals"
    )
    number = models.PositiveIntegerField("numéro de ligne")

    class Meta:
        verbose_name = "refus"
        constraints = [
            models.UniqueConstraint(name="import_refuses_a_line_once", fields=["register_import", "number"])
        ]

    def __str__(self) -> str:
        return f"refus {self.pk}"


class AnomalyQuerySet(models.QuerySet["Anomaly"]):
    """The words of the business are the words of the query."""

    def open(self) -> "AnomalyQuerySet":
        """Keep what is still to be corrected."""
        return self.filter(closed_on=None)


class Anomaly(models.Model):
    """Something to correct about a person or a permit of the register; it blocks nobody.

    It stays open until a later extract no longer shows it. `detail` is the faulty value.
    """

    person = models.ForeignKey(Person, verbose_name="personne", on_delete=models.PROTECT, related_name="+")
    permit = models.ForeignKey(
        Permit, verbose_name="titre", on_delete=models.PROTECT, null=True, related_name="+"
    )
    code = models.CharField("anomalie", max_length=32, choices=AnomalyCode)
    detail = models.CharField("valeur", max_length=120, blank=True)
    first_import = models.ForeignKey(
        RegisterImport, verbose_name="premier import", on_delete=models.PROTECT, related_name="+"
    )
    opened_on = models.DateField("depuis le")
    closed_on = models.DateField("corrigée le", null=True)

    objects = AnomalyQuerySet.as_manager()

    class Meta:
        verbose_name = "anomalie"
        verbose_name_plural = "anomalies"
        constraints = [
            models.UniqueConstraint(
                name="anomaly_of_a_person_is_open_once",
                fields=["person", "code"],
                condition=Q(permit=None, closed_on=None),
            ),
            models.UniqueConstraint(
                name="anomaly_of_a_permit_is_open_once",
                fields=["permit", "code"],
                condition=Q(permit__isnull=False, closed_on=None),
            ),
            models.CheckConstraint(
                name="anomaly_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(name="open_anomaly_by_id", fields=["id", "code"], condition=Q(closed_on=None))
        ]

    def __str__(self) -> str:
        return f"anomalie {self.pk}"
