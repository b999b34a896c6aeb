"""The number printed on a document, by which anybody asks whether it still stands."""

from sejour.continuity.models import ProvisionalDocument


def number_of(document: ProvisionalDocument) -> str:
    """Return the number printed on a document."""
    return f"{document.application.reference}-{document.pk}"
