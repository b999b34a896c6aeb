"""Stored files, and papers drawn from rights."""

import uuid

from django.db import models
from django.db.models import Q, Value

from sejour.documents.intake.media import MediaType
from sejour.documents.remarks import remarks, ways_to_mend
from sejour.identity.models import Person

MEDIA_TYPES = [(media_type.value, media_type.label) for media_type in MediaType]


class Scan(models.TextChoices):
    """What the search for viruses found."""

    NOT_SCANNED = "not_scanned", "non analysé"
    CLEAN = "clean", "aucun virus trouvé"
    INFECTED = "infected", "virus trouvé"


class StoredFile(models.Model):
    """A file at rest, encrypted, as it was received: its digest is that of those bytes.

    A piece given in several files is one that the others follow. The first then holds what is of all: how
    many pages, what was advised ({code: numbers of pages}), what agents see (`seen_key`: pixels or pages
    and nothing else; files of before have none), and what the search for viruses found.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField("nom donné", max_length=200)
    media_type = models.CharField("type", max_length=20, choices=MEDIA_TYPES)
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte", max_length=64)
    key = models.CharField("emplacement", max_length=80, unique=True)
    stored_at = models.DateTimeField("reçu le")
    follows = models.ForeignKey(
        "self", verbose_name="suite de", on_delete=models.PROTECT, null=True, related_name="followers"
    )
    pages = models.PositiveSmallIntegerField("pages", default=1, db_default=1)
    advice = models.JSONField("conseils", default=dict, db_default=Value({}, models.JSONField()))
    seen_key = models.CharField(
        "emplacement de ce que voient les agents", max_length=80, blank=True, default="", db_default=""
    )
    seen_type = models.CharField(
        "type de ce que voient les agents",
        max_length=20,
        choices=MEDIA_TYPES,
        blank=True,
        default="",
        db_default="",
    )
    scan = models.CharField(
        "analyse antivirus",
        max_length=12,
        choices=Scan,
        default=Scan.NOT_SCANNED,
        db_default=Scan.NOT_SCANNED,
    )
    scanned_at = models.DateTimeField("analysé le", null=True)

    class Meta:
        verbose_name = "fichier"
        constraints = [
            models.CheckConstraint(name="stored_file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="scan_of_file_is_dated", condition=Q(scan=Scan.NOT_SCANNED) ^ Q(scanned_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="file_to_scan", fields=["id"], condition=Q(scan=Scan.NOT_SCANNED, follows=None))
        ]

    def __str__(self) -> str:
        return f"fichier {self.public_id}"

    @property
    def remarks(self) -> list[str]:
        """What was advised about its pages, in words."""
        return remarks(self.advice, self.pages)

    @property
    def ways_to_mend(self) -> list[str]:
        """What its owner may do about what was advised."""
        return ways_to_mend(self.advice)

    @property
    def is_infected(self) -> bool:
        """Whether a virus was found in it."""
        return self.scan == Scan.INFECTED


class Paper(models.Model):
    """The picture of a right: a PDF drawn from a row and signed, replaced but never edited.

    `subject` names the row: the kind of paper and its identifier. Papers of before signatures have no
    `certificate`: they are kept, current for nobody, and drawn anew when asked for.
    """

    subject = models.CharField("objet", max_length=60)
    version = models.PositiveSmallIntegerField("version", default=1, db_default=1)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="papers"
    )
    sha256 = models.CharField("empreinte", max_length=64)
    size = models.PositiveIntegerField("taille en octets")
    key = models.CharField("emplacement", max_length=80, unique=True)
    drawn_at = models.DateTimeField("établi le")
    replaced_at = models.DateTimeField("remplacé le", null=True, blank=True)
    seal_text = models.TextField("texte du 2D-Doc", blank=True, default="", db_default="")
    certificate = models.CharField(
        "empreinte de son certificat", max_length=64, blank=True, default="", db_default=""
    )
    level = models.CharField("niveau de signature", max_length=4, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "papier"
        constraints = [
            models.UniqueConstraint(name="paper_version_is_drawn_once", fields=["subject", "version"]),
            models.UniqueConstraint(
                name="paper_has_one_current_version",
                fields=["subject"],
                condition=Q(replaced_at=None) & ~Q(certificate=""),
            ),
            models.CheckConstraint(
                name="paper_is_signed_with_a_level", condition=Q(certificate="") ^ ~Q(level="")
            ),
        ]
        indexes = [
            models.Index(name="paper_by_digest", fields=["sha256"]),
            models.Index(name="paper_by_seal", fields=["seal_text"], condition=~Q(seal_text="")),
        ]

    def __str__(self) -> str:
        return f"papier {self.subject}, version {self.version}"

    @property
    def is_current(self) -> bool:
        """Whether no other version has taken its place."""
        return self.replaced_at is None and bool(self.certificate)
