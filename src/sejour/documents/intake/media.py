"""What a file is, by its first bytes; its name and what the browser says of it count for nothing."""

from enum import StrEnum

from sejour.documents.errors import TypeNotAccepted


class MediaType(StrEnum):
    """Types of file that are accepted."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"

    @property
    def label(self) -> str:
        """The name of the type, as people know it."""
        return self.name if self is not MediaType.WEBP else "WebP"


_SIGNATURES = (
    (b"%PDF-", MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)
# The brands under which telephones write HEIC and HEIF (ISO/IEC 23008-12).
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def sniff(content: bytes) -> MediaType:
    """Return the type that the first bytes tell. Raises TypeNotAccepted."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return MediaType.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return MediaType.HEIC
    raise TypeNotAccepted
