"""Stored files, and papers drawn from rights."""

import uuid

from django.db import models
from django.db.models import Q

from sejour.identity.models import Person


class MediaType(models.TextChoices):
    """Types of file that are accepted, as sniffed from their content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


class StoredFile(models.Model):
    """A file at rest, encrypted. Its digest is that of the bytes received."""

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField("nom donné", max_length=200)
    media_type = models.CharField("type", max_length=20, choices=MediaType)
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte", max_length=64)
    key = models.CharField("emplacement", max_length=80, unique=True)
    stored_at = models.DateTimeField("reçu le")

    class Meta:
        verbose_name = "fichier"
        constraints = [models.CheckConstraint(name="stored_file_is_not_empty", condition=Q(size__gt=0))]

    def __str__(self) -> str:
        return f"fichier {self.public_id}"


class Paper(models.Model):
    """The picture of a right: a PDF drawn from a row, replaced but never edited.

    `subject` names the row: the kind of paper and its identifier.
    """

    subject = models.CharField("objet", max_length=60, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="papers"
    )
    sha256 = models.CharField("empreinte", max_length=64)
    size = models.PositiveIntegerField("taille en octets")
    key = models.CharField("emplacement", max_length=80, unique=True)
    drawn_at = models.DateTimeField("établi le")

    class Meta:
        verbose_name = "papier"

    def __str__(self) -> str:
        return f"papier {self.subject}"
